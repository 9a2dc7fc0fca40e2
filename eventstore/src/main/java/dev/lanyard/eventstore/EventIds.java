package dev.lanyard.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of facts: UUIDs of version 5 (RFC 9562, section 5.5), named by a command and an index. */
final class EventIds {
  private static final long VERSION_BITS = 0xF000L;
  private static final long VERSION_5 = 0x5000L;
  private static final long VARIANT_BITS = 0xC000_0000_0000_0000L;
  private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

  private EventIds() {}

  /**
   * The id of a fact.
   *
   * @param command the namespace
   * @param index the fact's index in the decision; its decimal text is the name
   */
  static UUID of(UUID command, int index) {
    return named(command, Integer.toString(index));
  }

  static UUID named(UUID namespace, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer input =
        ByteBuffer.allocate(2 * Long.BYTES + text.length)
            .putLong(namespace.getMostSignificantBits())
            .putLong(namespace.getLeastSignificantBits())
            .put(text);
    ByteBuffer hash = ByteBuffer.wrap(sha1().digest(input.array()));
    return new UUID(
        (hash.getLong() & ~VERSION_BITS) | VERSION_5,
        (hash.getLong() & ~VARIANT_BITS) | VARIANT_RFC);
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException cannot) {
      throw new IllegalStateException("every Java platform has SHA-1", cannot);
    }
  }
}
