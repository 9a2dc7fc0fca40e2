package dev.lanyard.projections.state;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.RequestedAction.Match;
import dev.lanyard.projections.store.Micros;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** All who may do something at a scope: first the roles that allow it, then who holds them. */
record Census(HeldGrants grants, RequestedAction action, ResourcePath scope, Instant at) {
  /** A principal and an assignment. */
  private static final Pattern CURSOR = Pattern.compile("[0-9a-f-]{36} [0-9a-f-]{36}");

  Page<Entitled> page(Paging paging) throws SQLException {
    List<Long> allowing = allowing();
    String after = paging.after().map(Census::cursor).orElse(" ");
    List<Object> parameters =
        new ArrayList<>(Places.upwards(scope).stream().map(ResourcePath::key).toList());
    String where =
        """
        b.path_key IN (%s) AND a.role IN (%s) AND %s AND a.condition IS NULL
        AND (a.expires_on IS NULL OR a.expires_on > ?)
        AND pn.id = a.principal AND an.id = a.assignment AND (pn.text, an.text) > (?, ?)
        ORDER BY pn.text, an.text LIMIT ?\
        """
            .formatted(
                TableSql.marks(parameters.size()),
                DecisionView.numbers(allowing),
                acts(grants.places().asOf()));
    parameters.add(Micros.of(at));
    parameters.addAll(List.of(after.split(" ", 2)));
    parameters.add(paging.limit() + 1);
    List<Entitled> all = new ArrayList<>();
    for (HeldGrants.Row row :
        grants.live(
            HeldGrants.PLACES_FIRST + " CROSS JOIN name pn CROSS JOIN name an",
            where,
            parameters.toArray())) {
      if (action.in(row.body().permissions()) instanceof Match.Granted(var pattern)) {
        all.add(new Entitled(row.grant(), pattern));
      }
    }
    return Places.page(
        all, paging, each -> each.grant().holder() + " " + each.grant().assignment());
  }

  /** Who has ended or is disabled has nothing, and of managed identities none is disabled. */
  static String acts(AsOf asOf) {
    return """
    (EXISTS (SELECT 1 FROM principal p
        WHERE p.principal = a.principal AND p.disabled = 0 AND %s)
      OR EXISTS (SELECT 1 FROM identity i WHERE i.principal = a.principal AND %s))\
    """
        .formatted(asOf.live("p"), asOf.live("i"));
  }

  private List<Long> allowing() throws SQLException {
    List<Long> allowing = new ArrayList<>();
    var reader = grants.places().reader();
    String sql =
        "SELECT r.role, r.from_commit FROM role r WHERE " + grants.places().asOf().live("r");
    reader.list(
        row -> {
          long number = row.getLong(1);
          RoleId role = RoleId.parse("role", reader.text(number));
          var body =
              grants
                  .wordings()
                  .body(reader, number, new RoleWordings.Wording(role, row.getLong(2)));
          if (action.in(body.permissions()) instanceof Match.Granted) {
            allowing.add(number);
          }
          return role;
        },
        sql);
    return allowing;
  }

  private static String cursor(String text) {
    if (!CURSOR.matcher(text).matches()) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
    return text;
  }
}
