/** The activity log: what changed in a subscription, as Azure Monitor tells it (CONTRACT 4.4). */
@NullMarked
package dev.lanyard.api.arm.activity;

import org.jspecify.annotations.NullMarked;
