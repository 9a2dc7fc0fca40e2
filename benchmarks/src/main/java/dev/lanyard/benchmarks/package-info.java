/**
 * Measured claims: benchmarks of the ledger and the read models. This room is outside the default
 * build and is never shipped.
 */
@NullMarked
package dev.lanyard.benchmarks;

import org.jspecify.annotations.NullMarked;
