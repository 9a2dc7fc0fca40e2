/** The rules of all features, in one list. */
@NullMarked
package dev.lanyard.domain.rules;

import org.jspecify.annotations.NullMarked;
