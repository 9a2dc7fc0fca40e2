package dev.lanyard.projections.audit;

import dev.lanyard.domain.Tags;
import dev.lanyard.projections.store.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the events that are about a subject, or about what hung on it: those that have it as their
 * subject, and those whose tags name it or a principal that it had.
 */
record Subjects(Reader reader) {
  private static final List<String> NAMING_TAGS =
      List.of(Tags.THING, Tags.PRINCIPAL, Tags.CREDENTIAL, Tags.ROLE, Tags.ASSIGNMENT, Tags.AT);

  /** The interned names that stand for a subject; empty if the trail never met it. */
  Set<Long> namesOf(AuditSubject subject) throws SQLException {
    Set<Long> names = new LinkedHashSet<>();
    switch (subject) {
      case AuditSubject.AtPath(var path) -> {
        reader.idOf(path.key()).ifPresent(names::add);
        names.addAll(livedAt(List.copyOf(names)));
      }
      case AuditSubject.WithId(var id) -> {
        reader.idOf(id.toString()).ifPresent(names::add);
        reader.idOf("/subscriptions/" + id).ifPresent(names::add);
      }
    }
    for (long name : List.copyOf(names)) {
      names.addAll(principalsOf(name));
    }
    return names;
  }

  private List<Long> livedAt(List<Long> path) throws SQLException {
    List<Long> subjects = new ArrayList<>();
    for (long name : path) {
      subjects.addAll(
          reader.list(
              row -> row.getLong(1),
              "SELECT DISTINCT e.subject FROM tag t JOIN event e ON e.position = t.position"
                  + " WHERE t.name = ? AND t.key = ?",
              name,
              key(Tags.PATH)));
    }
    return subjects;
  }

  private List<Long> principalsOf(long subject) throws SQLException {
    return reader.list(
        row -> row.getLong(1),
        "SELECT DISTINCT t.name FROM event e JOIN tag t ON t.position = e.position"
            + " WHERE e.subject = ? AND t.key = ? AND e.name IN (?, ?)",
        subject,
        key(Tags.PRINCIPAL),
        key("SystemIdentityEnabled"),
        key("UserIdentityCreated"));
  }

  /** A condition on the events e: that they are about what the names stand for. */
  String condition(Set<Long> names) throws SQLException {
    String ids = names.stream().map(String::valueOf).collect(Collectors.joining(", "));
    List<String> keys = new ArrayList<>();
    for (String tag : NAMING_TAGS) {
      keys.add(String.valueOf(key(tag)));
    }
    return """
    e.position IN (
      SELECT position FROM tag WHERE name IN (%s) AND key IN (%s)
      UNION ALL SELECT position FROM event WHERE subject IN (%s))\
    """
        .formatted(ids, String.join(", ", keys), ids);
  }

  private long key(String name) throws SQLException {
    return reader.idOf(name).orElse(0L);
  }
}
