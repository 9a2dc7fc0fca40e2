package dev.lanyard.api.enrolment;

import dev.lanyard.api.FreshIds;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.tokens.AssertionTerms;
import dev.lanyard.tokens.ClientAssertions;
import dev.lanyard.tokens.ClientSecrets;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Finds out for which resource an agent asks. What counts is what the state view says now. */
public final class AgentProofs {
  private final WorkloadQueries state;
  private final ClientSecrets secrets;
  private final ClientAssertions assertions;
  private final FreshIds ids;
  private final InstantSource clock;

  /** Checks proofs with these parts. */
  public AgentProofs(
      WorkloadQueries state,
      ClientSecrets secrets,
      ClientAssertions assertions,
      FreshIds ids,
      InstantSource clock) {
    this.state = state;
    this.secrets = secrets;
    this.assertions = assertions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The resource that a code proves; empty whatever is wrong with it. The secret is compared
   * whoever asks, so that the time tells nothing.
   */
  Optional<ProvenResource> byCode(CertificateRequest.First asked) {
    var id = asked.credential();
    boolean matches = secrets.matches(id.orElseGet(ids::credential), asked.secret());
    return id.flatMap(code -> state.byCredential(code, StateQueries.CURRENT))
        .filter(_ -> matches)
        .filter(found -> counts(found, Kind.ENROLMENT_CODE));
  }

  /**
   * The resource that a certificate's assertion proves; empty whatever is wrong with it.
   *
   * @param audiences the URLs of the renewal
   * @param admit told the resource once it is proved, and before the assertion is used up; what
   *     this throws where its agents come too often is thrown
   */
  Optional<ProvenResource> byAssertion(
      CertificateRequest.Next asked, Set<String> audiences, Consumer<ProvenResource> admit) {
    var id = new CredentialId(asked.clientId().value());
    return state
        .byCredential(id, StateQueries.CURRENT)
        .filter(found -> counts(found, Kind.CERTIFICATE))
        .filter(
            found ->
                hasSigned(id, asked, audiences, AssertionTerms.agent(() -> admit.accept(found))));
  }

  private boolean counts(ProvenResource found, Kind kind) {
    return found.credential().kind() == kind && found.credential().counts(clock.instant());
  }

  private boolean hasSigned(
      CredentialId id, CertificateRequest.Next asked, Set<String> audiences, AssertionTerms terms) {
    ClientId client = asked.clientId();
    String assertion = asked.clientAssertion();
    return switch (assertions.verify(assertion, client, audiences, List.of(id), terms)) {
      case ClientAssertions.Proved _ -> true;
      case ClientAssertions.Refused _ -> false;
    };
  }
}
