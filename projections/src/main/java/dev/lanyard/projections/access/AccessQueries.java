package dev.lanyard.projections.access;

import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditQueries.Order;

/**
 * The records of the access log that are kept. Any question may throw {@link
 * dev.lanyard.projections.ViewUnavailable} if the view's file cannot be read.
 */
public interface AccessQueries {

  /** The last commit of the access log that the view holds; 0 before the first. From memory. */
  long position();

  /**
   * The records that match, by position. The cursor is a position of the access log.
   *
   * @throws dev.lanyard.domain.MalformedValue if the cursor is none that a page gave
   */
  Page<AccessRecord> records(AccessFilter filter, Order order, Paging paging);
}
