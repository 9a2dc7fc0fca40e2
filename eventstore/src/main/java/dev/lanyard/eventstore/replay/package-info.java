/** A ledger as somebody reads it who believes nothing but its rows. */
@NullMarked
package dev.lanyard.eventstore.replay;

import org.jspecify.annotations.NullMarked;
