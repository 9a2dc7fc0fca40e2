package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.projections.store.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of some holders act: the caller if it lives, is not disabled and is no group; and of its
 * groups those that live, are not disabled and are groups.
 *
 * @param known the numbers of those that the view ever met
 * @param acting those of them that act
 * @param rows how many were looked at
 */
record Acting(Map<PrincipalId, Long> known, Map<PrincipalId, Long> acting, int rows) {

  static Acting of(Reader reader, AsOf asOf, Holders holders) throws SQLException {
    List<PrincipalId> all = holders.all();
    String sql =
        """
        SELECT n.id, n.text, p.type, p.disabled, i.owner FROM name n
        LEFT JOIN principal p ON p.principal = n.id AND %s
        LEFT JOIN identity i ON i.principal = n.id AND %s
        WHERE n.text IN (%s)\
        """
            .formatted(asOf.live("p"), asOf.live("i"), TableSql.marks(all.size()));
    Map<PrincipalId, Long> known = new LinkedHashMap<>();
    Map<PrincipalId, Long> acting = new LinkedHashMap<>();
    reader.list(
        row -> {
          PrincipalId holder = PrincipalId.parse("principal", row.getString(2));
          known.put(holder, row.getLong(1));
          if (holder.equals(holders.caller()) ? acts(row) : isActingGroup(row)) {
            acting.put(holder, row.getLong(1));
          }
          return holder;
        },
        sql,
        all.stream().map(PrincipalId::toString).toArray());
    return new Acting(known, acting, known.size());
  }

  private static boolean acts(ResultSet row) throws SQLException {
    @Nullable String type = row.getString(3);
    return type == null
        ? row.getObject(5) != null
        : !PrincipalType.GROUP.name().equals(type) && row.getInt(4) == 0;
  }

  private static boolean isActingGroup(ResultSet row) throws SQLException {
    return PrincipalType.GROUP.name().equals(row.getString(3)) && row.getInt(4) == 0;
  }
}
