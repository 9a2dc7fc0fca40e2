package dev.lanyard.api.http;

import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.projections.Views;
import java.time.Duration;

/** Waits a bounded time until the view of the access log shows what is on record. */
public final class AccessMoments {
  private final Views views;
  private final Ledger<AccessRecord> log;

  /** Waits for this node's view of its access log. */
  public AccessMoments(Views views, Ledger<AccessRecord> log) {
    this.views = views;
    this.log = log;
  }

  /**
   * Goes on once the view shows all that was on record when this was called.
   *
   * @throws ProblemException 503 with {@code Retry-After} if that takes longer than {@link
   *     Moments#WAIT_MAX}
   */
  public void awaitHead() {
    if (!caughtUp(log.head())) {
      throw Problem.of(503, "ViewBehind", "The view of the access log is behind.")
          .retryAfter(Duration.ofSeconds(1))
          .exception();
    }
  }

  private boolean caughtUp(long position) {
    try {
      return views.awaitAccess(position, Moments.WAIT_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
