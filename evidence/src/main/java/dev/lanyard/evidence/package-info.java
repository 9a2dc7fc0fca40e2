/**
 * The formats of evidence: hashes and proofs of RFC 6962, and the notes, checkpoints, tiles and
 * proof files of C2SP. Nothing here reads a ledger, holds a key that signs, or shares code with
 * what wrote it (ADR 0010).
 */
@NullMarked
package dev.lanyard.evidence;

import org.jspecify.annotations.NullMarked;
