/**
 * Read models derived from the ledger. They are disposable: each is a fold of the events in ledger
 * order, and replaying the ledger always gives the same read model.
 */
@NullMarked
package dev.lanyard.projections;

import org.jspecify.annotations.NullMarked;
