/** What our own HTTP surfaces share; they are stricter than ARM's. */
@NullMarked
package dev.lanyard.api.own;

import org.jspecify.annotations.NullMarked;
