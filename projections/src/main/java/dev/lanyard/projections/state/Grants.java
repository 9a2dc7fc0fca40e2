package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads role assignments and locks. */
record Grants(Places places) {
  private static final String COLUMNS =
      """
      a.assignment, a.role, a.principal, a.principal_type, a.scope, a.condition,
      a.condition_version, a.description, a.expires_on, a.reason, a.created_on, a.created_by,
      a.updated_on, a.updated_by\
      """;

  Optional<Assigned> assignment(AssignmentId id) throws SQLException {
    Optional<Long> number = reader().idOf(id.toString());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String where = " WHERE a.assignment = ? AND " + places.asOf().newest("a");
    return reader()
        .first(this::assigned, "SELECT " + COLUMNS + " FROM assignment a" + where, number.get());
  }

  Page<Assigned> assignments(AssignmentFilter filter, Paging paging) throws SQLException {
    List<Object> parameters = new ArrayList<>();
    StringBuilder where = new StringBuilder(places.asOf().live("a"));
    where.append(" AND ").append(places.asOf().live("b")).append(" AND ");
    where.append(placeOf(filter, parameters));
    if (filter.principal().isPresent()) {
      Optional<Long> principal = reader().idOf(filter.principal().get().toString());
      where.append(" AND a.principal = ?");
      parameters.add(principal.orElse(0L));
    }
    where.append(" AND n.text > ? ORDER BY n.text LIMIT ?");
    parameters.add(paging.after().orElse(""));
    parameters.add(paging.limit() + 1);
    String sql =
        "SELECT %s FROM %s JOIN name n ON n.id = a.assignment WHERE a.scope = b.scope AND %s"
            .formatted(COLUMNS, order(filter), where);
    List<Assigned> found = reader().list(this::assigned, sql, parameters.toArray());
    return Places.page(found, paging, item -> item.grant().assignment().toString());
  }

  private static String placeOf(AssignmentFilter filter, List<Object> parameters) {
    List<ResourcePath> paths =
        filter.above() ? Places.upwards(filter.path()) : List.of(filter.path());
    String marks = String.join(", ", paths.stream().map(_ -> "?").toList());
    paths.forEach(path -> parameters.add(path.key()));
    if (!filter.below()) {
      return "b.path_key IN (" + marks + ")";
    }
    parameters.add(Places.firstBelow(filter.path()));
    parameters.add(Places.endBelow(filter.path()));
    return "(b.path_key IN (" + marks + ") OR (b.path_key > ? AND b.path_key < ?))";
  }

  /** A subscription holds far more things than grants; a group or resource does not. */
  private static String order(AssignmentFilter filter) {
    boolean wide =
        switch (filter.path().kind()) {
          case ROOT, SUBSCRIPTION -> filter.below();
          case GROUP, RESOURCE -> false;
        };
    return wide || filter.principal().isPresent()
        ? "assignment a CROSS JOIN binding b"
        : "binding b CROSS JOIN assignment a";
  }

  List<Grant> due(Instant now, int limit) throws SQLException {
    String sql =
        """
        SELECT %s FROM assignment a WHERE %s AND a.expires_on IS NOT NULL AND a.expires_on <= ?
        ORDER BY a.expires_on LIMIT ?\
        """
            .formatted(COLUMNS, places.asOf().live("a"));
    return reader().list(this::assigned, sql, Micros.of(now), limit).stream()
        .map(Assigned::grant)
        .toList();
  }

  private Assigned assigned(ResultSet row) throws SQLException {
    Grant grant =
        new Grant(
            AssignmentId.parse("assignment", text(row, 1)),
            RoleId.parse("role", text(row, 2)),
            PrincipalId.parse("principal", text(row, 3)),
            PrincipalType.valueOf(row.getString(4)),
            places.scope(places.of(row.getLong(5))),
            terms(row));
    return new Assigned(grant, stamps(row, 11));
  }

  private static Grant.Terms terms(ResultSet row) throws SQLException {
    long expiresOn = row.getLong(9);
    boolean expires = !row.wasNull();
    return new Grant.Terms(
        Optional.ofNullable(row.getString(6)),
        Optional.ofNullable(row.getString(7)),
        Optional.ofNullable(row.getString(8)),
        expires ? Optional.of(Micros.instant(expiresOn)) : Optional.empty(),
        new Personal(Optional.ofNullable(row.getString(10))));
  }

  private Stamps stamps(ResultSet row, int first) throws SQLException {
    return stamps(reader(), row, first);
  }

  /** The four columns of stamps that begin with the one given. */
  static Stamps stamps(Reader reader, ResultSet row, int first) throws SQLException {
    return new Stamps(
        Micros.instant(row.getLong(first)),
        PrincipalId.parse("principal", reader.text(row.getLong(first + 1))),
        Micros.instant(row.getLong(first + 2)),
        PrincipalId.parse("principal", reader.text(row.getLong(first + 3))));
  }

  Page<Lock> locks(ResourcePath path, Paging paging) throws SQLException {
    List<String> after = List.of(paging.after().orElse("\n").split("\n", 2));
    String sql =
        """
        SELECT l.scope, l.spelling, l.level, l.notes
        FROM lock l CROSS JOIN binding b JOIN name n ON n.id = l.name
        WHERE b.scope = l.scope AND %s AND %s
          AND (b.path_key = ? OR (b.path_key > ? AND b.path_key < ?))
          AND (b.path_key, n.text) > (?, ?)
        ORDER BY b.path_key, n.text LIMIT ?\
        """
            .formatted(places.asOf().live("l"), places.asOf().live("b"));
    List<Lock> found =
        reader()
            .list(
                this::lock,
                sql,
                path.key(),
                Places.firstBelow(path),
                Places.endBelow(path),
                after.getFirst(),
                after.getLast(),
                paging.limit() + 1);
    return Places.page(found, paging, item -> item.scope().path().key() + "\n" + item.name().key());
  }

  Optional<Lock> lock(ResourcePath path, LockName name) throws SQLException {
    Optional<Places.Bound> at = places.at(path);
    Optional<Long> number = reader().idOf(name.key());
    if (at.isEmpty() || number.isEmpty()) {
      return Optional.empty();
    }
    String sql =
        "SELECT l.scope, l.spelling, l.level, l.notes FROM lock l"
            + " WHERE l.scope = ? AND l.name = ? AND "
            + places.asOf().newest("l");
    return reader().first(this::lock, sql, at.get().scope(), number.get());
  }

  private Lock lock(ResultSet row) throws SQLException {
    return new Lock(
        places.scope(places.of(row.getLong(1))),
        new LockName(row.getString(2)),
        LockLevel.valueOf(row.getString(3)),
        Optional.ofNullable(row.getString(4)));
  }

  private String text(ResultSet row, int column) throws SQLException {
    return reader().text(row.getLong(column));
  }

  private Reader reader() {
    return places.reader();
  }
}
