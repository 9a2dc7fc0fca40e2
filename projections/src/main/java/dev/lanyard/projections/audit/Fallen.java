package dev.lanyard.projections.audit;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.store.Reader;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What follows from what, for one timeline: whether an event is folded into one that it follows
 * from, and how many follow from it. Belongs to one question.
 */
final class Fallen {
  private static final String ORIGINS =
      "SELECT e.position, coalesce(e.path, 0), c.from_position FROM event e"
          + " LEFT JOIN cascade c ON c.position = e.position WHERE "
          + AtPositions.in("e.position");

  private final Reader reader;
  private final Set<Long> names;
  private final Set<Long> keys;
  private final Predicate<ResourcePath> seen;
  private final Map<Long, Origin> origins = new HashMap<>();
  private final Map<Long, Boolean> covered = new HashMap<>();
  private final Map<UUID, Map<Long, List<Follower>>> commands = new HashMap<>();

  /** An event that follows from another, and whether it is seen. */
  private record Follower(long position, boolean seen) {}

  /** Where an event was, and what it follows from. */
  private record Origin(ResourcePath path, Optional<Long> from) {}

  /**
   * Looks from a timeline.
   *
   * @param names what it is about
   * @param keys the tags by which events are about something
   * @param seen which places' events may be told
   */
  Fallen(Reader reader, Set<Long> names, Set<Long> keys, Predicate<ResourcePath> seen) {
    this.reader = reader;
    this.names = names;
    this.keys = keys;
    this.seen = seen;
  }

  /** Whether the timeline has an entry of its own for an event that is about its subject. */
  boolean isTold(long position) throws SQLException {
    Origin origin = origin(position);
    return seen.test(origin.path()) && (origin.from().isEmpty() || !isCovered(origin.from().get()));
  }

  /** Whether an event, or one that it follows from, is told. */
  private boolean isCovered(long position) throws SQLException {
    Boolean known = covered.get(position);
    if (known != null) {
      return known;
    }
    Origin origin = origin(position);
    boolean is =
        (isAbout(position) && seen.test(origin.path()))
            || (origin.from().isPresent() && isCovered(origin.from().get()));
    covered.put(position, is);
    return is;
  }

  /** Gets to know where events were, for what is asked about them next. */
  void lookAt(List<Long> positions) throws SQLException {
    for (List<Long> some : AtPositions.parts(positions)) {
      reader.list(
          row -> {
            ResourcePath path = path(row.getLong(2));
            long from = row.getLong(3);
            Optional<Long> origin = row.wasNull() ? Optional.empty() : Optional.of(from);
            origins.put(row.getLong(1), new Origin(path, origin));
            return true;
          },
          ORIGINS,
          AtPositions.parameters(some));
    }
  }

  private Origin origin(long position) throws SQLException {
    if (!origins.containsKey(position)) {
      lookAt(List.of(position));
    }
    return Optional.ofNullable(origins.get(position))
        .orElseThrow(() -> new IllegalStateException("no event at " + position));
  }

  private ResourcePath path(long name) throws SQLException {
    return name == 0 ? ResourcePath.ROOT : ResourcePath.parse("path", reader.text(name));
  }

  private boolean isAbout(long position) throws SQLException {
    return reader
        .list(
            row -> keys.contains(row.getLong(1)) && names.contains(row.getLong(2)),
            "SELECT key, name FROM tag WHERE position = ?",
            position)
        .contains(true);
  }

  /** How many events that are seen follow from this one, one after another. */
  long countOf(AuditRow row) throws SQLException {
    Map<Long, List<Follower>> followers = followers(row.cause().correlation(), row.commit());
    long count = 0;
    Deque<Long> left = new ArrayDeque<>(List.of(row.position()));
    while (!left.isEmpty()) {
      for (Follower follower : followers.getOrDefault(left.pop(), List.of())) {
        count += follower.seen() ? 1 : 0;
        left.push(follower.position());
      }
    }
    return count;
  }

  /** The events of a command lie side by side, and its commit is the last of them. */
  private Map<Long, List<Follower>> followers(UUID correlation, long commit) throws SQLException {
    Map<Long, List<Follower>> known = commands.get(correlation);
    if (known != null) {
      return known;
    }
    Map<Long, List<Follower>> found = new HashMap<>();
    reader.list(
        row ->
            found
                .computeIfAbsent(row.getLong(2), _ -> new ArrayList<>())
                .add(new Follower(row.getLong(1), seen.test(path(row.getLong(3))))),
        "SELECT c.position, c.from_position, coalesce(e.path, 0)"
            + " FROM cascade c JOIN event e ON e.position = c.position"
            + " WHERE c.position <= ? AND c.position >="
            + " (SELECT min(position) FROM event WHERE correlation = ?)",
        commit,
        AuditFold.bytes(correlation));
    commands.put(correlation, found);
    return found;
  }
}
