package dev.lanyard.api.security;

import dev.lanyard.api.security.access.TurnedAway;
import java.time.Duration;
import java.util.Optional;

/**
 * How often each of many may do something. What comes beyond is no record of its own in the access
 * log but counted, so that nobody fills it by asking again and again.
 *
 * @param <K> who may: a principal, or a resource by its workloads
 */
public final class Limit<K> {
  private final Rates<K> rates;
  private final TurnedAway turnedAway;
  private final String code;

  /**
   * Makes a limit.
   *
   * @param code under which what is too much is counted; one of few
   */
  public Limit(Allowance allowance, TurnedAway turnedAway, String code) {
    this(new Rates<>(allowance), turnedAway, code);
  }

  Limit(Rates<K> rates, TurnedAway turnedAway, String code) {
    this.rates = rates;
    this.turnedAway = turnedAway;
    this.code = code;
  }

  /**
   * Takes one of what is left to somebody. Where nothing is left, that is counted.
   *
   * @param address where the request came from
   * @return empty if there was one left, else how long to wait, in whole seconds
   */
  public Optional<Duration> tooMany(K who, String address) {
    Optional<Duration> wait = rates.tooMany(who);
    if (wait.isPresent()) {
      turnedAway.count(address, code);
    }
    return wait;
  }
}
