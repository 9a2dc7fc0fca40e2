package dev.lanyard.projections.state;

import static java.util.stream.Collectors.joining;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.Schema;
import dev.lanyard.projections.store.Snapshots;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers {@link Entitlements} from the state view's tables in three statements: where the view
 * stands, who of the holders acts, and what those hold at the scopes in question.
 */
public final class EntitlementView implements Entitlements {
  private static final AsOf NOW = new AsOf(StateQueries.CURRENT);

  private final Snapshots snapshots;
  private final RoleWordings wordings = new RoleWordings();

  /** The view whose last commit the snapshots show. */
  public EntitlementView(Snapshots snapshots) {
    this.snapshots = snapshots;
  }

  /** A question to one snapshot, and the rows that it has looked at. */
  private static final class Asked {
    final Reader reader;
    int rows;

    Asked(Reader reader) {
      this.reader = reader;
    }
  }

  @Override
  public Held at(Holders holders, ResourcePath path) {
    List<Object> keys =
        new ArrayList<>(Places.upwards(path).stream().map(ResourcePath::key).toList());
    String where = "b.path_key IN (" + TableSql.marks(keys.size()) + ")";
    return ask(holders, HeldGrants.PLACES_FIRST, where, keys);
  }

  @Override
  public Held below(Holders holders, ResourcePath path) {
    List<Object> range = List.of(Places.firstBelow(path), Places.endBelow(path));
    String where = "b.path_key > ? AND b.path_key < ? LIMIT " + (BELOW_MAX + 1);
    Held held = ask(holders, HeldGrants.GRANTS_FIRST, where, range);
    if (held.grants().size() > BELOW_MAX) {
      throw new HoldsTooMuch(path);
    }
    return held;
  }

  /**
   * The grants wherever they count, with the rows that were looked at.
   *
   * @param limit most grants that are looked at, those with conditions among them
   */
  Held anywhere(Holders holders, int limit) {
    return ask(holders, HeldGrants.GRANTS_FIRST, "TRUE LIMIT " + limit, List.of());
  }

  @Override
  public boolean acts(PrincipalId caller) {
    Holders alone = new Holders(caller, List.of());
    return snapshots.read(reader -> !Acting.of(reader, NOW, alone).acting().isEmpty());
  }

  private Held ask(Holders holders, String tables, String where, List<Object> parameters) {
    return snapshots.read(
        reader -> {
          Asked asked = new Asked(reader);
          long position = reader.number("SELECT position FROM progress");
          Acting found = Acting.of(reader, NOW, holders);
          asked.rows += found.rows();
          Map<PrincipalId, Long> acting = found.acting();
          if (!acting.containsKey(holders.caller())) {
            return new Held(position, false, List.of(), asked.rows);
          }
          String ids = acting.values().stream().map(_ -> "?").collect(joining(", "));
          List<Object> all = new ArrayList<>(acting.values());
          all.addAll(parameters);
          List<Entitlement> grants =
              reader
                  .list(
                      row -> entitlement(asked, row), grantsSql(tables, ids, where), all.toArray())
                  .stream()
                  .flatMap(Optional::stream)
                  .toList();
          return new Held(position, true, grants, asked.rows);
        });
  }

  /** Empty where the grant has a condition, which nothing here evaluates: it grants nothing. */
  private Optional<Entitlement> entitlement(Asked asked, ResultSet row) throws SQLException {
    asked.rows++;
    if (!row.getBoolean(6)) {
      return Optional.empty();
    }
    long expiresOn = row.getLong(5);
    boolean expires = !row.wasNull();
    long number = row.getLong(2);
    RoleId role = RoleId.parse("role", asked.reader.text(number));
    return Optional.of(
        new Entitlement(
            AssignmentId.parse("assignment", asked.reader.text(row.getLong(1))),
            role,
            PrincipalId.parse("principal", asked.reader.text(row.getLong(3))),
            ResourcePath.parse("path", row.getString(4)),
            expires ? Optional.of(Micros.instant(expiresOn)) : Optional.empty(),
            wordings.permissions(
                asked.reader, number, new RoleWordings.Wording(role, row.getLong(7)))));
  }

  private static String grantsSql(String tables, String marks, String where) {
    return """
    SELECT a.assignment, a.role, a.principal, b.path, a.expires_on, a.condition IS NULL,
      r.from_commit
    FROM %1$s JOIN role r ON r.role = a.role AND r.until_commit = %2$d
    WHERE a.scope = b.scope AND a.until_commit = %2$d AND b.until_commit = %2$d
      AND a.principal IN (%3$s) AND %4$s\
    """
        .formatted(tables, Schema.OPEN, marks, where);
  }
}
