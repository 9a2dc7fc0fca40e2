package dev.lanyard.projections.audit;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.ViewUnavailable;
import dev.lanyard.projections.audit.Entry.Facet;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.Snapshots;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the audit trail tells of the past beyond its rows: timelines, and what differs between two
 * moments. Any question may throw {@link ViewUnavailable} if the view's file cannot be read.
 */
public final class AuditHistory {
  private final Snapshots snapshots;

  /** The trail whose last commit the snapshots show. */
  public AuditHistory(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * What happened to a subject and what hung on it, oldest first.
   *
   * @param seen which places' events may be told; those at no place are the root's
   */
  public Timeline timeline(AuditSubject subject, Predicate<ResourcePath> seen, Paging paging) {
    return snapshots.read(reader -> new Timelines(reader).page(subject, seen, paging));
  }

  /** What differs, in the order in which it was last changed; a page can be short. */
  public Page<FacetChange> changes(Span span, Paging paging) {
    return snapshots.read(reader -> new Differences(reader, span).page(paging));
  }

  /**
   * The events that changed assignments, a role or a principal between two moments.
   *
   * @param role empty where what it says does not matter
   * @param principal empty where whether it lives does not matter
   */
  public Deeds deeds(
      Set<AssignmentId> assignments,
      Optional<RoleId> role,
      Optional<PrincipalId> principal,
      Span span) {
    return snapshots.read(
        reader -> {
          List<FacetStates.Facet> facets = new ArrayList<>();
          for (AssignmentId assignment : assignments) {
            add(reader, facets, assignment.toString(), Facet.ASSIGNMENT);
          }
          if (role.isPresent()) {
            add(reader, facets, role.get().toString(), Facet.ROLE);
          }
          if (principal.isPresent()) {
            add(reader, facets, principal.get().toString(), Facet.PRINCIPAL);
          }
          return new DeedRows(reader).of(facets, span.from().commit(), span.to().commit());
        });
  }

  private static void add(
      Reader reader, List<FacetStates.Facet> facets, String subject, Facet facet)
      throws SQLException {
    facets.add(
        new FacetStates.Facet(
            reader.idOf(subject).orElse(0L),
            reader.idOf(facet.name()).orElse(0L),
            reader.idOf("").orElse(0L)));
  }
}
