package dev.lanyard.projections.state;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.store.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What lives where, in one snapshot as of one commit. */
record Places(Reader reader, AsOf asOf) {
  /** The columns of {@link #bound}, of a {@code binding} called b. */
  static final String COLUMNS = "b.scope, b.path, b.kind, coalesce(b.parent, 0), b.location";

  private static final String SELECT = "SELECT " + COLUMNS + " FROM binding b";

  /**
   * A thing at its place.
   *
   * @param scope its number
   * @param parent the number of what it lies in; 0 for the root
   */
  record Bound(long scope, ResourcePath path, Kind kind, long parent, Optional<String> location) {}

  static Bound bound(ResultSet row) throws SQLException {
    return new Bound(
        row.getLong(1),
        ResourcePath.parse("path", row.getString(2)),
        Kind.valueOf(row.getString(3)),
        row.getLong(4),
        Optional.ofNullable(row.getString(5)));
  }

  /** The commit that the snapshot shows, or the one as of which is asked if that is earlier. */
  long position() throws SQLException {
    return Math.min(reader.number("SELECT position FROM progress"), asOf.commit());
  }

  /** What lives at a path. */
  Optional<Bound> at(ResourcePath path) throws SQLException {
    String sql = SELECT + " WHERE b.path_key = ? AND " + asOf.live("b");
    return reader.first(Places::bound, sql, path.key());
  }

  /** What lives at a path, if it is of a kind. */
  Optional<Bound> at(ResourcePath path, Kind kind) throws SQLException {
    return at(path).filter(bound -> bound.kind() == kind);
  }

  /** Where a scope is that something live refers to. */
  Bound of(long scope) throws SQLException {
    String sql = SELECT + " WHERE b.scope = ? AND " + asOf.newest("b");
    return reader
        .first(Places::bound, sql, scope)
        .orElseThrow(() -> new IllegalStateException("scope " + scope + " does not live"));
  }

  /** What lives at a path, with all that contains it. */
  Optional<Scope> scopeAt(ResourcePath path) throws SQLException {
    Optional<Bound> at = at(path);
    return at.isEmpty() ? Optional.empty() : Optional.of(scope(at.get()));
  }

  /** A thing with all that contains it. */
  Scope scope(Bound bound) throws SQLException {
    List<ScopeId> above = new ArrayList<>();
    long parent = bound.parent();
    while (parent != 0) {
      above.add(ScopeId.parse(reader.text(parent)));
      parent = of(parent).parent();
    }
    return new Scope(bound.path(), ScopeId.parse(reader.text(bound.scope())), above);
  }

  /**
   * What lies below a path, by path.
   *
   * @param condition a further condition on b, with one parameter
   */
  Page<Bound> below(ResourcePath path, Paging paging, String condition, Object parameter)
      throws SQLException {
    String sql =
        """
        %s WHERE %s AND b.path_key > ? AND b.path_key > ? AND b.path_key < ? AND %s
        ORDER BY b.path_key LIMIT ?\
        """
            .formatted(SELECT, condition, asOf.live("b"));
    List<Bound> found =
        reader.list(
            Places::bound,
            sql,
            parameter,
            paging.after().orElse(""),
            firstBelow(path),
            endBelow(path),
            paging.limit() + 1);
    return page(found, paging, bound -> bound.path().key());
  }

  /** The resources and user-assigned identities of a place and type, by path. */
  Page<Bound> resources(ResourceFilter filter, Paging paging) throws SQLException {
    return filter.type().isPresent()
        ? ofType(filter.within(), filter.type().get(), paging)
        : below(filter.within(), paging, "b.kind IN ('RESOURCE', ?)", Kind.USER_IDENTITY.name());
  }

  /** What lies below a path and is of a resource type, by path. */
  Page<Bound> ofType(ResourcePath path, String type, Paging paging) throws SQLException {
    long number = reader.idOf(type.toLowerCase(Locale.ROOT)).orElse(0L);
    return below(path, paging, "b.type = ?", number);
  }

  /** All keys below a path are greater than this one. */
  static String firstBelow(ResourcePath path) {
    return prefix(path) + "/";
  }

  /** All keys below a path are smaller than this one: 0 follows the slash. */
  static String endBelow(ResourcePath path) {
    return prefix(path) + "0";
  }

  private static String prefix(ResourcePath path) {
    return path.kind() == ResourcePath.Kind.ROOT ? "" : path.key();
  }

  /** Turns one found row into the cursor that stands for it. */
  @FunctionalInterface
  interface Cursor<T> {
    String of(T item);
  }

  /** A page of what was found with one more than its limit. */
  static <T> Page<T> page(List<T> found, Paging paging, Cursor<T> cursor) {
    if (found.size() <= paging.limit()) {
      return new Page<>(found, Optional.empty());
    }
    List<T> items = found.subList(0, paging.limit());
    return new Page<>(items, Optional.of(cursor.of(items.getLast())));
  }

  /** A path and all above it, nearest first. */
  static List<ResourcePath> upwards(ResourcePath path) {
    List<ResourcePath> all = new ArrayList<>();
    ResourcePath at = path;
    all.add(at);
    while (at.kind() != ResourcePath.Kind.ROOT) {
      at = at.parent();
      all.add(at);
    }
    return all;
  }
}
