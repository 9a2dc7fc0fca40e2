package dev.lanyard.eventstore.jdbc;

import java.time.Duration;

/**
 * The bounds that the ledger works within.
 *
 * @param queueEntriesMax appends that may wait for the writer
 * @param queueBytesMax encoded bytes that may wait for the writer; also the most one append may
 *     have
 * @param batchEntriesMax appends that the writer commits together
 * @param batchBytesMax encoded bytes after which the writer takes no further append into a batch
 * @param ticketHold how long an exclusive ticket holds others back
 * @param recentEvents events whose tags are kept in memory for the checking of conditions
 * @param readers connections that read
 * @param readerWait how long a read waits for a connection
 * @param walPagesMax pages of 4 KiB in the write-ahead log after which the writer folds it back
 * @param cacheBytesMax memory for events and tags that were used lately, about
 * @param bytesMax how large the store may become; can be changed while it runs
 */
public record LedgerSettings(
    int queueEntriesMax,
    long queueBytesMax,
    int batchEntriesMax,
    long batchBytesMax,
    Duration ticketHold,
    int recentEvents,
    int readers,
    Duration readerWait,
    int walPagesMax,
    long cacheBytesMax,
    long bytesMax) {
  private static final long MIB = 1 << 20;

  /**
   * For the access log: nothing is decided on it, so that it keeps little in memory.
   *
   * @param bytesMax its disk budget
   */
  public static LedgerSettings access(long bytesMax) {
    return new LedgerSettings(
        10_000,
        64 * MIB,
        1_000,
        16 * MIB,
        Duration.ofSeconds(2),
        1,
        8,
        Duration.ofSeconds(10),
        4_000,
        16 * MIB,
        bytesMax);
  }

  /** For a server with a disk of its own: 16 TiB, which is what SQLite can hold in 4 KiB pages. */
  public static LedgerSettings defaults() {
    return new LedgerSettings(
        10_000,
        256 * MIB,
        1_000,
        16 * MIB,
        Duration.ofSeconds(2),
        32_768,
        24,
        Duration.ofSeconds(10),
        4_000,
        Runtime.getRuntime().maxMemory() / 4,
        16 * MIB * MIB);
  }
}
