package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Texts;
import dev.lanyard.tokens.Certificates.Validity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Public certificates that clients prove themselves by (RFC 7523). One is trusted because it is
 * registered, never because of who has signed it.
 */
public final class ClientCertificates {
  private static final String FIELD = "certificate";
  private static final int CHARACTERS_MAX = 32 * 1024;

  /** {@code ub-common-name} of RFC 5280, appendix A.1. */
  static final int COMMON_NAME_MAX = 64;

  /**
   * What a certificate says of itself.
   *
   * @param thumbprint the SHA-256 of its DER form, base64url without padding (RFC 7515, 4.1.8)
   * @param notBefore from when on it counts
   * @param notAfter until when it counts
   */
  public record Registered(String thumbprint, Instant notBefore, Instant notAfter) {
    static Registered of(X509Certificate certificate) {
      return new Registered(
          Base64Texts.encode(Thumbprints.sha256(certificate)),
          certificate.getNotBefore().toInstant(),
          certificate.getNotAfter().toInstant());
    }
  }

  private final KeyStore store;

  /** Client certificates in this store. */
  public ClientCertificates(KeyStore store) {
    this.store = store;
  }

  /**
   * Keeps a credential's certificate, durably, in the place of what the credential had. Whether it
   * counts yet, or still, is the caller's to judge.
   *
   * @param pem one certificate in PEM (RFC 7468) of at most 32 Ki characters, for a key of RSA with
   *     2048 to 8192 bits or EC on P-256
   * @throws MalformedValue if it is not that, or holds a private key; names {@code certificate}
   * @throws KeyStoreRefused if the store cannot be used
   */
  public Registered register(CredentialId credential, String pem) {
    byte[] der = Pem.only(FIELD, "certificate", Pem.CERTIFICATE, pem, CHARACTERS_MAX);
    X509Certificate certificate = parse(der);
    try {
      ClientKey.verifier(certificate.getPublicKey());
    } catch (JOSEException unfit) {
      throw malformed("must be for a key of RSA, 2048 to 8192 bits, or EC on P-256");
    }
    store.put(KeyKind.CERTIFICATE, credential.toString(), der);
    return Registered.of(certificate);
  }

  private static X509Certificate parse(byte[] der) {
    try {
      return Certificates.parse(der);
    } catch (GeneralSecurityException unreadable) {
      throw malformed("must be a certificate of X.509 in PEM");
    }
  }

  private static MalformedValue malformed(String why) {
    return new MalformedValue(FIELD, why);
  }

  /** The registered certificate of a credential. */
  Optional<X509Certificate> find(CredentialId credential) {
    return store.get(KeyKind.CERTIFICATE, credential.toString()).map(ClientCertificates::parse);
  }

  /** The credentials that have a certificate here. */
  public Set<CredentialId> ids() {
    return store.ids(KeyKind.CERTIFICATE).stream()
        .map(id -> CredentialId.parse("credential", id))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Forgets a credential's certificate: from now on it proves nothing.
   *
   * @throws KeyStoreRefused if the store cannot be used
   */
  public void forget(CredentialId credential) {
    store.delete(KeyKind.CERTIFICATE, credential.toString());
  }

  /**
   * Makes a private key and a certificate for it, as clients of Azure take them in one file; keeps
   * neither. The key is RSA of 2048 bits: some clients know no other.
   *
   * @param commonName the subject, 1 to 64 characters
   * @param from from when on the certificate counts, cut to the second
   * @param validity for how long, at least a second
   * @return PEM: the private key (PKCS#8), then the certificate
   * @throws MalformedValue if the name is not that long; names {@code commonName}
   */
  public static String selfSigned(String commonName, Instant from, Duration validity) {
    Texts.require("commonName", commonName, 1, COMMON_NAME_MAX);
    Instant start = from.truncatedTo(ChronoUnit.SECONDS);
    KeyPair keys = KeyPairs.newRsa();
    X509Certificate certificate =
        Certificates.selfSigned(commonName, keys, new Validity(start, start.plus(validity)));
    return Pem.of(keys.getPrivate()) + Pem.of(certificate);
  }
}
