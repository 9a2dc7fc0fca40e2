package dev.lanyard.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals an entry of the key store: a format byte, 12 random bytes of nonce, then the AES-256-GCM
 * ciphertext with its 16-byte tag. Random nonces bear 2^32 entries under one key (NIST SP 800-38D,
 * section 8.3), far more than a store ever writes.
 */
final class Seal {
  private static final byte FORMAT = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  Seal(SecretKey key) {
    this.key = key;
  }

  /** The sealed form; another one each time. */
  byte[] close(KeyKind kind, String id, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, kind, id, nonce).doFinal(plain);
      return ByteBuffer.allocate(1 + nonce.length + text.length)
          .put(FORMAT)
          .put(nonce)
          .put(text)
          .array();
    } catch (GeneralSecurityException failure) {
      throw new KeyStoreRefused("this Java has no AES-256-GCM", failure);
    }
  }

  /**
   * What was sealed.
   *
   * @throws AEADBadTagException if these are not the bytes sealed as this kind and id by this key
   */
  byte[] open(KeyKind kind, String id, byte[] sealed) throws GeneralSecurityException {
    if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORMAT) {
      throw new AEADBadTagException("not a sealed entry");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(sealed, 1, nonce, 0, NONCE_BYTES);
    int start = 1 + NONCE_BYTES;
    return cipher(Cipher.DECRYPT_MODE, kind, id, nonce)
        .doFinal(sealed, start, sealed.length - start);
  }

  private Cipher cipher(int mode, KeyKind kind, String id, byte[] nonce)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    // No stored kind holds a zero, so that kind and id have one reading.
    cipher.updateAAD((kind.stored() + '\0' + id).getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
