package dev.lanyard.projections.state;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.Subject;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.RoleBodies;
import dev.lanyard.projections.store.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads principals and role definitions: what belongs to the tenant, not to a place. */
record Directory(Places places) {
  private static final String ROLE_COLUMNS =
      """
      SELECT r.role, r.type, r.body, r.created_on, r.created_by, r.updated_on, r.updated_by
      FROM role r\
      """;

  private static final String PRINCIPAL_COLUMNS =
      "SELECT p.principal, p.type, p.issuer, p.subject, p.display, p.disabled FROM principal p";

  Optional<Principal> principal(PrincipalId id) throws SQLException {
    Optional<Long> number = reader().idOf(id.toString());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String sql = PRINCIPAL_COLUMNS + " WHERE p.principal = ? AND " + places.asOf().newest("p");
    return reader().first(this::principalOf, sql, number.get());
  }

  Optional<Principal> principalOf(Subject subject) throws SQLException {
    String sql =
        PRINCIPAL_COLUMNS + " WHERE p.issuer = ? AND p.subject = ? AND " + places.asOf().live("p");
    return reader().first(this::principalOf, sql, subject.issuer(), subject.subject());
  }

  Page<Principal> principals(Paging paging) throws SQLException {
    String sql =
        "%s JOIN name n ON n.id = p.principal WHERE %s AND n.text > ? ORDER BY n.text LIMIT ?"
            .formatted(PRINCIPAL_COLUMNS, places.asOf().live("p"));
    List<Principal> found =
        reader().list(this::principalOf, sql, paging.after().orElse(""), paging.limit() + 1);
    return Places.page(found, paging, item -> item.principal().toString());
  }

  private Principal principalOf(ResultSet row) throws SQLException {
    return new Principal(
        PrincipalId.parse("principal", reader().text(row.getLong(1))),
        PrincipalType.valueOf(row.getString(2)),
        new Subject(row.getString(3), row.getString(4)),
        new Personal(Optional.ofNullable(row.getString(5))),
        row.getInt(6) == 1);
  }

  Optional<ManagedIdentity> identityOf(PrincipalId id) throws SQLException {
    Optional<Long> number = reader().idOf(id.toString());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String sql =
        "SELECT i.owner, i.client, i.system FROM identity i WHERE i.principal = ? AND "
            + places.asOf().live("i");
    Things things = new Things(places);
    return reader()
        .first(
            row ->
                new ManagedIdentity(
                    places.scope(places.of(row.getLong(1))),
                    row.getInt(3) == 1,
                    id,
                    things.client(row.getLong(2))),
            sql,
            number.get());
  }

  Optional<Defined> role(RoleId id) throws SQLException {
    Optional<Long> number = reader().idOf(id.toString());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String sql = ROLE_COLUMNS + " WHERE r.role = ? AND " + places.asOf().newest("r");
    return reader().first(this::defined, sql, number.get());
  }

  /** Reads on until the page is full: only the role's body knows where it can be assigned. */
  Page<Defined> roles(RoleFilter filter, Paging paging) throws SQLException {
    Set<ScopeId> reached = new HashSet<>();
    for (ResourcePath path : Places.upwards(filter.path())) {
      Optional<Places.Bound> at = places.at(path);
      if (at.isPresent()) {
        reached.add(ScopeId.parse(reader().text(at.get().scope())));
      }
    }
    List<Defined> found = new ArrayList<>();
    String after = paging.after().orElse("");
    List<Defined> chunk;
    do {
      chunk = roles(filter, after, paging.limit() + 1);
      for (Defined role : chunk) {
        if (found.size() <= paging.limit() && assignable(role, filter, reached)) {
          found.add(role);
        }
        after = role.definition().role().toString();
      }
    } while (chunk.size() > paging.limit() && found.size() <= paging.limit());
    return Places.page(found, paging, item -> item.definition().role().toString());
  }

  private List<Defined> roles(RoleFilter filter, String after, int limit) throws SQLException {
    List<Object> parameters = new ArrayList<>();
    StringBuilder where = new StringBuilder(places.asOf().live("r")).append(" AND n.text > ?");
    parameters.add(after);
    filter
        .name()
        .ifPresent(
            name -> {
              where.append(" AND r.name_key = ?");
              parameters.add(name.toLowerCase(Locale.ROOT));
            });
    filter
        .type()
        .ifPresent(
            type -> {
              where.append(" AND r.type = ?");
              parameters.add(type.name());
            });
    parameters.add(limit);
    String sql =
        "%s JOIN name n ON n.id = r.role WHERE %s ORDER BY n.text LIMIT ?"
            .formatted(ROLE_COLUMNS, where);
    return reader().list(this::defined, sql, parameters.toArray());
  }

  private static boolean assignable(Defined role, RoleFilter filter, Set<ScopeId> reached) {
    return role.definition().body().assignable().stream()
        .anyMatch(scope -> reached.contains(scope.id()) || isBelow(scope, filter));
  }

  private static boolean isBelow(Scope scope, RoleFilter filter) {
    return filter.below() && scope.path().isWithin(filter.path());
  }

  private Defined defined(ResultSet row) throws SQLException {
    RoleBody body = RoleBodies.read(StoredJson.read(row.getString(3)));
    RoleDefinition definition =
        new RoleDefinition(
            RoleId.parse("role", reader().text(row.getLong(1))),
            RoleType.valueOf(row.getString(2)),
            body);
    return new Defined(definition, Grants.stamps(reader(), row, 4));
  }

  private Reader reader() {
    return places.reader();
  }
}
