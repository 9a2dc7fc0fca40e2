/**
 * Puts the rooms together: every object of the server is made here, in plain Java, and started and
 * stopped in the order of {@link dev.lanyard.api.wiring.Phases}.
 */
@NullMarked
package dev.lanyard.api.wiring;

import org.jspecify.annotations.NullMarked;
