package dev.lanyard.api.authority;

import dev.lanyard.api.authority.AccessTokens.Token;
import dev.lanyard.api.authority.ClientProofs.Proved;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.api.security.PrincipalLimit;
import dev.lanyard.api.security.PrincipalLimits;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.eventstore.AccessLog;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * Decides token requests, and answers none of a proven client before its record is durable (DESIGN,
 * "Two logs").
 */
public final class TokenEndpoint {
  private final ClientProofs proofs;
  private final AccessTokens tokens;
  private final Audiences audiences;
  private final Endpoints endpoints;
  private final Freshness freshness;
  private final AccessLog log;
  private final TurnedAway turnedAway;
  private final PrincipalLimits limits;
  private final InstantSource clock;

  /** Makes the endpoint of an authority. */
  public TokenEndpoint(
      ClientProofs proofs,
      AccessTokens tokens,
      Audiences audiences,
      Endpoints endpoints,
      Freshness freshness,
      AccessLog log,
      TurnedAway turnedAway,
      PrincipalLimits limits,
      InstantSource clock) {
    this.proofs = proofs;
    this.tokens = tokens;
    this.audiences = audiences;
    this.endpoints = endpoints;
    this.freshness = freshness;
    this.log = log;
    this.turnedAway = turnedAway;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * A token and the resource that it is for.
   *
   * @param resource exactly as it was asked for
   */
  record Issued(Token token, String resource) {}

  /**
   * Answers a request with a token.
   *
   * @param circumstances of the request, with the position that the answer rests on
   * @throws AuthorityRefusal if it gets none; a proven client's refusal is on record by then, or
   *     counted where the client asked, or was refused, too often
   */
  Issued issue(TokenRequest request, Circumstances circumstances) {
    if (!freshness.isCurrent()) {
      throw AuthorityError.unavailable().refusal();
    }
    var proved = proved(request, circumstances);
    within(limits.tokens(), proved, circumstances);
    var resource = admitted(proved, request, circumstances);
    var token = tokens.issue(proved, resource, circumstances.decidedAt(), clock.instant());
    record(
        new TokenIssued(
            proved.principal().principal(),
            proved.client(),
            proved.credential(),
            resource,
            token.id(),
            token.expiresAt(),
            Optional.empty(),
            circumstances));
    return new Issued(token, resource);
  }

  private Proved proved(TokenRequest request, Circumstances circumstances) {
    try {
      return proofs.check(request, clock.instant());
    } catch (AuthorityRefusal refused) {
      turnedAway.count(address(circumstances), refused.error().code());
      throw refused;
    }
  }

  private static void within(PrincipalLimit limit, Proved proved, Circumstances circumstances) {
    limit
        .tooMany(proved.principal().principal(), address(circumstances))
        .ifPresent(
            wait -> {
              throw AuthorityError.tooMany(wait).refusal();
            });
  }

  private static String address(Circumstances circumstances) {
    return circumstances.address().text().orElse("?");
  }

  /** What a proven client gets a token for. */
  private String admitted(Proved proved, TokenRequest request, Circumstances circumstances) {
    try {
      return resource(proved, request);
    } catch (AuthorityRefusal refused) {
      within(limits.refusals(), proved, circumstances);
      var asked = request.resource().or(request::scope).filter(Audiences::isText).orElse("?");
      var why = refused.error().code();
      record(
          new TokenRefused(
              proved.principal().principal(), proved.client(), asked, why, circumstances));
      throw refused;
    }
  }

  private String resource(Proved proved, TokenRequest request) {
    if (proved.refusal().isPresent()) {
      throw proved.refusal().get().refusal();
    }
    var resource = request.asked();
    if (!audiences.isKnown(resource)) {
      throw AuthorityError.unknownResource(resource, endpoints.tenant()).refusal();
    }
    return resource;
  }

  private void record(AccessEvent event) {
    try {
      log.record(event).join();
    } catch (CompletionException notDurable) {
      throw AuthorityError.unavailable().refusal();
    }
  }
}
