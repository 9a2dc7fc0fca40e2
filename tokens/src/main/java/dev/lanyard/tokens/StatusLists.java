package dev.lanyard.tokens;

import dev.lanyard.domain.SigningAlgorithm;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Signs lists by which those who verify tokens on their own learn which are not valid any more
 * (Status List Token in JWT format: draft-ietf-oauth-status-list-17, section 5.1). Its {@code typ}
 * is {@code statuslist+jwt}, so that no verifier of tokens takes one for a token. A token points at
 * its bit by the claim {@code status.status_list} with {@code idx} and {@code uri} (section 6.2).
 */
public final class StatusLists {
  /** The {@code typ} of a list; with {@code application/} before it, its media type. */
  public static final String TYPE = "statuslist+jwt";

  private static final long NANOS_PER_SECOND = 1_000_000_000;

  /**
   * How lists are signed.
   *
   * @param lifetime how long a list can be relied on; its end is rounded up to a whole second
   * @param ttl how long a reader may keep one before it asks again; whole seconds, at least one
   * @param algorithm what it is signed with
   */
  public record Settings(Duration lifetime, Duration ttl, SigningAlgorithm algorithm) {
    /**
     * @throws IllegalArgumentException if the lifetime is not positive, or the other no whole second
     */
    public Settings {
      if (!lifetime.isPositive()) {
        throw new IllegalArgumentException("lifetime must be positive");
      }
      if (!ttl.isPositive() || ttl.toNanosPart() != 0) {
        throw new IllegalArgumentException("ttl must be whole seconds, at least one");
      }
    }
  }

  private final TokenIssuer issuer;
  private final Settings settings;

  /** Lists that this issuer signs. */
  public StatusLists(TokenIssuer issuer, Settings settings) {
    this.issuer = issuer;
    this.settings = settings;
  }

  /**
   * Signs a list.
   *
   * @param uri where it is read, exactly as tokens name it
   * @param issued when its statuses were so; cut to the second
   * @return compact JWS: claims {@code sub, iat, exp, ttl, status_list} with {@code bits} 1
   * @throws KeyStoreRefused if the store cannot be used
   */
  public String sign(String uri, StatusBits statuses, Instant issued) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("sub", uri);
    claims.put("iat", issued.getEpochSecond());
    claims.put("exp", secondNotBefore(issued.plus(settings.lifetime)));
    claims.put("ttl", settings.ttl.toSeconds());
    claims.put("status_list", Map.of("bits", 1, "lst", statuses.encode()));
    return issuer.sign(claims, settings.algorithm, TYPE);
  }

  // Cut off, a list that lives for a second might have ended when it is read.
  private static long secondNotBefore(Instant end) {
    return end.plusNanos(NANOS_PER_SECOND - 1).getEpochSecond();
  }
}
