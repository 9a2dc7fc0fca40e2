package dev.lanyard.api.arm.activity;

import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;

/**
 * Where the activity log has its operations from: the facts of the lifecycle, and whatever else
 * keeps what was attempted.
 */
@FunctionalInterface
public interface ActivitySource {

  /**
   * The operations that a question asks for, newest first. A page can be short, and goes on behind
   * its cursor, which is printable ASCII without {@code |}.
   */
  Page<Operation> newest(ActivityQuestion question, Paging paging);
}
