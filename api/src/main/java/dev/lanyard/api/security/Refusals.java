package dev.lanyard.api.security;

import dev.lanyard.api.Caller;
import dev.lanyard.api.http.Problem;
import java.time.Duration;

/**
 * What callers are told that may not, or not so often (CONTRACT 4.2 and 4.3). It never tells
 * whether a thing is.
 */
final class Refusals {
  private static final int STATUS = 403;

  private Refusals() {}

  /** The right is missing at the request's own scope. */
  static Problem unauthorised(Caller caller, Requirement needed) {
    return Problem.of(
        STATUS,
        "AuthorizationFailed",
        ("The client '%s' with object id '%s' does not have authorization to perform action '%s'"
                + " over scope '%s' or the scope is invalid. If access was recently granted,"
                + " please refresh your credentials.")
            .formatted(caller.principal(), caller.principal(), needed.action(), needed.at()));
  }

  /** More requests than one caller may make. */
  static Problem tooMany(Duration wait) {
    return Problem.of(429, "TooManyRequests", "Too many requests came from this caller.")
        .retryAfter(wait);
  }

  /** The right is missing at a scope that the body names. */
  static Problem unauthorisedLink(Caller caller, Requirement own, Requirement linked) {
    return Problem.of(
        STATUS,
        "LinkedAuthorizationFailed",
        ("The client '%s' with object id '%s' has permission to perform action '%s' on scope"
                + " '%s'; however, it does not have permission to perform action '%s' on the"
                + " linked scope(s) '%s' or the linked scope(s) are invalid.")
            .formatted(
                caller.principal(),
                caller.principal(),
                own.action(),
                own.at(),
                linked.action(),
                linked.at()));
  }
}
