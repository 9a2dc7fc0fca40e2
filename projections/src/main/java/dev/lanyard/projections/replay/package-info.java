/**
 * Replays a ledger for review: verifies its tree as it reads, checks what must hold of it, rebuilds
 * the read models apart and holds them against the live ones, beside a server that goes on.
 */
@NullMarked
package dev.lanyard.projections.replay;

import org.jspecify.annotations.NullMarked;
