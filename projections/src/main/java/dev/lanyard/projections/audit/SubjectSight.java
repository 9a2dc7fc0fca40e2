package dev.lanyard.projections.audit;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.store.Reader;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which subjects a reviewer may be told of: those that an event names which the reviewer sees. That
 * an id belongs to something elsewhere is not told by asking for it.
 *
 * @param seen which places' events may be told
 */
record SubjectSight(Reader reader, Predicate<ResourcePath> seen) {
  private static final int AT_ONCE = 256;

  /**
   * Whether one of the first {@link Timelines#EXAMINED_MAX} events about a name is seen.
   *
   * @param name the interned name of an id
   */
  boolean sees(long name) throws SQLException {
    if (seen.test(ResourcePath.ROOT)) {
      return true;
    }
    Subjects subjects = new Subjects(reader);
    long after = 0;
    for (int examined = 0; examined < Timelines.EXAMINED_MAX; examined += AT_ONCE) {
      List<Long> found = subjects.positions(Set.of(name), after, AT_ONCE);
      for (long position : found) {
        if (seen.test(placeOf(position))) {
          return true;
        }
      }
      if (found.size() < AT_ONCE) {
        return false;
      }
      after = found.getLast();
    }
    return false;
  }

  /** Where an event was; those without a path belong to the whole tenant. */
  private ResourcePath placeOf(long position) throws SQLException {
    long path =
        reader
            .first(
                row -> row.getLong(1),
                "SELECT coalesce(path, 0) FROM event WHERE position = ?",
                position)
            .orElse(0L);
    return path == 0 ? ResourcePath.ROOT : ResourcePath.parse("path", reader.text(path));
  }
}
