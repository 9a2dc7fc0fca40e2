package dev.lanyard.api.security;

import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.http.Problems;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.eventstore.AccessLog;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.LongSupplier;

/** Lets requests in: each becomes a {@link GuardedRequest} once its caller may make it. */
public final class Guard {
  private final Permissions permissions;
  private final Freshness freshness;
  private final Commands commands;
  private final Problems problems;
  private final AccessRecords records;
  private final LongSupplier position;

  /**
   * Makes a guard.
   *
   * @param problems what refusals of rules are told as, and so recorded
   * @param log where refusals go
   * @param refusals how many of one principal are records of their own
   * @param position the last commit that the state view shows
   */
  public Guard(
      Permissions permissions,
      Freshness freshness,
      Commands commands,
      Problems problems,
      AccessLog log,
      Limit<PrincipalId> refusals,
      LongSupplier position) {
    this.permissions = permissions;
    this.freshness = freshness;
    this.commands = commands;
    this.problems = problems;
    this.records = new AccessRecords(log, refusals);
    this.position = position;
  }

  /**
   * Lets a request in.
   *
   * @param needed what its caller must hold for it
   * @param route says how the right is checked
   * @throws dev.lanyard.api.http.ProblemException 403, on record, if the caller may not; 429 if it
   *     was refused too often; 503 if rights cannot be checked now, or the refusal not be recorded
   */
  public GuardedRequest admit(
      HttpServletRequest http, Caller caller, Requirement needed, Route route) {
    if (!route.asOfTheView()) {
      freshness.require();
    }
    GuardedRequest request = new GuardedRequest(this, http, caller, needed);
    switch (route.access()) {
      case OPEN, AUTHENTICATED -> {}
      case RIGHT, LISTING, ANY_ROLE -> request.require(Demand.of(needed));
    }
    return request;
  }

  Permissions permissions() {
    return permissions;
  }

  Freshness freshness() {
    return freshness;
  }

  Commands commands() {
    return commands;
  }

  Problems problems() {
    return problems;
  }

  AccessRecords records() {
    return records;
  }

  long position() {
    return position.getAsLong();
  }
}
