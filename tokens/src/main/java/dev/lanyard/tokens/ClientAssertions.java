package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Assertions by which a client proves that it has the private key of a registered certificate
 * ({@code private_key_jwt}: RFC 7523, section 2.2). Real clients differ in how they name the
 * certificate and write times; all that CONTRACT section 2.1 tells of is accepted: RS256, PS256 and
 * ES256, {@code x5t} or {@code x5t#S256} in either base64 alphabet with or without padding, dates
 * with a fraction. Certificates that come with an assertion ({@code x5c}) are not looked at.
 */
public final class ClientAssertions {
  /** By how much a client's clock may differ from the server's. */
  static final Duration CLOCKS_APART = Duration.ofSeconds(60);

  private static final Map<String, JWSAlgorithm> ALGORITHMS =
      Map.of("RS256", JWSAlgorithm.RS256, "PS256", JWSAlgorithm.PS256, "ES256", JWSAlgorithm.ES256);

  /** Whether an assertion proves its client. */
  public sealed interface Outcome {}

  /**
   * It does.
   *
   * @param credential the certificate whose key has signed
   */
  public record Proved(CredentialId credential) implements Outcome {}

  /** It does not. */
  public record Refused(Why why) implements Outcome {}

  /** Why an assertion proves nothing. */
  public enum Why {
    /** It is no assertion: parts, header, algorithm, or a claim missing or of another type. */
    MALFORMED,
    /** No candidate that counts now is the certificate that it names. */
    UNKNOWN_KEY,
    /** The certificate's key has not signed it. */
    BAD_SIGNATURE,
    /** It has expired, or has not begun, or expires further ahead than it may. */
    EXPIRED,
    /** It is meant for another endpoint. */
    WRONG_AUDIENCE,
    /** Issuer and subject are not both the client. */
    WRONG_SUBJECT,
    /** It was used before. */
    REPLAYED
  }

  private record Candidate(CredentialId id, X509Certificate certificate) {}

  private final KeyStore store;
  private final ClientCertificates certificates;
  private final InstantSource clock;

  /** Assertions for the certificates in this store, whose uses it remembers. */
  public ClientAssertions(KeyStore store, InstantSource clock) {
    this.store = store;
    this.certificates = new ClientCertificates(store);
    this.clock = clock;
  }

  /**
   * Checks an assertion and uses it up: a second time it is refused, also after a restart.
   *
   * @param assertion any text
   * @param client who is to be proved
   * @param audiences the URLs of this token endpoint, of which the assertion names one exactly
   * @param candidates the client's certificate credentials; those without a certificate in the
   *     store are passed over
   * @throws KeyStoreRefused if the store cannot be used
   */
  public Outcome verify(
      String assertion,
      ClientId client,
      Set<String> audiences,
      Collection<CredentialId> candidates) {
    return verify(assertion, client, audiences, candidates, AssertionTerms.ONCE);
  }

  /**
   * Likewise, on terms.
   *
   * @param terms how far ahead it may expire, for what it is used, and who is let in
   */
  public Outcome verify(
      String assertion,
      ClientId client,
      Set<String> audiences,
      Collection<CredentialId> candidates,
      AssertionTerms terms) {
    Optional<CompactJws> parsed = CompactJws.parse(assertion);
    // What "crit" lists must be understood, and nothing beyond the plain form is (RFC 7515,
    // 4.1.11).
    if (parsed.isEmpty() || parsed.get().hasHeader("crit") || parsed.get().hasHeader("b64")) {
      return new Refused(Why.MALFORMED);
    }
    CompactJws jws = parsed.get();
    Optional<JWSAlgorithm> algorithm =
        jws.header("alg").flatMap(name -> Optional.ofNullable(ALGORITHMS.get(name)));
    if (algorithm.isEmpty()) {
      return new Refused(Why.MALFORMED);
    }
    List<Candidate> named = named(jws, candidates);
    if (named.isEmpty()) {
      return new Refused(Why.UNKNOWN_KEY);
    }
    Optional<Candidate> signer =
        named.stream().filter(each -> hasSigned(each, jws, algorithm.get())).findFirst();
    if (signer.isEmpty()) {
      return new Refused(Why.BAD_SIGNATURE);
    }
    Optional<Why> flaw =
        jws.claims()
            .flatMap(AssertionClaims::of)
            .map(claims -> flaw(claims, client, audiences, terms))
            .orElse(Optional.of(Why.MALFORMED));
    return flaw.<Outcome>map(Refused::new).orElseGet(() -> new Proved(signer.get().id));
  }

  /** The candidates that count now and that the header names; all that count if it names none. */
  private List<Candidate> named(CompactJws jws, Collection<CredentialId> candidates) {
    Instant now = clock.instant();
    List<Candidate> named = new ArrayList<>();
    for (CredentialId id : candidates) {
      certificates
          .find(id)
          .filter(certificate -> counts(certificate, now))
          .filter(certificate -> agrees(jws, "x5t", Thumbprints.sha1(certificate)))
          .filter(certificate -> agrees(jws, "x5t#S256", Thumbprints.sha256(certificate)))
          .ifPresent(certificate -> named.add(new Candidate(id, certificate)));
    }
    return named;
  }

  private static boolean counts(X509Certificate certificate, Instant now) {
    return !now.plus(CLOCKS_APART).isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }

  private static boolean agrees(CompactJws jws, String header, byte[] thumbprint) {
    return !jws.hasHeader(header)
        || jws.header(header)
            .flatMap(Base64Texts::decode)
            .filter(bytes -> MessageDigest.isEqual(bytes, thumbprint))
            .isPresent();
  }

  private static boolean hasSigned(Candidate candidate, CompactJws jws, JWSAlgorithm algorithm) {
    try {
      return jws.isSignedBy(ClientKey.verifier(candidate.certificate.getPublicKey()), algorithm);
    } catch (JOSEException unfit) {
      return false;
    }
  }

  /** What is wrong with a signed assertion; the last thing to look at, its use, is noted here. */
  private Optional<Why> flaw(
      AssertionClaims claims, ClientId client, Set<String> audiences, AssertionTerms terms) {
    Instant now = clock.instant();
    String self = client.toString();
    if (!claims.issuer().equalsIgnoreCase(self) || !claims.subject().equalsIgnoreCase(self)) {
      return Optional.of(Why.WRONG_SUBJECT);
    }
    if (!audiences.contains(claims.audience())) {
      return Optional.of(Why.WRONG_AUDIENCE);
    }
    Instant end = claims.expires().plus(CLOCKS_APART);
    boolean begun =
        claims.begins().stream().noneMatch(begin -> begin.isAfter(now.plus(CLOCKS_APART)));
    if (!now.isBefore(end)
        || !begun
        || end.isAfter(now.plus(terms.aheadMax()).plus(CLOCKS_APART))) {
      return Optional.of(Why.EXPIRED);
    }
    terms.admit().run();
    return store.use(client, claims.use(terms.purpose()), end, now)
        ? Optional.empty()
        : Optional.of(Why.REPLAYED);
  }
}
