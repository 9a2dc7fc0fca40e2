package dev.lanyard.api.workload;

import dev.lanyard.api.authority.AccessTokens.Token;
import dev.lanyard.api.authority.AudienceRegistry;
import dev.lanyard.api.authority.Audiences;
import dev.lanyard.api.authority.RememberedTokens;
import dev.lanyard.api.authority.TokenTerms;
import dev.lanyard.api.security.Limit;
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
  private final Limit<ThingId> requests;
  private final Limit<ThingId> refusals;
  private final AccessLog log;

  /**
   * Makes tokens with these parts.
   *
   * @param requests how often the workloads of one resource may ask
   * @param refusals how often they may be refused with a record of its own
   */
  public WorkloadTokens(
      RememberedTokens tokens,
      AudienceRegistry audiences,
      Limit<ThingId> requests,
      Limit<ThingId> refusals,
      AccessLog log) {
    this.tokens = tokens;
    this.audiences = audiences;
    this.requests = requests;
    this.refusals = refusals;
    this.log = log;
  }

  /**
   * A token, as which identity, and for whom.
   *
   * @param resource exactly as it was asked for
   */
  public record Issued(Token token, ClientId client, String resource) {}

  /**
   * Lets a workload in that has proved its resource, whatever it asks; first of all, for what comes
   * after is work.
   *
   * @throws WorkloadRefusal 429 if the resource's workloads have asked too often; counted by
   *     address, so that none fills the log
   */
  public void admit(ProvenResource workload, Circumstances at) {
    within(requests, workload, at);
  }

  /**
   * Answers a workload that was let in with a token.
   *
   * @param resource for whom it shall be
   * @throws WorkloadRefusal if it gets none; that is on record by then
   */
  public Issued issue(
      ProvenResource workload, Selector selector, String resource, Circumstances at) {
    Issued issued;
    UsableIdentity identity;
    Audience audience;
    try {
      identity = IdentityChoice.of(workload, selector);
      audience =
          audiences.find(resource).orElseThrow(() -> WorkloadError.unknownResource().refusal());
      Token token = token(workload, identity, audience, resource, at.decidedAt());
      issued = new Issued(token, identity.client(), resource);
    } catch (WorkloadRefusal refused) {
      refuse(workload, resource, refused.error().text(), at);
      throw refused;
    }
    record(
        new TokenIssued(
            identity.principal(),
            identity.client(),
            workload.credential().id(),
            audience.uri(),
            issued.token().id(),
            issued.token().expiresAt(),
            Optional.of(workload.resource().path()),
            at));
    return issued;
  }

  private static void within(Limit<ThingId> limit, ProvenResource workload, Circumstances at) {
    limit
        .tooMany(workload.resource().requireThing(), at.address().text().orElse("?"))
        .ifPresent(
            wait -> {
              throw WorkloadError.tooMany(wait).refusal();
            });
  }

  /**
   * Puts on record why a workload gets no token.
   *
   * @param resource for whom it asked for one; recorded as {@code ?} where it is no such text
   * @throws WorkloadRefusal 429 if the resource's workloads were refused too often, which is
   *     counted; 503 if the record is not durable
   */
  public void refuse(ProvenResource workload, String resource, String why, Circumstances at) {
    within(refusals, workload, at);
    record(
        new WorkloadTokenRefused(
            workload.resource().path(),
            workload.resource().requireThing(),
            workload.credential().id(),
            Audiences.isText(resource) ? resource : "?",
            why,
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
