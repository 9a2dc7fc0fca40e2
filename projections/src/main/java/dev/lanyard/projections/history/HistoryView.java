package dev.lanyard.projections.history;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.audit.AuditHistory;
import dev.lanyard.projections.audit.AuditSubject;
import dev.lanyard.projections.audit.FacetChange;
import dev.lanyard.projections.audit.Timeline;
import dev.lanyard.projections.state.AccessChange;
import dev.lanyard.projections.state.AccessHistory;
import dev.lanyard.projections.store.Snapshots;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Answers {@link HistoryQueries} from the state view and the audit view. */
public final class HistoryView implements HistoryQueries {
  /** What a cursor begins with: in which of the two parts of a listing of differences it is. */
  private static final String STATE = "s";

  private static final String ACCESS = "a";

  private final AuditHistory audit;
  private final AccessHistory access;

  /** The two views whose last commits the snapshots show. */
  public HistoryView(Snapshots state, Snapshots audit) {
    this.audit = new AuditHistory(audit);
    this.access = new AccessHistory(state);
  }

  @Override
  public Timeline timeline(AuditSubject subject, Predicate<ResourcePath> seen, Paging paging) {
    return audit.timeline(subject, seen, paging);
  }

  @Override
  public Page<Difference> differences(Span span, Paging paging) {
    String cursor = paging.after().orElse(STATE);
    if (cursor.startsWith(ACCESS)) {
      return ofAccess(span, behind(cursor, paging.limit()), List.of());
    }
    if (!cursor.startsWith(STATE)) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
    Page<FacetChange> page = audit.changes(span, behind(cursor, paging.limit()));
    List<Difference> items = new ArrayList<>();
    page.items().forEach(change -> items.add(new Difference.OfState(change)));
    if (page.next().isPresent()) {
      return new Page<>(items, page.next().map(STATE::concat));
    }
    int left = paging.limit() - items.size();
    return left == 0
        ? new Page<>(items, Optional.of(ACCESS))
        : ofAccess(span, Paging.first(left), items);
  }

  private static Paging behind(String cursor, int limit) {
    return new Paging(Optional.of(cursor.substring(1)).filter(text -> !text.isEmpty()), limit);
  }

  private Page<Difference> ofAccess(Span span, Paging paging, List<Difference> before) {
    Page<AccessChange> page = access.changes(span, paging);
    List<Difference> items = new ArrayList<>(before);
    page.items().forEach(change -> items.add(explained(change, span)));
    return new Page<>(items, page.next().map(ACCESS::concat));
  }

  /** What the role says matters where it is held at both, who the holder is where it lost it. */
  private Difference explained(AccessChange change, Span span) {
    Set<AssignmentId> assignments = new LinkedHashSet<>();
    change.before().ifPresent(counted -> assignments.add(counted.assignment()));
    change.after().ifPresent(counted -> assignments.add(counted.assignment()));
    boolean both = change.before().isPresent() && change.after().isPresent();
    return new Difference.OfAccess(
        change,
        audit.deeds(
            assignments,
            Optional.of(change.role()).filter(_ -> both),
            Optional.of(change.principal()).filter(_ -> change.after().isEmpty()),
            span));
  }
}
