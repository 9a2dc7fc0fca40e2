package dev.lanyard.projections.audit;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Tags;
import dev.lanyard.projections.store.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the events that are about a subject, or about what hung on it: those that have it as their
 * subject, and those whose tags name it or a principal that it had.
 */
record Subjects(Reader reader) {
  /** The tags by whose values events are about something. */
  static final List<String> NAMING_TAGS =
      List.of(
          Tags.PATH,
          Tags.THING,
          Tags.PRINCIPAL,
          Tags.CREDENTIAL,
          Tags.ROLE,
          Tags.ASSIGNMENT,
          Tags.REPLAY,
          Tags.AT);

  /** SQLite takes 500 parts of one query. */
  private static final int NAMES_AT_ONCE = 16;

  /** The interned names that stand for a subject; empty if the trail never met it. */
  Set<Long> namesOf(AuditSubject subject) throws SQLException {
    Set<Long> names = new LinkedHashSet<>();
    for (var known : of(subject).entrySet()) {
      names.add(known.getKey());
      names.addAll(known.getValue());
    }
    return names;
  }

  /** All that a subject stands for, each with the principals that it had; by interned names. */
  Map<Long, Set<Long>> of(AuditSubject subject) throws SQLException {
    Set<Long> names = new LinkedHashSet<>();
    switch (subject) {
      case AuditSubject.AtPath(var path) -> names.addAll(at(path));
      case AuditSubject.WithId(var id) -> {
        reader.idOf(id.toString()).ifPresent(names::add);
        reader.idOf("/subscriptions/" + id).ifPresent(names::add);
        for (long name : List.copyOf(names)) {
          List<Long> known = knownAs(name);
          if (!known.isEmpty()) {
            names.remove(name);
            names.addAll(known);
          }
        }
        for (long name : List.copyOf(names)) {
          names.addAll(identityWith(name));
        }
      }
    }
    Map<Long, Set<Long>> all = new LinkedHashMap<>();
    for (long name : names) {
      all.put(name, new LinkedHashSet<>(principalsOf(name)));
    }
    return all;
  }

  private List<Long> at(ResourcePath path) throws SQLException {
    List<Long> names = new ArrayList<>();
    for (long name : reader.idOf(path.key()).stream().toList()) {
      names.add(name);
      names.addAll(
          reader.list(
              row -> row.getLong(1),
              "SELECT DISTINCT e.subject FROM tag t JOIN event e ON e.position = t.position"
                  + " WHERE t.name = ? AND t.key = ?",
              name,
              key(Tags.PATH)));
    }
    return names;
  }

  /** The principals whose client id it is. */
  private List<Long> knownAs(long name) throws SQLException {
    return reader.list(row -> row.getLong(1), "SELECT name FROM alias WHERE alias = ?", name);
  }

  /** The user-assigned identity whose principal it is: its creation names that first. */
  private List<Long> identityWith(long principal) throws SQLException {
    return reader.list(
        row -> row.getLong(1),
        "SELECT e.subject FROM event e WHERE e.name = ? AND e.position ="
            + " (SELECT min(position) FROM tag WHERE name = ? AND key = ?)",
        key("UserIdentityCreated"),
        principal,
        key(Tags.PRINCIPAL));
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
    String keys = keys().stream().map(String::valueOf).collect(Collectors.joining(", "));
    return """
    e.position IN (
      SELECT position FROM tag WHERE name IN (%s) AND key IN (%s)
      UNION ALL SELECT position FROM event WHERE subject IN (%s))\
    """
        .formatted(ids, keys, ids);
  }

  /**
   * The positions of the events that are about what the names stand for, in order: looks at no more
   * of each tag than it answers, however many events have it.
   */
  List<Long> positions(Set<Long> names, long after, int limit) throws SQLException {
    List<Long> all = List.copyOf(names);
    TreeSet<Long> found = new TreeSet<>();
    for (int from = 0; from < all.size(); from += NAMES_AT_ONCE) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + NAMES_AT_ONCE));
      found.addAll(some(some, after, limit));
    }
    return found.stream().limit(limit).toList();
  }

  private List<Long> some(List<Long> names, long after, int limit) throws SQLException {
    String one =
        "SELECT position FROM (SELECT position FROM tag WHERE name = ? AND key = ?"
            + " AND position > ? ORDER BY position LIMIT ?)";
    List<Object> parameters = new ArrayList<>();
    List<Long> keys = keys();
    for (long name : names) {
      for (long key : keys) {
        parameters.addAll(List.of(name, key, after, limit));
      }
    }
    int parts = names.size() * NAMING_TAGS.size();
    return reader.list(
        row -> row.getLong(1),
        String.join(" UNION ALL ", Collections.nCopies(parts, one)),
        parameters.toArray());
  }

  /** The interned names of the naming tags. */
  List<Long> keys() throws SQLException {
    List<Long> keys = new ArrayList<>();
    for (String tag : NAMING_TAGS) {
      keys.add(key(tag));
    }
    return keys;
  }

  private long key(String name) throws SQLException {
    return reader.idOf(name).orElse(0L);
  }
}
