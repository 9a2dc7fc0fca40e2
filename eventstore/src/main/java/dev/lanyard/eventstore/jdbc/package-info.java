/**
 * The storage engine: Axon's {@code EventStorageEngine} over JDBC, with a single writer that
 * commits in groups, a Merkle tree over all that was appended, and readers that never wait for it.
 * {@link dev.lanyard.eventstore.jdbc.EmbeddedLedger} is the way in.
 */
@NullMarked
package dev.lanyard.eventstore.jdbc;

import org.jspecify.annotations.NullMarked;
