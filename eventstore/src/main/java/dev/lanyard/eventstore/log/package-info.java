/**
 * What of a ledger can be proved to others: the leaves of its tree, its head, and hash tiles that
 * are derived from them (ADR 0011).
 */
@NullMarked
package dev.lanyard.eventstore.log;

import org.jspecify.annotations.NullMarked;
