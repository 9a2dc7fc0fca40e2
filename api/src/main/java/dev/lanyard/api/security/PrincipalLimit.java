package dev.lanyard.api.security;

import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.domain.PrincipalId;
import java.time.Duration;
import java.util.Optional;

/**
 * How often each principal may do something. What comes beyond is no record of its own in the
 * access log but counted, so that nobody fills it by asking again and again.
 */
public final class PrincipalLimit {
  private final Rates<PrincipalId> rates;
  private final TurnedAway turnedAway;
  private final String code;

  /**
   * Makes a limit.
   *
   * @param code under which what is too much is counted; one of few
   */
  public PrincipalLimit(Allowance allowance, TurnedAway turnedAway, String code) {
    this(new Rates<>(allowance), turnedAway, code);
  }

  PrincipalLimit(Rates<PrincipalId> rates, TurnedAway turnedAway, String code) {
    this.rates = rates;
    this.turnedAway = turnedAway;
    this.code = code;
  }

  /**
   * Takes one of what the principal has left. Where nothing is left, that is counted.
   *
   * @param address where the request came from
   * @return empty if there was one left, else how long to wait, in whole seconds
   */
  public Optional<Duration> tooMany(PrincipalId principal, String address) {
    Optional<Duration> wait = rates.tooMany(principal);
    if (wait.isPresent()) {
      turnedAway.count(address, code);
    }
    return wait;
  }
}
