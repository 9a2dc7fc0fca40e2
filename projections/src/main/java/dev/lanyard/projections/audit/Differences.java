package dev.lanyard.projections.audit;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.audit.Entry.Facet;
import dev.lanyard.projections.store.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What differs between two moments, by the last event that changed it: a page looks at the events
 * between the two, of the scope's group where it lies in one, and at no others.
 */
record Differences(Reader reader, Span span) {
  /** Most changed facets that one page looks at; the listing then goes on behind them. */
  static final int EXAMINED_MAX = 50_000;

  private static final int AT_ONCE = 500;

  /** Nothing else changed the facet until the later moment. */
  private static final String LAST =
      """
      SELECT e.position, e.subject, e.facet, e.other, coalesce(e.path, 0) FROM event e
      WHERE e.position > ? AND e.position <= ? AND NOT EXISTS (
        SELECT 1 FROM event l WHERE l.subject = e.subject AND l.facet = e.facet
          AND l.other = e.other AND l.position > e.position AND l.position <= ?)\
      """;

  /** Roles are in no group, and can be assigned in one. */
  private static final String LAST_OF_GROUP =
      LAST + " AND e.in_group = ? UNION ALL " + LAST + " AND e.in_group IS NULL AND e.facet = ?";

  /** The changes behind a cursor, which is the position of a last event. */
  Page<FacetChange> page(Paging paging) throws SQLException {
    List<FacetChange> shown = new ArrayList<>();
    long after = Math.max(paging.after().map(AuditTrail::cursor).orElse(0L), span.from().commit());
    for (int examined = 0; examined < EXAMINED_MAX; examined += AT_ONCE) {
      List<ChangedFacet> found = changed(after);
      for (ChangedFacet facet : found) {
        Optional<FacetChange> change = facet.change(reader, span);
        if (change.isPresent() && shown.size() == paging.limit()) {
          return new Page<>(shown, Optional.of(Long.toString(after)));
        }
        change.ifPresent(shown::add);
        after = facet.position();
      }
      if (found.size() < AT_ONCE) {
        return new Page<>(shown, Optional.empty());
      }
    }
    return new Page<>(shown, Optional.of(Long.toString(after)));
  }

  private List<ChangedFacet> changed(long after) throws SQLException {
    long to = span.to().commit();
    Optional<ResourcePath> group = span.scope().group();
    String end = " ORDER BY 1 LIMIT " + AT_ONCE;
    return group.isEmpty()
        ? reader.list(this::facet, LAST + end, after, to, to)
        : reader.list(
            this::facet,
            LAST_OF_GROUP + end,
            after,
            to,
            to,
            name(group.get().key()),
            after,
            to,
            to,
            name(Facet.ROLE.name()));
  }

  private ChangedFacet facet(ResultSet row) throws SQLException {
    long path = row.getLong(5);
    return new ChangedFacet(
        row.getLong(1),
        new FacetStates.Facet(row.getLong(2), row.getLong(3), row.getLong(4)),
        path == 0 ? Optional.empty() : Optional.of(ResourcePath.parse("path", reader.text(path))));
  }

  private long name(String text) throws SQLException {
    return reader.idOf(text).orElse(0L);
  }
}
