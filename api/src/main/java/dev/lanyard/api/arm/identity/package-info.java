/** Managed identities on the ARM surface. */
@NullMarked
package dev.lanyard.api.arm.identity;

import org.jspecify.annotations.NullMarked;
