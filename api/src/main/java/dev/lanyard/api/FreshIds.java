package dev.lanyard.api;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ThingId;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * Makes ids: random ones (RFC 9562, version 4: 122 random bits), and those of commands. {@code
 * UUID.randomUUID} asks the operating system for each; here each thread asks for a block.
 */
public final class FreshIds {
  private static final int BLOCK_BYTES = 4_096;
  private static final long VERSION_4 = 0x4000L;
  private static final long VERSION_7 = 0x7000L;
  private static final int TIME_SHIFT = 16;
  private static final long VARIANT_RFC = 0x8000_0000_0000_0000L;

  private final SecureRandom random = new SecureRandom();
  private final ThreadLocal<ByteBuffer> blocks = ThreadLocal.withInitial(this::block);

  /** An id that nobody had before. */
  public UUID next() {
    var block = blocks.get();
    if (!block.hasRemaining()) {
      block = block();
      blocks.set(block);
    }
    long high = (block.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | VERSION_4;
    long low = (block.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT_RFC;
    return new UUID(high, low);
  }

  /**
   * The id of a new command: of version 7, which begins with the time (RFC 9562, section 5.7).
   *
   * @param now 1970 or later
   */
  public UUID command(Instant now) {
    UUID random = next();
    long time = now.toEpochMilli() << TIME_SHIFT;
    long rest = random.getMostSignificantBits() & 0xFFFL;
    return new UUID(time | VERSION_7 | rest, random.getLeastSignificantBits());
  }

  /** The uid of a new thing. */
  public ThingId thing() {
    return new ThingId(next());
  }

  /** A new managed identity's principal. */
  public PrincipalId principal() {
    return new PrincipalId(next());
  }

  /** A new managed identity's client id. */
  public ClientId client() {
    return new ClientId(next());
  }

  /** A new role assignment's id. */
  public AssignmentId assignment() {
    return new AssignmentId(next());
  }

  /** A new credential's id. */
  public CredentialId credential() {
    return new CredentialId(next());
  }

  private ByteBuffer block() {
    var bytes = new byte[BLOCK_BYTES];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }
}
