package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import dev.lanyard.domain.MalformedValue;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * Requests for certificates (PKCS#10, RFC 2986): a public key, signed with its private key by whom
 * it belongs to. The names and attributes in one are its sender's wishes, and are not looked at.
 */
final class CertificateRequests {
  private static final String FIELD = "certificateRequest";
  private static final int CHARACTERS_MAX = 16 * 1024;

  private static final Set<ASN1ObjectIdentifier> SIGNATURES =
      Set.of(
          PKCSObjectIdentifiers.sha256WithRSAEncryption,
          PKCSObjectIdentifiers.sha384WithRSAEncryption,
          PKCSObjectIdentifiers.sha512WithRSAEncryption,
          X9ObjectIdentifiers.ecdsa_with_SHA256,
          X9ObjectIdentifiers.ecdsa_with_SHA384,
          X9ObjectIdentifiers.ecdsa_with_SHA512);

  private CertificateRequests() {}

  /** A request for this pair, in PEM. */
  static String make(String commonName, KeyPair keys) {
    try {
      byte[] der =
          new JcaPKCS10CertificationRequestBuilder(
                  Certificates.commonName(commonName), keys.getPublic())
              .build(
                  new JcaContentSignerBuilder(KeyPairs.signatureOf(keys.getPrivate()))
                      .build(keys.getPrivate()))
              .getEncoded();
      return Pem.block(Pem.CERTIFICATE_REQUEST, der);
    } catch (OperatorCreationException | IOException failure) {
      throw new KeyStoreRefused("a request cannot be made: " + failure.getMessage(), failure);
    }
  }

  /**
   * The public key of a request, whose private key its sender has.
   *
   * @param pem one request in PEM (RFC 7468) of at most 16 Ki characters
   * @throws MalformedValue if it is not that, or holds a private key, or is for a key that is
   *     neither RSA of 2048 to 8192 bits nor EC on P-256, or was not signed with that key and
   *     SHA-256 or better; names {@code certificateRequest}
   */
  static PublicKey provedKey(String pem) {
    byte[] der =
        Pem.only(
            FIELD, "certificate request", Pem.CERTIFICATE_REQUEST, pem, CHARACTERS_MAX);
    PKCS10CertificationRequest request = parse(der);
    PublicKey key = key(request.getSubjectPublicKeyInfo());
    if (!SIGNATURES.contains(request.getSignatureAlgorithm().getAlgorithm())
        || !isSignedWith(key, request)) {
      throw new MalformedValue(FIELD, "must be signed with its own key, and SHA-256 or better");
    }
    return key;
  }

  private static PKCS10CertificationRequest parse(byte[] der) {
    try {
      return new PKCS10CertificationRequest(der);
      // The library answers wrong bytes by whatever its parts throw.
    } catch (IOException | RuntimeException unreadable) {
      throw new MalformedValue(FIELD, "must be a request of PKCS#10 in PEM");
    }
  }

  private static PublicKey key(SubjectPublicKeyInfo info) {
    ASN1ObjectIdentifier oid = info.getAlgorithm().getAlgorithm();
    String algorithm = oid.equals(X9ObjectIdentifiers.id_ecPublicKey) ? "EC" : "RSA";
    try {
      PublicKey key =
          KeyFactory.getInstance(algorithm)
              .generatePublic(new X509EncodedKeySpec(info.getEncoded()));
      // Also refuses points that are not on the curve.
      ClientKey.verifier(key);
      return key;
    } catch (IOException | GeneralSecurityException | JOSEException unfit) {
      throw new MalformedValue(FIELD, "must be for a key of RSA, 2048 to 8192 bits, or EC on P-256");
    }
  }

  private static boolean isSignedWith(PublicKey key, PKCS10CertificationRequest request) {
    try {
      return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
      // The library throws unchecked where a signature is no encoding of one.
    } catch (OperatorCreationException | PKCSException | RuntimeException malformed) {
      return false;
    }
  }
}
