package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lanyard.tokens.Certificates.Validity;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A key that signs tokens with RS256 from an instant on: RSA of 2048 bits, and a certificate that
 * vouches for itself, by whose SHA-1 the key is known ({@code kid} and {@code x5t}, as verifiers of
 * such tokens expect). It is stored whole and never changed.
 */
final class SigningKey {
  private static final byte FORMAT = 1;

  /** Verifiers go by the published set, not by this end: it only has to lie behind all use. */
  private static final Duration CERTIFICATE_VALID = Duration.ofDays(3650);

  private static final JWSHeader RS256 = new JWSHeader(JWSAlgorithm.RS256);

  private final Instant signsFrom;
  private final X509Certificate certificate;
  private final RSAPublicKey publicKey;
  private final String id;
  private final String header;
  private final JWSSigner signer;
  private final JWSVerifier verifier;

  private SigningKey(Instant signsFrom, X509Certificate certificate, PrivateKey key)
      throws GeneralSecurityException {
    if (!(certificate.getPublicKey() instanceof RSAPublicKey rsa)) {
      throw new GeneralSecurityException("a signing key is not RSA");
    }
    this.signsFrom = signsFrom;
    this.certificate = certificate;
    this.publicKey = rsa;
    this.id = Base64Texts.encode(Thumbprints.sha1(certificate));
    this.signer = new RSASSASigner(key);
    this.verifier = new RSASSAVerifier(rsa);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("typ", "JWT");
    fields.put("alg", "RS256");
    fields.put("kid", id);
    fields.put("x5t", id);
    this.header = base64Json(fields);
  }

  /** A fresh key in its stored form. */
  static byte[] create(Instant now, Instant signsFrom) {
    KeyPair keys = KeyPairs.newRsa();
    Instant from = now.truncatedTo(ChronoUnit.SECONDS);
    X509Certificate certificate =
        Certificates.selfSigned(
            "Lanyard token signing", keys, new Validity(from, from.plus(CERTIFICATE_VALID)));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      out.writeLong(signsFrom.toEpochMilli());
      for (byte[] part : List.of(certificate.getEncoded(), keys.getPrivate().getEncoded())) {
        out.writeInt(part.length);
        out.write(part);
      }
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException("a key in memory cannot be encoded", impossible);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads the stored form.
   *
   * @throws KeyStoreRefused if it is none
   */
  static SigningKey read(byte[] stored) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(stored))) {
      if (in.readByte() != FORMAT) {
        throw new IOException("another format");
      }
      Instant signsFrom = Instant.ofEpochMilli(in.readLong());
      X509Certificate certificate = Certificates.parse(in.readNBytes(in.readInt()));
      byte[] key = in.readNBytes(in.readInt());
      return new SigningKey(
          signsFrom,
          certificate,
          KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key)));
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new KeyStoreRefused("a signing key was stored by another version of Lanyard");
    }
  }

  /** From when on it signs; its predecessor until then. */
  Instant signsFrom() {
    return signsFrom;
  }

  /** {@code kid}: the SHA-1 of the certificate, base64url. */
  String id() {
    return id;
  }

  /** What tokens that this key has signed are verified with. */
  JWSVerifier verifier() {
    return verifier;
  }

  /** The compact form of a token with these claims. */
  String sign(Map<String, Object> claims) {
    String content = header + '.' + base64Json(claims);
    try {
      return content + '.' + signer.sign(RS256, content.getBytes(StandardCharsets.US_ASCII));
    } catch (JOSEException failure) {
      // Neither the claims nor the library's words go further.
      throw new IllegalStateException("a token cannot be signed with key " + id);
    }
  }

  private static String base64Json(Map<String, Object> fields) {
    return Base64Texts.encode(
        JSONObjectUtils.toJSONString(fields).getBytes(StandardCharsets.UTF_8));
  }

  /** The public half as a key of RFC 7517, in the shape of CONTRACT section 2. */
  Map<String, Object> published() {
    Map<String, Object> jwk = new LinkedHashMap<>();
    jwk.put("kty", "RSA");
    jwk.put("use", "sig");
    jwk.put("kid", id);
    jwk.put("x5t", id);
    jwk.put("n", Base64URL.encode(publicKey.getModulus()).toString());
    jwk.put("e", Base64URL.encode(publicKey.getPublicExponent()).toString());
    jwk.put("alg", "RS256");
    // RFC 7517, section 4.7: standard base64, not base64url.
    jwk.put("x5c", List.of(Base64.getEncoder().encodeToString(Thumbprints.encoded(certificate))));
    return jwk;
  }

  @Override
  public String toString() {
    return "SigningKey[%s]".formatted(id);
  }
}
