/** Role definitions and role assignments on the ARM surface. */
@NullMarked
package dev.lanyard.api.arm.role;

import org.jspecify.annotations.NullMarked;
