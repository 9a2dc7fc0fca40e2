package dev.lanyard.projections.state;

import dev.lanyard.domain.Permission;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.RoleBodies;
import dev.lanyard.projections.store.StoredJson;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What roles grant; each wording never changes, so it is read once. */
final class RoleWordings {
  private static final int ROLES_MAX = 8_192;

  private final Map<Wording, RoleBody> bodies = new ConcurrentHashMap<>();

  /** One wording of a role: the commit from which on it says what it says. */
  record Wording(RoleId role, long from) {}

  /**
   * What a role grants by one wording. When too many are known, all are forgotten.
   *
   * @param number the role's interned id
   */
  List<Permission> permissions(Reader reader, long number, Wording wording) throws SQLException {
    return body(reader, number, wording).permissions();
  }

  /** All that a role says by one wording, likewise. */
  RoleBody body(Reader reader, long number, Wording wording) throws SQLException {
    @Nullable RoleBody known = bodies.get(wording);
    if (known != null) {
      return known;
    }
    String body =
        reader
            .first(
                row -> row.getString(1),
                "SELECT body FROM role WHERE role = ? AND from_commit = ?",
                number,
                wording.from())
            .orElseThrow(() -> new IllegalStateException("role " + wording.role() + " is lost"));
    RoleBody read = RoleBodies.read(StoredJson.read(body));
    if (bodies.size() >= ROLES_MAX) {
      bodies.clear();
    }
    bodies.put(wording, read);
    return read;
  }
}
