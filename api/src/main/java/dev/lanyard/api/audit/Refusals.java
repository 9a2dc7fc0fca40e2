package dev.lanyard.api.audit;

import dev.lanyard.api.http.Problem;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.access.AccessFilter;
import dev.lanyard.projections.audit.AuditQueries.Order;
import java.time.Duration;

/** Refused requests, up to the last one that was on record when they were asked for. */
public final class Refusals {
  private static final Duration WAIT_MAX = Duration.ofSeconds(2);

  private final Views views;
  private final Ledger<AccessRecord> log;

  /** Reads the view of this access log. */
  public Refusals(Views views, Ledger<AccessRecord> log) {
    this.views = views;
    this.log = log;
  }

  /**
   * The records that match.
   *
   * @throws dev.lanyard.api.http.ProblemException 503 if the view does not get there in 2 s
   */
  public Page<AccessRecord> page(AccessFilter filter, Order order, Paging paging) {
    if (!caughtUp(log.head())) {
      throw Problem.of(503, "ViewBehind", "The view of the access log is behind.")
          .retryAfter(Duration.ofSeconds(1))
          .exception();
    }
    return views.access().records(filter, order, paging);
  }

  private boolean caughtUp(long position) {
    try {
      return views.awaitAccess(position, WAIT_MAX);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
