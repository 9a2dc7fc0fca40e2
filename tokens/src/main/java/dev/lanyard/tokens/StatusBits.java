package dev.lanyard.tokens;

import dev.lanyard.domain.MalformedValue;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * One bit for each token that a status list tells of: 0 is VALID, 1 is INVALID (Token Status List,
 * draft-ietf-oauth-status-list-17, sections 4 and 7.1). The bit of an index stands in the byte {@code
 * index / 8}, the first one in its lowest bit. The size is whole bytes: those that fill the last one
 * up are valid.
 */
public final class StatusBits {
  /** Most tokens in one list: 2 MiB before they are compressed. */
  public static final int SIZE_MAX = 1 << 24;

  /**
   * The draft recommends the best compression. A list is signed anew each second, and of a million
   * tokens, one of a hundred of them invalid, the fastest takes a hundredth of the time for half as
   * many bytes again.
   */
  private static final int LEVEL = Deflater.BEST_SPEED;

  private static final int CHUNK_BYTES = 8 * 1024;

  private final byte[] bits;

  private StatusBits(byte[] bits) {
    this.bits = bits;
  }

  /**
   * The statuses of the tokens from 0 to {@code size - 1}.
   *
   * @param invalid the indices that are not valid any more; copied
   * @param size 1 to 2^24
   * @throws IllegalArgumentException if the size is not in its range, or an index lies beyond it
   */
  public static StatusBits of(BitSet invalid, int size) {
    if (size < 1 || size > SIZE_MAX) {
      throw new IllegalArgumentException("size must be 1 to " + SIZE_MAX);
    }
    if (invalid.length() > size) {
      throw new IllegalArgumentException("an index lies beyond the size");
    }
    return new StatusBits(Arrays.copyOf(invalid.toByteArray(), (size + 7) / 8));
  }

  /** How many tokens it tells of, a multiple of 8. */
  public int size() {
    return bits.length * 8;
  }

  /**
   * Whether the token of this index is not valid any more.
   *
   * @throws IndexOutOfBoundsException if the list does not tell of it; a reader then takes the token
   *     for invalid (section 8.3)
   */
  public boolean isInvalid(int index) {
    if (index < 0 || index >= size()) {
      throw new IndexOutOfBoundsException("the list does not tell of this index");
    }
    return ((bits[index / 8] >>> (index % 8)) & 1) == 1;
  }

  /** The member {@code lst}: base64url of the ZLIB format (RFC 1950) of the bits. */
  public String encode() {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (Deflater deflater = new Deflater(LEVEL)) {
      deflater.setInput(bits);
      deflater.finish();
      byte[] chunk = new byte[CHUNK_BYTES];
      while (!deflater.finished()) {
        compressed.write(chunk, 0, deflater.deflate(chunk));
      }
    }
    return Base64Texts.encode(compressed.toByteArray());
  }

  /**
   * Reads a member {@code lst}.
   *
   * @param lst any text
   * @param sizeMax of how many tokens it may tell; what would swell beyond that is not read on
   * @throws MalformedValue if it is none, or tells of more; names {@code lst}
   */
  public static StatusBits decode(String lst, int sizeMax) {
    Optional<byte[]> compressed = Base64Texts.decode(lst);
    byte[] bits = new byte[sizeMax / 8 + 1];
    try (Inflater inflater = new Inflater()) {
      inflater.setInput(compressed.orElseThrow(() -> malformed("must be base64url")));
      int length = 0;
      while (!inflater.finished()) {
        int more = inflater.inflate(bits, length, bits.length - length);
        if (more == 0 && !inflater.finished()) {
          throw malformed("must be whole, and tell of at most %d tokens".formatted(sizeMax));
        }
        length += more;
      }
      if (length == 0 || length * 8L > sizeMax || inflater.getRemaining() > 0) {
        throw malformed("must tell of 1 to %d tokens and nothing else".formatted(sizeMax));
      }
      return new StatusBits(Arrays.copyOf(bits, length));
    } catch (DataFormatException other) {
      throw malformed("must be in the format of ZLIB");
    }
  }

  private static MalformedValue malformed(String why) {
    return new MalformedValue("lst", why);
  }

  /** Two of the same size and statuses are equal. */
  @Override
  public boolean equals(Object other) {
    return other instanceof StatusBits that && Arrays.equals(bits, that.bits);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bits);
  }

  @Override
  public String toString() {
    return "StatusBits[%d of %d invalid]".formatted(BitSet.valueOf(bits).cardinality(), size());
  }
}
