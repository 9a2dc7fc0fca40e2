package dev.lanyard.tokens;

import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.lanyard.domain.SigningAlgorithm;
import dev.lanyard.tokens.Certificates.Validity;
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
 * Keys for RS256: RSA of 2048 bits, and a certificate that vouches for itself, by whose SHA-1 the
 * key is known ({@code kid} and {@code x5t}, as verifiers of such tokens expect).
 */
final class Rs256Key {
  /** Verifiers go by the published set, not by this end: it only has to lie behind all use. */
  private static final Duration CERTIFICATE_VALID = Duration.ofDays(3650);

  private Rs256Key() {}

  /** A fresh key. */
  static StoredKey create(Instant now, Instant signsFrom) throws GeneralSecurityException {
    KeyPair keys = KeyPairs.newRsa();
    Instant from = now.truncatedTo(ChronoUnit.SECONDS);
    X509Certificate certificate =
        Certificates.selfSigned(
            "Lanyard token signing", keys, new Validity(from, from.plus(CERTIFICATE_VALID)));
    return new StoredKey(signsFrom, certificate.getEncoded(), keys.getPrivate().getEncoded());
  }

  /**
   * A stored key, ready to sign.
   *
   * @throws GeneralSecurityException if its parts are not such a key's
   */
  static SigningKey open(StoredKey stored) throws GeneralSecurityException {
    X509Certificate certificate = Certificates.parse(stored.publicPart());
    if (!(certificate.getPublicKey() instanceof RSAPublicKey publicKey)) {
      throw new GeneralSecurityException("a key for RS256 is not RSA");
    }
    // From PKCS#8 it comes with the factors of its modulus, by which signing is four times as fast.
    PrivateKey key =
        KeyFactory.getInstance("RSA")
            .generatePrivate(new PKCS8EncodedKeySpec(stored.privatePart()));
    String id = Base64Texts.encode(Thumbprints.sha1(certificate));
    return new SigningKey(
        SigningAlgorithm.RS256,
        stored.signsFrom(),
        id,
        Map.of("x5t", id),
        published(id, publicKey, certificate),
        new RSASSASigner(key),
        new RSASSAVerifier(publicKey));
  }

  private static Map<String, Object> published(
      String id, RSAPublicKey publicKey, X509Certificate certificate) {
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
}
