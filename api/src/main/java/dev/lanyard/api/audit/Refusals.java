package dev.lanyard.api.audit;

import dev.lanyard.api.http.AccessMoments;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.access.AccessFilter;
import dev.lanyard.projections.access.AccessQueries;
import dev.lanyard.projections.audit.AuditQueries.Order;

/** Refused requests, up to the last one that was on record when they were asked for. */
public final class Refusals {
  private final AccessQueries records;
  private final AccessMoments moments;

  /** Reads the view of the access log. */
  public Refusals(AccessQueries records, AccessMoments moments) {
    this.records = records;
    this.moments = moments;
  }

  /**
   * The records that match.
   *
   * @throws dev.lanyard.api.http.ProblemException as {@link AccessMoments#awaitHead}
   */
  public Page<AccessRecord> page(AccessFilter filter, Order order, Paging paging) {
    moments.awaitHead();
    return records.records(filter, order, paging);
  }
}
