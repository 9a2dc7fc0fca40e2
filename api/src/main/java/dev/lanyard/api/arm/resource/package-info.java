/** Generic resources with their identity block on the ARM surface. */
@NullMarked
package dev.lanyard.api.arm.resource;

import org.jspecify.annotations.NullMarked;
