package dev.lanyard.eventstore.jdbc;

import java.nio.ByteBuffer;
import java.security.SecureRandom;

/**
 * Random bytes for salts, which hide what digests are of and so must not be guessable. The system's
 * source is behind one lock for all threads: each thread draws a block and uses it up.
 */
final class Salts {
  private static final int BLOCK_BYTES = 8_192;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ThreadLocal<ByteBuffer> BLOCK =
      ThreadLocal.withInitial(() -> ByteBuffer.allocate(0));

  private Salts() {}

  /** So many bytes that were never handed out before. */
  static byte[] next(int bytes) {
    ByteBuffer block = BLOCK.get();
    if (block.remaining() < bytes) {
      byte[] fresh = new byte[Math.max(BLOCK_BYTES, bytes)];
      RANDOM.nextBytes(fresh);
      block = ByteBuffer.wrap(fresh);
      BLOCK.set(block);
    }
    byte[] salts = new byte[bytes];
    block.get(salts);
    return salts;
  }
}
