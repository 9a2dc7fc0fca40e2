package dev.lanyard.projections.invariant;

import static dev.lanyard.projections.invariant.Invariant.EXPIRY_HONOURED;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.eventstore.Recorded;
import java.time.Duration;
import java.time.Instant;

/** Expiry is kept by the time of the commit, which the writer's clock gives. */
final class Expiry {
  /**
   * How much later than its command a commit may be stamped: commands are decided for ten seconds,
   * and stamps lead a clock that was set back by ten minutes at most (DESIGN, "Commits and time").
   */
  static final Duration STAMP_LATE_MAX = Duration.ofMinutes(11);

  private final Breaches breaches;

  Expiry(Breaches breaches) {
    this.breaches = breaches;
  }

  void check(Recorded recorded) {
    Instant at = recorded.committedAt();
    if (recorded.event() instanceof RoleAssigned(var grant)
        && grant.terms().expiresOn().isPresent()) {
      Instant end = grant.terms().expiresOn().get();
      check(
          recorded, grant, end.isAfter(at.minus(STAMP_LATE_MAX)), "it was given after its expiry");
    }
    if (recorded.event() instanceof RoleAssignmentRemoved(var grant, var cause)
        && cause == Cause.EXPIRED) {
      boolean due = grant.terms().expiresOn().filter(end -> !end.isAfter(at)).isPresent();
      check(recorded, grant, due, "it expired before its time");
    }
  }

  private void check(Recorded recorded, Grant grant, boolean holds, String what) {
    breaches.check(
        holds,
        EXPIRY_HONOURED,
        recorded.position(),
        grant.scope().path(),
        () -> "role assignment " + grant.assignment() + ": " + what);
  }
}
