package dev.lanyard.tokens;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Texts;
import dev.lanyard.tokens.Certificates.Certified;
import dev.lanyard.tokens.Certificates.Validity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A certificate authority of its own for workloads, on the curve P-256, apart from the one that
 * signs the server's certificate: who trusts the server need not trust its workloads. Its key is in
 * the key store and is made on first use; its certificate lives for ten years, and is renewed for
 * the same key where one that it is to sign would outlive it.
 *
 * <p>A certificate proves its workload because it is registered ({@link ClientCertificates}), so
 * that forgetting it ends it at once; the authority's signature is for others to verify.
 *
 * <p>Every method throws {@link KeyStoreRefused} if the store cannot be used.
 */
public final class WorkloadAuthority {
  private static final String ENTRY = "1";
  private static final Duration AUTHORITY_VALID = Duration.ofDays(3650);

  /** Longest life of a certificate. */
  public static final Duration VALIDITY_MAX = Duration.ofDays(397);

  /** Verifiers whose clocks are behind accept a new authority at once. */
  private static final Duration CLOCKS_APART = Duration.ofMinutes(10);

  /**
   * A certificate that was made.
   *
   * @param pem the certificate alone
   * @param thumbprint the SHA-256 of its DER form, base64url without padding (RFC 7515, 4.1.8)
   * @param notBefore from when on it counts, whole seconds
   * @param notAfter until when it counts, whole seconds
   */
  public record Issued(String pem, String thumbprint, Instant notBefore, Instant notAfter) {}

  private final KeyStore store;
  private final ClientCertificates certificates;
  private final InstantSource clock;

  /** The authority of this store. */
  public WorkloadAuthority(KeyStore store, InstantSource clock) {
    this.store = store;
    this.certificates = new ClientCertificates(store);
    this.clock = clock;
  }

  /** The authority's certificate, in PEM. */
  public String caPem() {
    return Pem.of(authority(clock.instant()).certificate());
  }

  /**
   * Makes a certificate for the key of a request, and keeps it, durably, as the credential's, in
   * the place of what the credential had. It is for client authentication only (RFC 5280,
   * 4.2.1.12).
   *
   * @param commonName the subject, 1 to 64 characters; what the request asks for is not looked at
   * @param request PKCS#10 (RFC 2986) in PEM, signed with its own key: RSA of 2048 to 8192 bits or
   *     EC on P-256
   * @param from from when on it counts, cut to the second
   * @param validity for how long, a second to 397 days
   * @throws MalformedValue if the request is not that; names {@code certificateRequest}, or {@code
   *     commonName}
   * @throws IllegalArgumentException if the validity is not in its range
   */
  public Issued issue(
      CredentialId credential, String commonName, String request, Instant from, Duration validity) {
    if (validity.compareTo(Duration.ofSeconds(1)) < 0 || validity.compareTo(VALIDITY_MAX) > 0) {
      throw new IllegalArgumentException("validity must be a second to 397 days");
    }
    Texts.require("commonName", commonName, 1, ClientCertificates.COMMON_NAME_MAX);
    PublicKey key = CertificateRequests.provedKey(request);
    Instant start = from.truncatedTo(ChronoUnit.SECONDS);
    Validity valid = new Validity(start, start.plus(validity));
    X509Certificate certificate =
        Certificates.client(commonName, key, authority(valid.until()), valid);
    String pem = Pem.of(certificate);
    var kept = certificates.register(credential, pem);
    return new Issued(pem, kept.thumbprint(), kept.notBefore(), kept.notAfter());
  }

  /**
   * The certificate that a credential has, if it is for the key of a request: who asks again has
   * missed the answer.
   *
   * @param request as for {@link #issue}
   * @return empty if the credential has none here, or one for another key
   * @throws MalformedValue if the request is malformed; names {@code certificateRequest}
   */
  public Optional<Issued> issuedFor(CredentialId credential, String request) {
    PublicKey key = CertificateRequests.provedKey(request);
    return certificates
        .find(credential)
        .filter(certificate -> certificate.getPublicKey().equals(key))
        .map(
            certificate -> {
              var known = ClientCertificates.Registered.of(certificate);
              return new Issued(
                  Pem.of(certificate), known.thumbprint(), known.notBefore(), known.notAfter());
            });
  }

  /** The authority, whose certificate counts until then at least. */
  private Certified authority(Instant until) {
    Optional<byte[]> stored = store.get(KeyKind.WORKLOAD_AUTHORITY, ENTRY);
    if (stored.isEmpty()) {
      // Of two nodes that make one at once, one adds it; the other reads it.
      store.add(KeyKind.WORKLOAD_AUTHORITY, ENTRY, certify(KeyPairs.newEc()));
      stored = store.get(KeyKind.WORKLOAD_AUTHORITY, ENTRY);
    }
    Certified authority = read(stored.orElseThrow());
    if (!authority.certificate().getNotAfter().toInstant().isBefore(until)) {
      return authority;
    }
    byte[] renewed =
        certify(new KeyPair(authority.certificate().getPublicKey(), authority.key()));
    store.put(KeyKind.WORKLOAD_AUTHORITY, ENTRY, renewed);
    return read(renewed);
  }

  private byte[] certify(KeyPair keys) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    X509Certificate certificate =
        Certificates.authority(
            "Lanyard workload CA",
            keys,
            new Validity(now.minus(CLOCKS_APART), now.plus(AUTHORITY_VALID)));
    return new StoredKey(now, Thumbprints.encoded(certificate), keys.getPrivate().getEncoded())
        .bytes();
  }

  private static Certified read(byte[] stored) {
    try {
      StoredKey parts = StoredKey.read(stored);
      return new Certified(
          Certificates.parse(parts.publicPart()),
          KeyFactory.getInstance("EC")
              .generatePrivate(new PKCS8EncodedKeySpec(parts.privatePart())));
    } catch (IOException | GeneralSecurityException unreadable) {
      throw new KeyStoreRefused("the workload CA was stored by another version of Lanyard");
    }
  }
}
