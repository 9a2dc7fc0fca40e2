package dev.lanyard.projections.access;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;

/**
 * When identities were used last, and for what. It is told also of tokens whose records the access
 * log has let go of. Any question may throw {@link dev.lanyard.projections.ViewUnavailable} if the
 * view's file cannot be read, and {@link dev.lanyard.domain.MalformedValue} if the cursor is none
 * that a page gave.
 */
public interface UseQueries {

  /** The uses of a principal, by the path of the resource and by audience; those of none first. */
  Page<Use> of(PrincipalId principal, Paging paging);

  /** The uses of whichever identities through the resource at a path, by principal and audience. */
  Page<Use> through(ResourcePath resource, Paging paging);
}
