package dev.lanyard.tokens;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 256-bit key that seals the key store. It is never printed, and never leaves this room. As
 * text, in the environment or in a file, it is the base64 of its 32 bytes (RFC 4648, section 4 or
 * 5, padded or not; white space around it is ignored).
 */
public final class MasterKey {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  private MasterKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Finds the master key: the text if there is one, or else the named file, or else {@code own}.
   *
   * @param base64 the key as text, from the environment
   * @param file a file that holds the text; its permissions are its owner's business
   * @param own where the server keeps a key of its own: made with fresh random bytes (0600, synced)
   *     if it is missing
   * @throws KeyStoreRefused if the first of the three that is there is not a key, or cannot be read
   *     or made, or if {@code own} can be read by others than its owner
   */
  public static MasterKey find(Optional<String> base64, Optional<Path> file, Path own) {
    if (base64.isPresent()) {
      return parse("the master key", base64.get());
    }
    if (file.isPresent()) {
      return parse(file.get().toString(), text(OwnerFiles.read(file.get())));
    }
    if (!Files.exists(own)) {
      byte[] fresh = new byte[BYTES];
      RANDOM.nextBytes(fresh);
      OwnerFiles.writePrivate(
          own,
          (Base64.getEncoder().encodeToString(fresh) + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    return parse(own.toString(), text(OwnerFiles.readPrivate(own)));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1);
  }

  private static MasterKey parse(String where, String text) {
    Optional<byte[]> bytes = Base64Texts.decode(text.strip());
    if (bytes.isEmpty() || bytes.get().length != BYTES) {
      // Neither the text nor its length: it may be a key with a slip in it.
      throw new KeyStoreRefused(where + " is not the base64 of 32 bytes");
    }
    return new MasterKey(bytes.get());
  }

  /** The key itself, for the key store. */
  SecretKey key() {
    return key;
  }

  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
