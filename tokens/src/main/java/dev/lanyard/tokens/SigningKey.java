package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lanyard.domain.SigningAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A key that signs tokens from an instant on, with one algorithm. It is stored whole and never
 * changed. Any number of threads sign with it at once: nothing in it is held while one does.
 */
final class SigningKey {
  private static final String JWT = "JWT";

  private final SigningAlgorithm algorithm;
  private final Instant signsFrom;
  private final String id;
  private final Map<String, Object> header;
  private final Map<String, Object> published;
  private final JWSHeader jws;
  private final JWSSigner signer;
  private final JWSVerifier verifier;
  private final String jwtHeader;

  /**
   * @param id {@code kid}
   * @param header what the headers of its tokens say beyond {@code typ}, {@code alg} and {@code
   *     kid}
   * @param published the public half as a key of RFC 7517
   */
  SigningKey(
      SigningAlgorithm algorithm,
      Instant signsFrom,
      String id,
      Map<String, Object> header,
      Map<String, Object> published,
      JWSSigner signer,
      JWSVerifier verifier) {
    this.algorithm = algorithm;
    this.signsFrom = signsFrom;
    this.id = id;
    this.header = Map.copyOf(header);
    this.published = Collections.unmodifiableMap(new LinkedHashMap<>(published));
    this.jws = new JWSHeader(JWSAlgorithm.parse(algorithm.name()));
    this.signer = signer;
    this.verifier = verifier;
    this.jwtHeader = header(JWT);
  }

  /** A fresh key in its stored form. */
  static byte[] create(SigningAlgorithm algorithm, Instant now, Instant signsFrom) {
    try {
      return switch (algorithm) {
        case RS256 -> Rs256Key.create(now, signsFrom).bytes();
        case ES256 -> Es256Key.create(signsFrom).bytes();
      };
    } catch (GeneralSecurityException failure) {
      throw new KeyStoreRefused("this Java makes no key for " + algorithm, failure);
    }
  }

  /**
   * Reads the stored form.
   *
   * @throws KeyStoreRefused if it is none
   */
  static SigningKey read(SigningAlgorithm algorithm, byte[] stored) {
    try {
      StoredKey parts = StoredKey.read(stored);
      return switch (algorithm) {
        case RS256 -> Rs256Key.open(parts);
        case ES256 -> Es256Key.open(parts);
      };
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new KeyStoreRefused("a signing key was stored by another version of Lanyard");
    }
  }

  /** What it signs with, and nothing else. */
  SigningAlgorithm algorithm() {
    return algorithm;
  }

  /** From when on it signs; its predecessor until then. */
  Instant signsFrom() {
    return signsFrom;
  }

  /** {@code kid}, base64url. */
  String id() {
    return id;
  }

  /** Whether it has signed this text, with its own algorithm. */
  boolean hasSigned(CompactJws text) {
    return text.isSignedBy(verifier, jws.getAlgorithm());
  }

  /** The compact form of a token with these claims, whose header says that it is of this type. */
  String sign(Map<String, Object> claims, String type) {
    String content = (type.equals(JWT) ? jwtHeader : header(type)) + '.' + base64Json(claims);
    try {
      return content + '.' + signer.sign(jws, content.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException failure) {
      // Neither the claims nor the library's words go further.
      throw new IllegalStateException("a token cannot be signed with key " + id);
    }
  }

  private String header(String type) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("typ", type);
    fields.put("alg", algorithm.name());
    fields.put("kid", id);
    fields.putAll(header);
    return base64Json(fields);
  }

  private static String base64Json(Map<String, Object> fields) {
    return Base64Texts.encode(
        JSONObjectUtils.toJSONString(fields).getBytes(StandardCharsets.UTF_8));
  }

  /** The public half as a key of RFC 7517, in the shape of CONTRACT section 2. */
  Map<String, Object> published() {
    return published;
  }

  @Override
  public String toString() {
    return "SigningKey[%s]".formatted(id);
  }
}
