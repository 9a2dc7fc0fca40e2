package dev.lanyard.eventstore;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids of facts: UUIDs of version 8 (RFC 9562, section 5.8). They begin as the command's does, so
 * that ids of commands that begin with the time keep the ledger's index of ids growing at its end;
 * the rest is from SHA-256 over the command's id and the fact's index.
 */
final class EventIds {
  /** What a UUID of version 7 says of the time (RFC 9562, section 5.7): 48 bits. */
  private static final long TIME_BITS = 0xFFFF_FFFF_FFFF_0000L;

  private static final long VERSION_BITS = 0xF000L;
  private static final long VERSION_8 = 0x8000L;
  private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
  private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

  private EventIds() {}

  /**
   * The id of a fact.
   *
   * @param command the command's id
   * @param index the fact's index in the decision
   */
  static UUID of(UUID command, int index) {
    ByteBuffer input =
        ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
            .putLong(command.getMostSignificantBits())
            .putLong(command.getLeastSignificantBits())
            .putInt(index);
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(input.array()));
    long rest = hash.getLong() & ~TIME_BITS & ~VERSION_BITS;
    return new UUID(
        (command.getMostSignificantBits() & TIME_BITS) | VERSION_8 | rest,
        (hash.getLong() & ~VARIANT_BITS) | VARIANT_RFC);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException cannot) {
      throw new IllegalStateException("every Java platform has SHA-256", cannot);
    }
  }
}
