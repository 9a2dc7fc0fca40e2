package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.StoredJson;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sides of subjects were as of any position, from the events that say so. */
record FacetStates(Reader reader) {

  /** One side of a subject, by interned names: see {@link Entry}. */
  record Facet(long subject, long facet, long other) {}

  /** What an event left of a facet. */
  private record Left(boolean partial, Optional<Json.Obj> after) {}

  /** What the last event until then left, on top of the first; empty if it was not there. */
  Optional<Json.Obj> asOf(Facet facet, long position) throws SQLException {
    Optional<Left> last = left(facet, position, "DESC");
    if (last.isEmpty() || !last.get().partial()) {
      return last.flatMap(Left::after);
    }
    Json.Obj first = left(facet, position, "ASC").flatMap(Left::after).orElse(Json.Obj.EMPTY);
    return last.get().after().map(part -> Change.overlaid(first, part));
  }

  private Optional<Left> left(Facet facet, long position, String order) throws SQLException {
    return reader.first(
        found -> new Left(found.getInt(1) == 1, json(found.getString(2))),
        "SELECT partial, after FROM event"
            + " WHERE subject = ? AND facet = ? AND other = ? AND position <= ?"
            + " ORDER BY position "
            + order
            + " LIMIT 1",
        facet.subject(),
        facet.facet(),
        facet.other(),
        position);
  }

  static Optional<Json.Obj> json(@Nullable String text) {
    return Optional.ofNullable(text).map(StoredJson::read);
  }
}
