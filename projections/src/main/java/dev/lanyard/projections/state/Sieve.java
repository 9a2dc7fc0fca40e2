package dev.lanyard.projections.state;

import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.Places.Bound;
import dev.lanyard.projections.store.StoredJson;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of a listing of places is wanted. A page is filled from as many places as it takes, up to
 * {@link #EXAMINED_MAX}: a filter that few places pass costs no more than that, and the listing
 * goes on behind the last place that was looked at.
 */
record Sieve(Optional<String> location, NameFilter name, TagFilter tags) {
  /** Most places that one page looks at. */
  static final int EXAMINED_MAX = 20 * Paging.LIMIT_MAX;

  /** Reads a part of the listing that is sieved. */
  @FunctionalInterface
  interface Listing {
    Page<Bound> read(Paging paging) throws SQLException;
  }

  /** The part of a listing that a page asks for. */
  Page<Bound> page(Places places, Paging paging, Listing listing) throws SQLException {
    if (location.isEmpty() && name.equals(NameFilter.ANY) && tags.isAny()) {
      return listing.read(paging);
    }
    List<Bound> found = new ArrayList<>();
    Optional<String> after = paging.after();
    for (int examined = 0; examined < EXAMINED_MAX; examined += Paging.LIMIT_MAX) {
      Page<Bound> read = listing.read(new Paging(after, Paging.LIMIT_MAX));
      for (Bound at : read.items()) {
        if (found.size() <= paging.limit() && holds(places, at)) {
          found.add(at);
        }
      }
      if (found.size() > paging.limit() || read.next().isEmpty()) {
        return Places.page(found, paging, at -> at.path().key());
      }
      after = read.next();
    }
    return new Page<>(found, after);
  }

  private boolean holds(Places places, Bound at) throws SQLException {
    return name.holds(at.path().name())
        && location
            .map(asked -> at.location().filter(asked::equalsIgnoreCase).isPresent())
            .orElse(true)
        && (tags.isAny() || tags.holds(tagsOf(places, at)));
  }

  private static Map<String, String> tagsOf(Places places, Bound at) throws SQLException {
    return places
        .reader()
        .first(
            row -> StoredJson.tagsOf(StoredJson.read(row.getString(1))),
            "SELECT t.tags FROM body t WHERE t.scope = ? AND " + places.asOf().newest("t"),
            at.scope())
        .orElse(Map.of());
  }
}
