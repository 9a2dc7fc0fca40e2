package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads grants as of a commit, with what their roles said then. */
record HeldGrants(Places places, RoleWordings wordings) {
  /** Few places, and in each the holders' grants through one index. */
  static final String PLACES_FIRST = "binding b CROSS JOIN assignment a";

  static final String GRANTS_FIRST = "assignment a CROSS JOIN binding b";

  private static final String SELECT =
      """
      SELECT a.assignment, a.role, a.principal, a.principal_type, b.path, a.expires_on,
        a.from_commit, r.from_commit, a.condition IS NOT NULL, a.until_commit\
      """;

  /**
   * A grant as its row has it.
   *
   * @param until the commit that ended it, if it has ended
   */
  record Row(HeldGrant grant, RoleBody body, boolean conditional, long until) {}

  /** Those that lived as of the commit. */
  List<Row> live(String tables, String where, Object... parameters) throws SQLException {
    String sql =
        """
        %s FROM %s JOIN role r ON r.role = a.role AND %s
        WHERE a.scope = b.scope AND %s AND %s AND %s\
        """
            .formatted(SELECT, tables, live("r"), live("a"), live("b"), where);
    return places.reader().list(this::row, sql, parameters);
  }

  /** Those that had been taken away by then, latest first, with what their roles said last. */
  List<Row> removed(String where, int limit, Object... parameters) throws SQLException {
    String sql =
        """
        %s FROM %s
        JOIN role r ON r.role = a.role
          AND r.from_commit < a.until_commit AND r.until_commit >= a.until_commit
        WHERE a.scope = b.scope AND a.until_commit <= %d AND %s AND %s
        ORDER BY a.until_commit DESC LIMIT %d\
        """
            .formatted(SELECT, PLACES_FIRST, places.position(), live("b"), where, limit);
    return places.reader().list(this::row, sql, parameters);
  }

  private String live(String alias) {
    return places.asOf().live(alias);
  }

  private Row row(ResultSet row) throws SQLException {
    long number = row.getLong(2);
    RoleId role = RoleId.parse("role", text(number));
    RoleBody body =
        wordings.body(places.reader(), number, new RoleWordings.Wording(role, row.getLong(8)));
    long expiresOn = row.getLong(6);
    Optional<Instant> expiry =
        row.wasNull() ? Optional.empty() : Optional.of(Micros.instant(expiresOn));
    return new Row(
        new HeldGrant(
            AssignmentId.parse("assignment", text(row.getLong(1))),
            role,
            body.name(),
            PrincipalId.parse("principal", text(row.getLong(3))),
            PrincipalType.valueOf(row.getString(4)),
            ResourcePath.parse("path", row.getString(5)),
            expiry,
            row.getLong(7),
            row.getLong(8)),
        body,
        row.getBoolean(9),
        row.getLong(10));
  }

  private String text(long number) throws SQLException {
    return reader().text(number);
  }

  private Reader reader() {
    return places.reader();
  }
}
