package dev.lanyard.api.authority;

import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Generations;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Whether a token counts now (RFC 7662): it is ours and unchanged, its time is now, its principal
 * acts, and its generation is not over. The last is what a verifier cannot see by itself.
 */
public final class TokenIntrospection {
  private final OwnTokens tokens;
  private final Entitlements principals;
  private final Generations generations;
  private final InstantSource clock;

  /** Looks tokens up in a node's view, which its caller has found to be current. */
  public TokenIntrospection(
      OwnTokens tokens, Entitlements principals, Generations generations, InstantSource clock) {
    this.tokens = tokens;
    this.principals = principals;
    this.generations = generations;
    this.clock = clock;
  }

  /** What a token says if it counts now; empty if it does not, for whatever reason. */
  public Optional<OwnToken> active(String token) {
    var now = clock.instant();
    return tokens
        .read(token)
        .filter(read -> !now.isBefore(read.from()) && now.isBefore(read.until()))
        .filter(read -> generations.isActive(read.generation()))
        .filter(read -> principals.acts(read.principal()));
  }
}
