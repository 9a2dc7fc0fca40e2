package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.state.AccessChange.Counted;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.Schema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds who had what at one of two moments and not at the other. */
record AccessChanges(Reader reader, RoleWordings wordings, Span span) {
  /** Most that one page looks at; the listing then goes on behind. */
  static final int EXAMINED_MAX = 20_000;

  private static final int AT_ONCE = 500;

  /**
   * Who may have got or lost what: of an assignment that began, ended or expired between the two,
   * whose role says something else, or whose holder was disabled.
   */
  private static final String TOUCHED =
      """
      WITH touched (principal, role, scope) AS (
        SELECT principal, role, scope FROM assignment WHERE from_commit > ?1 AND from_commit <= ?2
        UNION SELECT principal, role, scope FROM assignment
          WHERE until_commit > ?1 AND until_commit <= ?2 AND until_commit <\
      """
          + " "
          + Schema.OPEN
          + """

            UNION SELECT principal, role, scope FROM assignment
              WHERE expires_on > ?3 AND expires_on <= ?4
            UNION SELECT a.principal, a.role, a.scope FROM role r CROSS JOIN assignment a
              WHERE a.role = r.role AND a.until_commit > ?1
                AND r.from_commit > ?1 AND r.from_commit <= ?2
            UNION SELECT a.principal, a.role, a.scope FROM principal p CROSS JOIN assignment a
              WHERE a.principal = p.principal AND a.until_commit > ?1
                AND p.disabled = 1 AND p.from_commit > ?1 AND p.from_commit <= ?2)
          """;

  /** The place of a thing that has moved is its last one until the later moment. */
  private static final String PLACED =
      """
      SELECT t.principal, t.role, t.scope, pn.text, rn.text, sn.text, b.path
      FROM touched t CROSS JOIN binding b CROSS JOIN name pn CROSS JOIN name rn CROSS JOIN name sn
      WHERE b.scope = t.scope AND b.from_commit = (SELECT max(x.from_commit) FROM binding x
          WHERE x.scope = t.scope AND x.from_commit <= ?2)
        AND pn.id = t.principal AND rn.id = t.role AND sn.id = t.scope
        AND (pn.text, rn.text, sn.text) > (?5, ?6, ?7)
        AND (b.path_key > ?8 AND b.path_key < ?9 OR b.path_key IN\
      """;

  /** Who has what where. */
  private record Key(
      long principal,
      long role,
      long scope,
      PrincipalId principalId,
      RoleId roleId,
      ScopeId scopeId,
      ResourcePath path) {
    List<String> cursor() {
      return List.of(principalId.toString(), roleId.toString(), scopeId.toString());
    }
  }

  /** An assignment that counts, and its holder's type. */
  private record Typed(PrincipalType type, Counted counted) {}

  Page<AccessChange> page(List<String> start, int limit) throws SQLException {
    List<AccessChange> shown = new ArrayList<>();
    List<String> after = start;
    for (int examined = 0; examined < EXAMINED_MAX; examined += AT_ONCE) {
      List<Key> found = touched(after);
      for (Key key : found) {
        Optional<AccessChange> change = change(key);
        if (change.isPresent() && shown.size() == limit) {
          return new Page<>(shown, Optional.of(String.join(" ", after)));
        }
        change.ifPresent(shown::add);
        after = key.cursor();
      }
      if (found.size() < AT_ONCE) {
        return new Page<>(shown, Optional.empty());
      }
    }
    return new Page<>(shown, Optional.of(String.join(" ", after)));
  }

  private List<Key> touched(List<String> after) throws SQLException {
    List<Object> parameters =
        new ArrayList<>(
            List.of(
                span.from().commit(),
                span.to().commit(),
                Micros.of(span.from().at()),
                Micros.of(span.to().at())));
    parameters.addAll(after);
    parameters.add(Places.firstBelow(span.scope()));
    parameters.add(Places.endBelow(span.scope()));
    List<ResourcePath> above = Places.upwards(span.scope());
    above.forEach(path -> parameters.add(path.key()));
    String sql =
        TOUCHED
            + PLACED
            + " (%s)) ORDER BY pn.text, rn.text, sn.text LIMIT %d"
                .formatted(TableSql.marks(above.size()), AT_ONCE);
    return reader.list(AccessChanges::key, sql, parameters.toArray());
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        PrincipalId.parse("principal", row.getString(4)),
        RoleId.parse("role", row.getString(5)),
        ScopeId.parse(row.getString(6)),
        ResourcePath.parse("path", row.getString(7)));
  }

  private Optional<AccessChange> change(Key key) throws SQLException {
    Optional<Typed> before = counted(key, span.from());
    Optional<Typed> after = counted(key, span.to());
    if (before.map(AccessChanges::grants).equals(after.map(AccessChanges::grants))) {
      return Optional.empty();
    }
    return Optional.of(
        new AccessChange(
            key.principalId(),
            after.or(() -> before).orElseThrow().type(),
            key.roleId(),
            key.scopeId(),
            key.path(),
            before.map(Typed::counted),
            after.map(Typed::counted)));
  }

  private static List<?> grants(Typed typed) {
    return typed.counted().permissions();
  }

  /** At most one assignment gives a principal a role at a scope. */
  private Optional<Typed> counted(Key key, Span.End end) throws SQLException {
    AsOf asOf = new AsOf(end.commit());
    String sql =
        """
        SELECT a.assignment, a.principal_type, a.expires_on, r.from_commit
        FROM assignment a CROSS JOIN role r
        WHERE a.principal = ? AND a.scope = ? AND a.role = ? AND r.role = a.role
          AND %s AND %s AND %s AND a.condition IS NULL
          AND (a.expires_on IS NULL OR a.expires_on > ?)\
        """
            .formatted(asOf.live("a"), asOf.live("r"), Census.acts(asOf));
    return reader.first(
        row -> typed(key, row), sql, key.principal(), key.scope(), key.role(), Micros.of(end.at()));
  }

  private Typed typed(Key key, ResultSet row) throws SQLException {
    long expiresOn = row.getLong(3);
    Optional<Instant> expiry =
        row.wasNull() ? Optional.empty() : Optional.of(Micros.instant(expiresOn));
    RoleBody body =
        wordings.body(reader, key.role(), new RoleWordings.Wording(key.roleId(), row.getLong(4)));
    return new Typed(
        PrincipalType.valueOf(row.getString(2)),
        new Counted(
            AssignmentId.parse("assignment", reader.text(row.getLong(1))),
            body.name(),
            body.permissions(),
            expiry));
  }
}
