/** Random commands, answered by the rules and by a plain model of them, and compared. */
@NullMarked
package dev.lanyard.domain.simulation;

import org.jspecify.annotations.NullMarked;
