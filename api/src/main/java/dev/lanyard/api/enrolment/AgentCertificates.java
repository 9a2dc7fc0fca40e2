package dev.lanyard.api.enrolment;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.FreshIds;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Rejection.CredentialNotFound;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.WorkloadCredentialCommand.EnrolAgent;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import dev.lanyard.domain.credential.WorkloadCredentialRules;
import dev.lanyard.eventstore.CommandRejected;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.projections.state.WorkloadQueries;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.WorkloadAuthority;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Gives agents their certificates. The certificate is in the key store before the fact that names
 * it; of two requests with one code, or by one certificate, the rule's boundary lets one win, and
 * what the other was made is forgotten.
 */
public final class AgentCertificates {
  private final WorkloadQueries state;
  private final ClientSecrets secrets;
  private final ClientCertificates certificates;
  private final WorkloadAuthority authority;
  private final Commands commands;
  private final FreshIds ids;
  private final InstantSource clock;

  /** Makes certificates with these parts. */
  public AgentCertificates(
      WorkloadQueries state,
      ClientSecrets secrets,
      ClientCertificates certificates,
      WorkloadAuthority authority,
      Commands commands,
      FreshIds ids,
      InstantSource clock) {
    this.state = state;
    this.secrets = secrets;
    this.certificates = certificates;
    this.authority = authority;
    this.commands = commands;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Uses up a code for a first certificate.
   *
   * @return empty if the code was used meanwhile
   * @throws MalformedValue if the request is malformed; the code can be used again
   * @throws CommandRejected if the resource cannot have one more; likewise
   */
  Optional<Certified> enrol(ProvenResource resource, String request, Caller caller) {
    CredentialId code = resource.credential().id();
    Certified made = make(request);
    boolean done =
        wins(
            made,
            () ->
                commands.send(
                    WorkloadCredentialRules.ENROL,
                    new EnrolAgent(resource.resource().path(), code, credential(made)),
                    caller,
                    Authorisation.ITSELF));
    if (!done) {
      return Optional.empty();
    }
    secrets.forget(code);
    return Optional.of(made);
  }

  /**
   * The certificate of this request's key that a resource has already, if it has one: the answer to
   * an agent that did not get it.
   *
   * @throws MalformedValue if the request is malformed
   */
  Optional<Certified> made(ProvenResource resource, String request) {
    Instant now = clock.instant();
    return state.credentials(resource.resource().requireThing(), StateQueries.CURRENT).stream()
        .filter(one -> one.kind() == Kind.CERTIFICATE && one.counts(now))
        .filter(one -> !one.id().equals(resource.credential().id()))
        .flatMap(
            one ->
                authority.issuedFor(one.id(), request).stream()
                    .map(known -> new Certified(one.id(), one.notBefore(), known)))
        .findFirst();
  }

  /** When a certificate can be renewed; empty if it can be now. */
  Optional<Instant> notDueUntil(ProvenResource resource) {
    Instant due =
        resource
            .credential()
            .notBefore()
            .truncatedTo(ChronoUnit.SECONDS)
            .plus(Certified.RENEWABLE_AFTER);
    return clock.instant().isBefore(due) ? Optional.of(due) : Optional.empty();
  }

  /**
   * Gives a resource a certificate in the place of the one that proved it, which goes on for a day
   * at most.
   *
   * @return empty if that was replaced before
   * @throws MalformedValue if the request is malformed
   * @throws CommandRejected if the resource cannot have it
   */
  Optional<Certified> renew(ProvenResource resource, String request, Caller caller) {
    WorkloadCredential old = resource.credential();
    Certified made = make(request);
    Instant most = made.at().plus(Certified.OVERLAP_MAX);
    Instant end = old.notAfter().isBefore(most) ? old.notAfter() : most;
    boolean done =
        wins(
            made,
            () ->
                commands.send(
                    WorkloadCredentialRules.ROTATE,
                    new RotateCredential(
                        resource.resource().path(), old.id(), end, credential(made)),
                    caller,
                    Authorisation.ITSELF));
    return done ? Optional.of(made) : made(resource, request);
  }

  private Certified make(String request) {
    CredentialId id = ids.credential();
    // A certificate counts in whole seconds; the code may have been issued within this one.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return new Certified(
        id, now, authority.issue(id, id.toString(), request, now, Certified.VALID));
  }

  private static WorkloadCredential credential(Certified made) {
    return new WorkloadCredential(
        made.credential(),
        Kind.CERTIFICATE,
        Optional.of(made.issued().thumbprint()),
        made.at(),
        made.issued().notAfter());
  }

  /** After any other failure than a refusal the fact may be there all the same. */
  private boolean wins(Certified made, Supplier<?> command) {
    try {
      var _ = command.get();
      return true;
    } catch (CommandRejected refused) {
      certificates.forget(made.credential());
      if (refused.rejection() instanceof CredentialNotFound) {
        return false;
      }
      throw refused;
    }
  }
}
