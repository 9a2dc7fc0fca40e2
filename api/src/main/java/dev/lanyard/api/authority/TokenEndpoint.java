package dev.lanyard.api.authority;

import dev.lanyard.api.authority.AccessTokens.Token;
import dev.lanyard.api.security.Freshness;
import dev.lanyard.api.security.PrincipalLimits;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.workload.WorkloadRefusal;
import dev.lanyard.api.workload.WorkloadTokens;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.projections.state.ProvenResource;
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
  private final RememberedTokens remembered;
  private final WorkloadTokens agents;
  private final AudienceRegistry audiences;
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
      RememberedTokens remembered,
      WorkloadTokens agents,
      AudienceRegistry audiences,
      Endpoints endpoints,
      Freshness freshness,
      AccessLog log,
      TurnedAway turnedAway,
      PrincipalLimits limits,
      InstantSource clock) {
    this.proofs = proofs;
    this.tokens = tokens;
    this.remembered = remembered;
    this.agents = agents;
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
   * @param identity the client id of the identity that an agent got it for; empty for others
   */
  record Issued(Token token, String resource, Optional<ClientId> identity) {}

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
    return switch (proved(request, circumstances)) {
      case Proved.Client client -> issue(client, request, circumstances);
      case Proved.Agent(var resource) -> issue(resource, request, circumstances);
    };
  }

  private Issued issue(Proved.Client client, TokenRequest request, Circumstances circumstances) {
    var terms = admitted(client, request, circumstances);
    var token =
        client.identity().isPresent()
            ? remembered.issue(terms)
            : tokens.issue(terms, clock.instant());
    record(
        new TokenIssued(
            client.principal(),
            client.client(),
            client.credential(),
            terms.audience().uri(),
            token.id(),
            token.expiresAt(),
            Optional.empty(),
            circumstances));
    return new Issued(token, terms.asked(), Optional.empty());
  }

  /** Agents are answered as workloads are that ask by themselves. */
  private Issued issue(ProvenResource resource, TokenRequest request, Circumstances circumstances) {
    try {
      var asked = asked(resource, request, circumstances);
      var issued = agents.issue(resource, request.selector(), asked, circumstances);
      return new Issued(issued.token(), issued.resource(), Optional.of(issued.client()));
    } catch (WorkloadRefusal refused) {
      throw AuthorityError.ofWorkload(refused.error()).refusal();
    }
  }

  /** For whom an agent asks; that it does not say so is on record, as of all that are proven. */
  private String asked(ProvenResource resource, TokenRequest request, Circumstances circumstances) {
    try {
      return request.asked();
    } catch (AuthorityRefusal malformed) {
      agents.refuse(resource, "?", malformed.error().text(), circumstances);
      throw malformed;
    }
  }

  private Proved proved(TokenRequest request, Circumstances circumstances) {
    try {
      return proofs.check(request, clock.instant(), new Entrance(limits, agents, circumstances));
    } catch (AuthorityRefusal refused) {
      if (!refused.error().isTooMany()) {
        turnedAway.count(address(circumstances), refused.error().code());
      }
      throw refused;
    }
  }

  private static String address(Circumstances circumstances) {
    return circumstances.address().text().orElse("?");
  }

  /** What a proven client gets. */
  private TokenTerms admitted(
      Proved.Client client, TokenRequest request, Circumstances circumstances) {
    try {
      return terms(client, request, circumstances);
    } catch (AuthorityRefusal refused) {
      limits
          .refusals()
          .tooMany(client.principal(), address(circumstances))
          .ifPresent(
              wait -> {
                throw AuthorityError.tooMany(wait).refusal();
              });
      var asked = request.resource().or(request::scope).filter(Audiences::isText).orElse("?");
      var why = refused.error().code();
      record(new TokenRefused(client.principal(), client.client(), asked, why, circumstances));
      throw refused;
    }
  }

  private TokenTerms terms(
      Proved.Client client, TokenRequest request, Circumstances circumstances) {
    if (client.refusal().isPresent()) {
      throw client.refusal().get().refusal();
    }
    var asked = request.asked();
    var audience =
        audiences
            .find(asked)
            .orElseThrow(() -> AuthorityError.unknownResource(asked, endpoints.tenant()).refusal());
    return new TokenTerms(
        client.principal(),
        client.client(),
        client.bySecret(),
        asked,
        audience,
        client.identity(),
        Optional.empty(),
        client.generation(),
        circumstances.decidedAt());
  }

  private void record(AccessEvent event) {
    try {
      log.record(event).join();
    } catch (CompletionException notDurable) {
      throw AuthorityError.unavailable().refusal();
    }
  }
}
