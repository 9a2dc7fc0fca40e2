/**
 * The ledger: appends the events of a decision atomically, on condition that nothing the rule read
 * has changed, and reads them back in order. It holds the storage engine and the one adapter that
 * puts the rules behind Axon.
 */
@NullMarked
package dev.lanyard.eventstore;

import org.jspecify.annotations.NullMarked;
