package dev.lanyard.projections.access;

import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;

/**
 * When identities were used last, and for what. It is told also of tokens whose records the access
 * log has let go of. Any question may throw {@link dev.lanyard.projections.ViewUnavailable} if the
 * view's file cannot be read, and {@link dev.lanyard.domain.MalformedValue} if the cursor is none
 * that a page gave.
 */
public interface UseQueries {

  /**
   * The uses that match, by the id of the principal, the path of the resource (those of none first)
   * and the audience.
   */
  Page<Use> uses(UseFilter filter, Paging paging);
}
