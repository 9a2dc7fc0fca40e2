/** The ledger, its rules and its views in one process, without HTTP. */
@NullMarked
package dev.lanyard.benchmarks.ledger;

import org.jspecify.annotations.NullMarked;
