package dev.lanyard.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Texts that clients carry for this server and give back: they can neither read nor make them. All
 * nodes that share a store, and the server after a restart, take each other's.
 *
 * <p>A sealed text is the base64 (RFC 4648, section 5, without padding) of a nonce of 12 bytes and
 * the AES-256-GCM ciphertext (NIST SP 800-38D) of the text, padded to full blocks of 64 bytes so
 * that its length tells little. The nonce is the beginning of the HMAC-SHA-256 of what is sealed,
 * under a key of its own: the same text is sealed in the same way, and no counter or random value
 * has to last for as long as the keys do.
 */
public final class SealedTexts {
  private static final String ID = "1";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int BLOCK_BYTES = 64;

  /** Far longer than what a path can be sealed to. */
  private static final int CHARACTERS_MAX = 16_384;

  /** Ends the text; zeros follow up to the end of the block (ISO/IEC 9797-1, padding 2). */
  private static final byte END = (byte) 0x80;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SecretKey sealing;
  private final SecretKey nonces;

  /**
   * Texts under the keys of this store, which are made if it has none.
   *
   * @throws KeyStoreRefused if the store cannot be used
   */
  public SealedTexts(KeyStore store) {
    byte[] fresh = new byte[2 * KEY_BYTES];
    new SecureRandom().nextBytes(fresh);
    store.add(KeyKind.CARRIED_TEXTS, ID, fresh);
    byte[] keys = store.get(KeyKind.CARRIED_TEXTS, ID).orElseThrow();
    this.sealing = new SecretKeySpec(keys, 0, KEY_BYTES, "AES");
    this.nonces = new SecretKeySpec(keys, KEY_BYTES, KEY_BYTES, "HmacSHA256");
  }

  /** The sealed form of a text: letters, digits, {@code -} and {@code _}. */
  public String seal(String text) {
    byte[] plain = padded(text.getBytes(StandardCharsets.UTF_8));
    try {
      byte[] nonce = nonce(plain);
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(plain);
      return ENCODER.encodeToString(
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array());
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("every Java has AES-256-GCM and HMAC-SHA-256", failure);
    }
  }

  /** The text of a sealed form; empty if it is none that was sealed under these keys. */
  public Optional<String> open(String carried) {
    if (carried.length() > CHARACTERS_MAX) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(carried);
      byte[] nonce = Arrays.copyOf(bytes, NONCE_BYTES);
      int length = Math.max(0, bytes.length - NONCE_BYTES);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce).doFinal(bytes, bytes.length - length, length);
      return Optional.of(new String(unpadded(plain), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static byte[] padded(byte[] text) {
    byte[] plain = Arrays.copyOf(text, (text.length / BLOCK_BYTES + 1) * BLOCK_BYTES);
    plain[text.length] = END;
    return plain;
  }

  private static byte[] unpadded(byte[] plain) {
    int end = plain.length - 1;
    while (plain[end] != END) {
      end--;
    }
    return Arrays.copyOf(plain, end);
  }

  private byte[] nonce(byte[] plain) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(nonces.getAlgorithm());
    mac.init(nonces);
    return Arrays.copyOf(mac.doFinal(plain), NONCE_BYTES);
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  @Override
  public String toString() {
    return "SealedTexts[hidden]";
  }
}
