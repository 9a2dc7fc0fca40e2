package dev.lanyard.tokens;

import dev.lanyard.domain.MalformedValue;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes and reads PEM (RFC 7468): certificates, requests for them, and private keys in PKCS#8 without encryption. */
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String CERTIFICATE_REQUEST = "CERTIFICATE REQUEST";
  static final String PUBLIC_KEY = "PUBLIC KEY";
  static final String PRIVATE_KEY = "PRIVATE KEY";

  private static final int LINE_CHARACTERS = 64;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");

  private Pem() {}

  /** One block of a PEM text. Holds a private key, perhaps: it is never printed. */
  static final class Block {
    private final String label;
    private final byte[] der;

    private Block(String label, byte[] der) {
      this.label = label;
      this.der = der;
    }

    /** What it says it is. */
    String label() {
      return label;
    }

    /** Its content, not yet looked at. */
    byte[] der() {
      return der.clone();
    }
  }

  /**
   * The blocks of a text; what stands outside of them is ignored, as OpenSSL does.
   *
   * @throws IllegalArgumentException if a block's content is not base64
   */
  static List<Block> blocks(String text) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String base64 = matcher.group(2).replaceAll("\\s", "");
      blocks.add(new Block(matcher.group(1), Base64.getDecoder().decode(base64)));
    }
    return blocks;
  }

  /**
   * The content of the only block of a text from outside, which has this label.
   *
   * @param noun what it is, for the one who sent it
   * @throws MalformedValue if it is longer, or is not that, or holds a private key; names {@code
   *     field}
   */
  static byte[] only(String field, String noun, String label, String text, int charactersMax) {
    if (text.length() > charactersMax) {
      throw new MalformedValue(field, "must have at most " + charactersMax + " characters");
    }
    List<Block> blocks;
    try {
      blocks = blocks(text);
    } catch (IllegalArgumentException notBase64) {
      throw new MalformedValue(field, "must be a %s in PEM".formatted(noun));
    }
    // Its owner must learn of it: a private key that was sent to anyone is not private any more.
    if (blocks.stream().anyMatch(block -> block.label().endsWith(PRIVATE_KEY))) {
      throw new MalformedValue(
          field, "must not hold a private key: send the %s alone".formatted(noun));
    }
    if (blocks.size() != 1 || !blocks.getFirst().label().equals(label)) {
      throw new MalformedValue(field, "must be one %s in PEM".formatted(noun));
    }
    return blocks.getFirst().der();
  }

  /** The first block with the label. */
  static byte[] first(String label, byte[] text) throws GeneralSecurityException {
    try {
      return blocks(new String(text, StandardCharsets.ISO_8859_1)).stream()
          .filter(block -> block.label().equals(label))
          .findFirst()
          .orElseThrow(() -> new GeneralSecurityException("holds no " + label))
          .der();
    } catch (IllegalArgumentException malformed) {
      throw new GeneralSecurityException("holds no readable " + label, malformed);
    }
  }

  /** The private key of the algorithm ({@code EC}, {@code RSA}) in a text. */
  static PrivateKey privateKey(String algorithm, byte[] text) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(first(PRIVATE_KEY, text)));
  }

  static String of(PrivateKey key) {
    return block(PRIVATE_KEY, key.getEncoded());
  }

  static String of(X509Certificate certificate) {
    try {
      return block(CERTIFICATE, certificate.getEncoded());
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException("a certificate without an encoding", impossible);
    }
  }

  static String block(String label, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(LINE_CHARACTERS, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label);
  }
}
