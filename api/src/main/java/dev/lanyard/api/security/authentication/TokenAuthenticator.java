package dev.lanyard.api.security.authentication;

import dev.lanyard.api.authority.Audiences;
import dev.lanyard.api.authority.OwnToken;
import dev.lanyard.api.authority.OwnTokens;
import dev.lanyard.api.security.authentication.Unauthenticated.Why;
import dev.lanyard.api.security.authentication.Verified.Bearer;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Subject;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Generations;
import dev.lanyard.projections.state.StateQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationManagerResolver;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/**
 * Finds the caller of a request by its token: the signature is right (remembered), it is for the
 * surface that was asked, its time is now, its generation is not over, and the principal that it
 * names lives and is not disabled (looked up each time).
 */
public final class TokenAuthenticator implements AuthenticationManagerResolver<HttpServletRequest> {
  private final OwnTokens ours;
  private final OtherIssuers others;
  private final Audiences audiences;
  private final StateQueries state;
  private final Entitlements entitlements;
  private final Generations generations;
  private final Optional<String> scrapeToken;
  private final InstantSource clock;
  private final TokenCache cache;

  /**
   * Makes an authenticator.
   *
   * @param scrapeToken what opens the metrics beside the tokens of principals
   */
  public TokenAuthenticator(
      OwnTokens ours,
      OtherIssuers others,
      Audiences audiences,
      StateQueries state,
      Entitlements entitlements,
      Generations generations,
      Optional<String> scrapeToken,
      InstantSource clock) {
    this.ours = ours;
    this.others = others;
    this.audiences = audiences;
    this.state = state;
    this.entitlements = entitlements;
    this.generations = generations;
    this.scrapeToken = scrapeToken;
    this.clock = clock;
    this.cache = new TokenCache(clock);
  }

  /**
   * Authenticates for the surface that a request asks.
   *
   * <p>What it returns throws {@link Unauthenticated}. Whether the view in which the caller is
   * looked up is recent enough for what is asked, is the {@link dev.lanyard.api.security.Guard}'s
   * to say.
   */
  @Override
  public AuthenticationManager resolve(HttpServletRequest request) {
    return presented -> {
      if (!(presented instanceof BearerTokenAuthenticationToken bearer)) {
        throw new Unauthenticated(Why.INVALID);
      }
      return OpenRoutes.isMetrics(request) && isScrapeToken(bearer.getToken())
          ? new ScraperAuthentication()
          : caller(bearer.getToken(), audiencesOf(request));
    };
  }

  private boolean isScrapeToken(String presented) {
    return scrapeToken
        .filter(
            token ->
                MessageDigest.isEqual(
                    token.getBytes(StandardCharsets.UTF_8),
                    presented.getBytes(StandardCharsets.UTF_8)))
        .isPresent();
  }

  /**
   * Whether the sender of a request still is who it was, for replies that go on: the token that it
   * presented is looked at again as it was then, with whom it names. Does not hold the request.
   *
   * @param request has passed authentication
   * @return may be asked from any thread, as often as one likes
   * @throws IllegalStateException if the request has no token
   */
  public BooleanSupplier again(HttpServletRequest request) {
    if (!(new BearerTokens().convert(request) instanceof BearerTokenAuthenticationToken bearer)
        || !(request.getUserPrincipal() instanceof CallerAuthentication proved)) {
      throw new IllegalStateException("nobody has proved to have sent this request");
    }
    Predicate<String> isForUs = audiencesOf(request);
    return () -> {
      try {
        return caller(bearer.getToken(), isForUs).equals(proved);
      } catch (Unauthenticated _) {
        return false;
      }
    };
  }

  private Predicate<String> audiencesOf(HttpServletRequest request) {
    return OpenRoutes.isGraph(request) ? audiences::isGraph : audiences::isManagement;
  }

  private Authentication caller(String token, Predicate<String> isForUs) {
    var verified = cache.get(token, this::read);
    if (!verified.isValidAt(clock.instant())) {
      throw new Unauthenticated(Why.EXPIRED);
    }
    if (verified.bearer() instanceof Bearer.Ours
        && verified.audiences().stream().noneMatch(isForUs)) {
      throw new Unauthenticated(Why.WRONG_AUDIENCE);
    }
    return switch (verified.bearer()) {
      case Bearer.Ours(var principal, var generation) -> live(principal, generation);
      case Bearer.Theirs(var subject, var groups) -> live(subject, groups);
    };
  }

  private Verified read(String token) {
    return others.claims(token)
        ? others.read(token)
        : ours.read(token)
            .map(TokenAuthenticator::verified)
            .orElseThrow(() -> new Unauthenticated(Why.INVALID));
  }

  private static Verified verified(OwnToken token) {
    return new Verified(
        new Bearer.Ours(token.principal(), token.generation()),
        Set.of(token.audience()),
        token.from(),
        token.until());
  }

  private Authentication live(PrincipalId principal, long generation) {
    if (!entitlements.acts(principal) || !generations.isActive(generation)) {
      throw new Unauthenticated(Why.INVALID);
    }
    return new CallerAuthentication(principal, List.of());
  }

  private Authentication live(Subject subject, List<Subject> groups) {
    var principal =
        state
            .principalOf(subject, StateQueries.CURRENT)
            .filter(TokenAuthenticator::acts)
            .orElseThrow(() -> new Unauthenticated(Why.INVALID));
    return new CallerAuthentication(
        principal.principal(),
        groups.stream()
            .flatMap(group -> state.principalOf(group, StateQueries.CURRENT).stream())
            .filter(group -> group.type() == PrincipalType.GROUP && !group.disabled())
            .map(Principal::principal)
            .distinct()
            .toList());
  }

  private static boolean acts(Principal principal) {
    return principal.type() != PrincipalType.GROUP && !principal.disabled();
  }
}
