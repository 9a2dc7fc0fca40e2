package dev.lanyard.projections.history;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.audit.AuditSubject;
import dev.lanyard.projections.audit.Timeline;
import java.util.function.Predicate;

/**
 * The past as reviewers travel it. Each question reads closed commits of the views that it needs,
 * which must have passed what it asks for. Any may throw {@link
 * dev.lanyard.projections.ViewUnavailable} if a view's file cannot be read.
 */
public interface HistoryQueries {

  /**
   * All that happened to one subject and what hung on it (its identities, grants, locks and
   * attachments), oldest first, also if it has ended; what fell is folded into what it fell with. A
   * path stands for all that ever lived there, a client id for its principal.
   *
   * @param seen which places' events may be told; those of roles and principals are the root's
   * @param paging the cursor is a position; a page can be short, and the timeline goes on behind it
   * @throws dev.lanyard.domain.MalformedValue if the cursor is none that a page gave
   */
  Timeline timeline(AuditSubject subject, Predicate<ResourcePath> seen, Paging paging);

  /**
   * What came, went or changed between two moments at a scope and below it, in the order in which
   * it was last changed; and behind that, by principal, who got and who lost what, at the scope,
   * below it and above it. Costs what happened between the two, not what there is.
   *
   * @param paging a page can be short, and the listing goes on behind it
   * @throws dev.lanyard.domain.MalformedValue if the cursor is none that a page gave
   */
  Page<Difference> differences(Span span, Paging paging);
}
