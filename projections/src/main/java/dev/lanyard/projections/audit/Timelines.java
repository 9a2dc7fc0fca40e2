package dev.lanyard.projections.audit;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.Timeline.Entry;
import dev.lanyard.projections.audit.Timeline.Stood;
import dev.lanyard.projections.store.Reader;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads timelines. A page looks at {@link #EXAMINED_MAX} events at most, and goes on behind. */
record Timelines(Reader reader) {
  /** Most events that one page looks at: those that fell with one that is told are many. */
  static final int EXAMINED_MAX = 20_000;

  /** Where a page ends: the positions that it tells, and the cursor of the next. */
  private record Part(List<Long> positions, Optional<String> next) {}

  Timeline page(AuditSubject subject, Predicate<ResourcePath> seen, Paging paging)
      throws SQLException {
    Subjects subjects = new Subjects(reader);
    Map<Long, Set<Long>> of = subjects.of(subject);
    Set<Long> names = new LinkedHashSet<>();
    of.forEach(
        (name, principals) -> {
          names.add(name);
          names.addAll(principals);
        });
    Fallen fallen = new Fallen(reader, names, Set.copyOf(subjects.keys()), seen);
    Part part = part(names, fallen, paging);
    List<Stood> stood = stood(subject, of, new SubjectSight(reader, seen));
    Map<String, String> owners = owners(stood);
    List<Entry> entries = new ArrayList<>();
    for (AuditRow row : new Rows(reader).at(part.positions())) {
      entries.add(new Entry(row, about(row, owners), fallen.countOf(row)));
    }
    return new Timeline(stood, entries, part.next());
  }

  private Part part(Set<Long> names, Fallen fallen, Paging paging) throws SQLException {
    Subjects subjects = new Subjects(reader);
    List<Long> told = new ArrayList<>();
    long after = paging.after().map(AuditTrail::cursor).orElse(0L);
    for (int examined = 0; examined < EXAMINED_MAX; examined += AtPositions.MAX) {
      List<Long> found = subjects.positions(names, after, AtPositions.MAX);
      fallen.lookAt(found);
      for (long position : found) {
        if (told.size() <= paging.limit() && fallen.isTold(position)) {
          told.add(position);
        }
      }
      if (told.size() > paging.limit()) {
        List<Long> shown = told.subList(0, paging.limit());
        return new Part(shown, Optional.of(shown.getLast().toString()));
      }
      if (found.size() < AtPositions.MAX) {
        return new Part(told, Optional.empty());
      }
      after = found.getLast();
    }
    return new Part(told, Optional.of(Long.toString(after)));
  }

  /** The path itself is no id of anything, but of a subscription and the root. */
  private boolean isId(AuditSubject subject, long name) throws SQLException {
    return switch (subject) {
      case AuditSubject.WithId _ -> true;
      case AuditSubject.AtPath(var path) ->
          switch (path.kind()) {
            case ROOT, SUBSCRIPTION -> true;
            case GROUP, RESOURCE -> !reader.text(name).equals(path.key());
          };
    };
  }

  /** Those that the reviewer may be told of. */
  private List<Stood> stood(AuditSubject subject, Map<Long, Set<Long>> of, SubjectSight sight)
      throws SQLException {
    List<Stood> all = new ArrayList<>();
    for (var known : of.entrySet()) {
      if (isId(subject, known.getKey()) && sight.sees(known.getKey())) {
        List<String> principals = new ArrayList<>();
        for (long principal : known.getValue()) {
          if (sight.sees(principal)) {
            principals.add(reader.text(principal));
          }
        }
        all.add(new Stood(reader.text(known.getKey()), principals));
      }
    }
    return all;
  }

  /** By the id that an event can name, the subject that it is then about. */
  private static Map<String, String> owners(List<Stood> stood) {
    Map<String, String> owners = new LinkedHashMap<>();
    for (Stood one : stood) {
      owners.put(one.id(), one.id());
      one.principals().forEach(principal -> owners.putIfAbsent(principal, one.id()));
    }
    return owners;
  }

  private static List<String> about(AuditRow row, Map<String, String> owners) {
    Set<String> about = new LinkedHashSet<>();
    owners.forEach(
        (id, owner) -> {
          boolean named =
              Subjects.NAMING_TAGS.stream()
                  .anyMatch(tag -> row.tags().getOrDefault(tag, List.of()).contains(id));
          if (named || row.subject().equals(id)) {
            about.add(owner);
          }
        });
    return List.copyOf(about);
  }
}
