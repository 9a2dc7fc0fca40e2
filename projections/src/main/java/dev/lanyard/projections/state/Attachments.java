package dev.lanyard.projections.state;

import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.Places.Bound;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which resources can act as a user-assigned identity. */
record Attachments(Places places) {

  Associated of(ThingId identity, int skip, Paging paging) throws SQLException {
    Optional<Long> number = places.reader().idOf(identity.toString());
    if (number.isEmpty()) {
      return new Associated(0, new Page<>(List.of(), Optional.empty()));
    }
    String live = places.asOf().live("a");
    long total =
        places
            .reader()
            .number(
                "SELECT count(*) FROM attachment a WHERE a.identity = ? AND " + live, number.get());
    String sql =
        """
        SELECT %s FROM attachment a JOIN binding b ON b.scope = a.resource
        WHERE a.identity = ? AND %s AND %s AND b.path_key > ?
        ORDER BY b.path_key LIMIT ? OFFSET ?\
        """
            .formatted(Places.COLUMNS, live, places.asOf().live("b"));
    List<Bound> found =
        places
            .reader()
            .list(
                Places::bound,
                sql,
                number.get(),
                paging.after().orElse(""),
                paging.limit() + 1,
                skip);
    Page<Bound> page = Places.page(found, paging, bound -> bound.path().key());
    List<Scope> resources = new ArrayList<>();
    for (Bound bound : page.items()) {
      resources.add(places.scope(bound));
    }
    return new Associated(total, new Page<>(resources, page.next()));
  }
}
