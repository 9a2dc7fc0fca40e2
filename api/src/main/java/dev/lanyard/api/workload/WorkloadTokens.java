package dev.lanyard.api.workload;

import dev.lanyard.api.authority.AccessTokens.Token;
import dev.lanyard.api.authority.AudienceRegistry;
import dev.lanyard.api.authority.Audiences;
import dev.lanyard.api.authority.RememberedTokens;
import dev.lanyard.api.authority.TokenTerms;
import dev.lanyard.api.security.Rates;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.projections.state.ProvenResource;
import dev.lanyard.projections.state.UsableIdentity;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Gives workloads that have proved their resource tokens of the identities on it. None is answered
 * before its record is durable (DESIGN, "Two logs").
 */
public final class WorkloadTokens {
  private final RememberedTokens tokens;
  private final AudienceRegistry audiences;
  private final Rates<ThingId> rates;
  private final TurnedAway turnedAway;
  private final AccessLog log;

  /** Makes tokens with these parts. */
  public WorkloadTokens(
      RememberedTokens tokens,
      AudienceRegistry audiences,
      Rates<ThingId> rates,
      TurnedAway turnedAway,
      AccessLog log) {
    this.tokens = tokens;
    this.audiences = audiences;
    this.rates = rates;
    this.turnedAway = turnedAway;
    this.log = log;
  }

  /**
   * A token, as which identity, and for whom.
   *
   * @param resource exactly as it was asked for
   */
  public record Issued(Token token, ClientId client, String resource) {}

  /**
   * Answers a workload with a token.
   *
   * @param resource for whom it shall be
   * @throws WorkloadRefusal if it gets none; that is on record by then
   */
  public Issued issue(
      ProvenResource workload, Selector selector, String resource, Circumstances at) {
    requireRate(workload.resource().requireThing(), at);
    Issued issued;
    UsableIdentity identity;
    try {
      identity = IdentityChoice.of(workload, selector);
      Audience audience =
          audiences.find(resource).orElseThrow(() -> WorkloadError.unknownResource().refusal());
      Token token = token(workload, identity, audience, resource, at.decidedAt());
      issued = new Issued(token, identity.client(), resource);
    } catch (WorkloadRefusal refused) {
      refuse(workload, resource, refused.error(), at);
      throw refused;
    }
    record(
        new TokenIssued(
            identity.principal(),
            identity.client(),
            workload.credential().id(),
            resource,
            issued.token().id(),
            issued.token().expiresAt(),
            Optional.of(workload.resource().path()),
            at));
    return issued;
  }

  /** What is too much is counted by address, so that no workload fills the log. */
  private void requireRate(ThingId resource, Circumstances at) {
    rates
        .tooMany(resource)
        .ifPresent(
            wait -> {
              WorkloadError tooMany = WorkloadError.tooMany(wait);
              turnedAway.count(at.address().text().orElse("?"), tooMany.error());
              throw tooMany.refusal();
            });
  }

  /**
   * Puts on record why a workload gets no token.
   *
   * @throws WorkloadRefusal if that is not durable
   */
  void refuse(ProvenResource workload, String resource, WorkloadError why, Circumstances at) {
    record(
        new WorkloadTokenRefused(
            workload.resource().path(),
            workload.resource().requireThing(),
            workload.credential().id(),
            Audiences.isText(resource) ? resource : "?",
            why.text(),
            at));
  }

  private Token token(
      ProvenResource workload,
      UsableIdentity identity,
      Audience audience,
      String asked,
      long decidedAt) {
    return tokens.issue(
        new TokenTerms(
            identity.principal(),
            identity.client(),
            false,
            asked,
            audience,
            Optional.of(identity.path()),
            Optional.of(workload.resource().path()),
            identity.generation(),
            decidedAt));
  }

  private void record(AccessEvent event) {
    try {
      log.record(event).join();
    } catch (CompletionException notDurable) {
      throw WorkloadError.unavailable().refusal();
    }
  }
}
