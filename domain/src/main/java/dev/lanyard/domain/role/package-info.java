/** The rules of role definitions and role assignments. */
@NullMarked
package dev.lanyard.domain.role;

import org.jspecify.annotations.NullMarked;
