package dev.lanyard.projections.state;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.state.Places.Bound;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.Snapshots;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Answers {@link InventoryQueries} from the state view's tables. */
public final class InventoryView implements InventoryQueries {
  private static final String NEXT_TYPE = "SELECT min(type) FROM binding WHERE type > ?";
  private static final String TYPES_OF_NAMESPACE =
      "SELECT id FROM name WHERE text > ? AND text < ? ORDER BY text LIMIT " + TYPES_MAX;

  private final Snapshots snapshots;

  /** The view whose last commit the snapshots show. */
  public InventoryView(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public List<String> typesInUse(
      SubscriptionId subscription, Optional<String> namespace, long asOf) {
    return snapshots.read(
        reader -> {
          List<String> used = new ArrayList<>();
          for (long type : namespace.isPresent() ? of(reader, namespace.get()) : all(reader)) {
            first(reader, new AsOf(asOf), ResourcePath.of(subscription), type).ifPresent(used::add);
          }
          return used;
        });
  }

  /** One look into the index for each type, however many resources there are. */
  private static List<Long> all(Reader reader) throws SQLException {
    List<Long> types = new ArrayList<>();
    long type = reader.number(NEXT_TYPE, 0L);
    while (type > 0 && types.size() < TYPES_MAX) {
      types.add(type);
      type = reader.number(NEXT_TYPE, type);
    }
    return types;
  }

  /** Types are interned in lower case; 0 follows the slash. */
  private static List<Long> of(Reader reader, String namespace) throws SQLException {
    String key = namespace.toLowerCase(Locale.ROOT);
    return reader.list(row -> row.getLong(1), TYPES_OF_NAMESPACE, key + "/", key + "0");
  }

  @Override
  public boolean isInUse(String type, ResourcePath within, long asOf) {
    return snapshots.read(
        reader -> {
          Optional<Long> known = reader.idOf(type.toLowerCase(Locale.ROOT));
          AsOf then = new AsOf(asOf);
          boolean itself =
              within.kind() == ResourcePath.Kind.RESOURCE
                  && within.type().equalsIgnoreCase(type)
                  && new Places(reader, then).at(within).isPresent();
          return itself
              || (known.isPresent() && first(reader, then, within, known.get()).isPresent());
        });
  }

  /** The first of a type below a place, as it was written. */
  private static Optional<String> first(Reader reader, AsOf asOf, ResourcePath within, long type)
      throws SQLException {
    String sql =
        """
        SELECT b.path FROM binding b
        WHERE b.type = ? AND b.path_key > ? AND b.path_key < ? AND %s
          AND b.kind IN ('RESOURCE', 'USER_IDENTITY')
        ORDER BY b.path_key LIMIT 1\
        """
            .formatted(asOf.live("b"));
    return reader.first(
        row -> ResourcePath.parse("path", row.getString(1)).type(),
        sql,
        type,
        Places.firstBelow(within),
        Places.endBelow(within));
  }

  @Override
  public Optional<Lifetime> lifetime(ResourcePath path, long asOf) {
    return snapshots.read(
        reader -> {
          Places places = new Places(reader, new AsOf(asOf));
          Optional<Bound> at = places.at(path);
          return at.isEmpty() ? Optional.empty() : Optional.of(lifetime(places, at.get()));
        });
  }

  /** A place never changes; each change of a body or an identity block begins a row of its own. */
  private static Lifetime lifetime(Places places, Bound at) throws SQLException {
    long created = since(places, "binding", at);
    long said = since(places, at.kind() == Kind.RESOURCE ? "revision" : "body", at);
    return new Lifetime(created, Math.max(created, said));
  }

  private static long since(Places places, String table, Bound at) throws SQLException {
    String sql =
        "SELECT t.from_commit FROM %s t WHERE t.scope = ? AND %s"
            .formatted(table, places.asOf().newest("t"));
    return places.reader().first(row -> row.getLong(1), sql, at.scope()).orElse(0L);
  }
}
