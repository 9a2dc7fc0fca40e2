/** Locks on the ARM surface. */
@NullMarked
package dev.lanyard.api.arm.lock;

import org.jspecify.annotations.NullMarked;
