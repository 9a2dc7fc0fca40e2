/** Who did what, when, why, and what fell with it: one row an event, and the cascade trees. */
@NullMarked
package dev.lanyard.projections.audit;

import org.jspecify.annotations.NullMarked;
