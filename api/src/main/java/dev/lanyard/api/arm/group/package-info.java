/** Subscriptions and resource groups on the ARM surface. */
@NullMarked
package dev.lanyard.api.arm.group;

import org.jspecify.annotations.NullMarked;
