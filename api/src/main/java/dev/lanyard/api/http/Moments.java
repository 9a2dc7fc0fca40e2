package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.state.StateQueries;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Reads as of when a request asks, and waits a bounded time until the views can answer it. */
public final class Moments {
  /** Longest wait for a view (DESIGN, "Way of a command"). */
  public static final Duration WAIT_MAX = Duration.ofSeconds(2);

  /** How far an instant must lie back, so that its answer never changes (DESIGN, "Commits"). */
  public static final Duration SETTLED = Duration.ofSeconds(1);

  /** More events than a commit has (DESIGN, "Commands, events, rules": cascadeEventsMax). */
  private static final long COMMIT_EVENTS_MAX = 1 << 17;

  private final Views views;
  private final Ledger<Recorded> ledger;
  private final InstantSource clock;

  /** Makes a reader of moments of this node's ledger and views. */
  public Moments(Views views, Ledger<Recorded> ledger, InstantSource clock) {
    this.views = views;
    this.ledger = ledger;
    this.clock = clock;
  }

  /**
   * The moment that a request asks for.
   *
   * @param asOf a position or an RFC 3339 instant; empty for now
   * @param minPosition the position that the answer must not be older than; empty for any
   * @throws ProblemException 400 if a position lies beyond the head or an instant is not settled;
   *     503 with {@code Retry-After} if the state view does not get there in {@link #WAIT_MAX}
   * @throws MalformedValue if either is no position or instant
   */
  public Moment of(Optional<String> asOf, Optional<String> minPosition) {
    return of(Moment.AS_OF, asOf, minPosition);
  }

  /**
   * The same, where {@code asOf} stands in a body.
   *
   * @param field where it stands
   * @throws ProblemException as {@link #of(Optional, Optional)}
   * @throws MalformedValue likewise
   */
  public Moment of(String field, Optional<String> asOf, Optional<String> minPosition) {
    minPosition.ifPresent(text -> awaitMin(text, position(), views::awaitState));
    if (asOf.isEmpty()) {
      return new Moment(StateQueries.CURRENT, position());
    }
    long asked = commit(field, asOf.get());
    await(asked, field, position(), views::awaitState);
    long commit = closed(asked);
    return new Moment(commit, commit);
  }

  /**
   * A position inside a commit counts as the end of the one before (DESIGN, "Commits and time").
   */
  private long closed(long position) {
    Optional<Recorded> fact = ledger.at(position);
    if (fact.isEmpty() || fact.get().closesCommit()) {
      return position;
    }
    long inside = position;
    long before = Math.max(0, inside - COMMIT_EVENTS_MAX);
    while (inside - before > 1) {
      long middle = before + (inside - before) / 2;
      if (ledger.at(middle).filter(one -> one.commit() == fact.get().commit()).isPresent()) {
        inside = middle;
      } else {
        before = middle;
      }
    }
    return before;
  }

  /**
   * Against which instant expiries are held (DESIGN, "Commits and time"): the one that was asked
   * for, that of the commit that was asked for, or now. Of a position inside a commit that is the
   * commit before it.
   *
   * @param moment what {@link #of(Optional, Optional)} made of {@code asOf}
   */
  public Instant evaluated(Moment moment, Optional<String> asOf, Instant now) {
    if (asOf.isEmpty()) {
      return now;
    }
    return Positions.isPosition(asOf.get())
        ? ledger.committedAt(moment.position()).orElse(Instant.EPOCH)
        : Positions.instant(Moment.AS_OF, asOf.get());
  }

  /**
   * The commit that an answer of the audit trail rests on at least.
   *
   * @param minPosition as in {@link #of}
   * @throws ProblemException as in {@link #of}, of the audit trail
   * @throws MalformedValue if it is no position
   */
  public long ofAudit(Optional<String> minPosition) {
    minPosition.ifPresent(text -> awaitMin(text, views.audit().position(), views::awaitAudit));
    return views.audit().position();
  }

  /**
   * Has a reply rest on the audit trail: waits for the position that its request names, and tells
   * the reply's. To be asked before rows are read: the reply may show more than it promises, never
   * less.
   *
   * @throws ProblemException as {@link #ofAudit}
   * @throws MalformedValue likewise
   */
  public void restOnAudit(HttpServletRequest request, HttpServletResponse reply) {
    var minPosition = Optional.ofNullable(request.getHeader(Moment.MIN_POSITION_HEADER));
    reply.setHeader(Moment.POSITION_HEADER, Long.toString(ofAudit(minPosition)));
  }

  /** The last commit that this node's reads show. */
  public long position() {
    return views.state().position();
  }

  private long commit(String field, String asOf) {
    if (Positions.isPosition(asOf)) {
      return Positions.require(field, asOf);
    }
    Instant instant = Positions.instant(field, asOf);
    if (instant.isAfter(clock.instant().minus(SETTLED))) {
      throw Problem.of(
              400,
              "InvalidAsOf",
              field + " must lie at least one second back, so that its answer never changes.")
          .at(field)
          .exception();
    }
    return ledger.commitAt(instant);
  }

  private void awaitMin(String minPosition, long current, Wait wait) {
    await(
        Positions.require(Moment.MIN_POSITION_HEADER, minPosition),
        Moment.MIN_POSITION_HEADER,
        current,
        wait);
  }

  private void await(long position, String field, long current, Wait wait) {
    if (current >= position) {
      return;
    }
    if (position > ledger.head()) {
      throw Positions.beyondHead(field);
    }
    if (!waited(position, wait)) {
      throw Problem.of(503, "ViewBehind", "The read model has not reached the position yet.")
          .at(field)
          .retryAfter(Duration.ofSeconds(1))
          .exception();
    }
  }

  private static boolean waited(long position, Wait wait) {
    try {
      return wait.until(position, WAIT_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How one view is waited for. */
  @FunctionalInterface
  private interface Wait {
    boolean until(long position, Duration timeout) throws InterruptedException;
  }
}
