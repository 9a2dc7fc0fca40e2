package dev.lanyard.projections.audit;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads what changed facets between two positions. */
record DeedRows(Reader reader) {
  private static final String OF_FACET =
      "WHERE subject = ? AND facet = ? AND other = ? AND position > ? AND position <= ?";

  /** The events of some facets after a position, up to another. */
  Deeds of(List<FacetStates.Facet> facets, long from, long to) throws SQLException {
    List<Deed> all = new ArrayList<>();
    long count = 0;
    for (FacetStates.Facet facet : facets) {
      Object[] range = {facet.subject(), facet.facet(), facet.other(), from, to};
      count += reader.number("SELECT count(*) FROM event " + OF_FACET, range);
      all.addAll(
          reader.list(
              this::deed,
              "SELECT position, commit_position, committed_at, name, caller,"
                  + " coalesce(on_behalf, 0), operation, correlation FROM event "
                  + OF_FACET
                  + " ORDER BY position DESC LIMIT "
                  + Deeds.TOLD_MAX,
              range));
    }
    all.sort(Comparator.comparingLong(Deed::position).reversed());
    List<Deed> latest = new ArrayList<>(all.subList(0, Math.min(all.size(), Deeds.TOLD_MAX)));
    Collections.reverse(latest);
    return new Deeds(latest, count);
  }

  private Deed deed(ResultSet row) throws SQLException {
    long onBehalfOf = row.getLong(6);
    ByteBuffer correlation = ByteBuffer.wrap(row.getBytes(8));
    return new Deed(
        row.getLong(1),
        row.getLong(2),
        Micros.instant(row.getLong(3)),
        reader.text(row.getLong(4)),
        PrincipalId.parse("caller", reader.text(row.getLong(5))),
        onBehalfOf == 0
            ? Optional.empty()
            : Optional.of(PrincipalId.parse("onBehalfOf", reader.text(onBehalfOf))),
        reader.text(row.getLong(7)),
        new UUID(correlation.getLong(), correlation.getLong()));
  }
}
