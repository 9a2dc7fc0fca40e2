/** Questions about the past that take the state and the audit trail: timelines and differences. */
@NullMarked
package dev.lanyard.projections.history;

import org.jspecify.annotations.NullMarked;
