/** The rules of locks. */
@NullMarked
package dev.lanyard.domain.lock;

import org.jspecify.annotations.NullMarked;
