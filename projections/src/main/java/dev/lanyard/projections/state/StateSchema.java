package dev.lanyard.projections.state;

import static dev.lanyard.projections.state.TableSql.live;
import static dev.lanyard.projections.state.TableSql.meaning;
import static dev.lanyard.projections.state.TableSql.temporal;

import dev.lanyard.projections.store.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The tables of the state view. Every row is true from one commit until another; columns that are
 * not texts of their own hold interned ids. Instants are microseconds since 1970.
 */
final class StateSchema {
  private static final int VERSION = 5;

  private StateSchema() {}

  /**
   * {@code display_from}, {@code reason_from}: the position of the event that a personal text came
   * with, so that it goes when that is erased.
   *
   * <p>{@code binding}: what lives where; kinds are the constants of {@link Kind}. {@code
   * display_key}: a name for people in lower case, by which the directory is looked through.
   */
  private static final List<String> TABLES =
      List.of(
          temporal(
              "binding",
              "scope",
              """
              path TEXT NOT NULL, path_key TEXT NOT NULL, kind TEXT NOT NULL,
              type INTEGER NOT NULL, parent INTEGER, location TEXT\
              """),
          temporal("subscription", "scope", "tenant TEXT NOT NULL, display TEXT NOT NULL"),
          temporal("body", "scope", "tags TEXT NOT NULL, rest TEXT NOT NULL"),
          temporal("revision", "scope", "value INTEGER NOT NULL"),
          temporal(
              "identity",
              "owner",
              "principal INTEGER NOT NULL, client INTEGER NOT NULL, system INTEGER NOT NULL,"
                  + " display_key TEXT NOT NULL"),
          temporal(
              "attachment",
              "resource, identity",
              "path INTEGER NOT NULL, principal INTEGER NOT NULL, client INTEGER NOT NULL"),
          temporal(
              "principal",
              "principal",
              """
              type TEXT NOT NULL, issuer TEXT NOT NULL, subject TEXT NOT NULL, display TEXT,
              disabled INTEGER NOT NULL, display_key TEXT NOT NULL, display_from INTEGER NOT NULL\
              """),
          temporal(
              "credential",
              "credential",
              """
              principal INTEGER NOT NULL, kind TEXT NOT NULL, thumbprint TEXT,
              not_before INTEGER NOT NULL, not_after INTEGER NOT NULL\
              """),
          temporal(
              "role",
              "role",
              "type TEXT NOT NULL, name_key TEXT NOT NULL, body TEXT NOT NULL" + stamps()),
          temporal(
              "assignment",
              "assignment",
              """
              role INTEGER NOT NULL, principal INTEGER NOT NULL, principal_type TEXT NOT NULL,
              scope INTEGER NOT NULL, condition TEXT, condition_version TEXT, description TEXT,
              expires_on INTEGER, reason TEXT, reason_from INTEGER NOT NULL\
              """
                  + stamps()),
          temporal(
              "lock", "scope, name", "spelling TEXT NOT NULL, level TEXT NOT NULL, notes TEXT"),
          // Folding needs them, also in the first replay: each erasing looks for what it erases.
          "CREATE INDEX assignment_reason ON assignment (reason_from) WHERE reason IS NOT NULL",
          "CREATE INDEX principal_display ON principal (display_from) WHERE display IS NOT NULL",
          "INSERT INTO name VALUES (1, '/'), (2, '')",
          "INSERT INTO binding VALUES (1, 0, "
              + Schema.OPEN
              + ", '/', '/', 'ROOT', 2, NULL, NULL)");

  private static final List<String> INDEXES =
      List.of(
          "CREATE UNIQUE INDEX binding_live_path ON binding (path_key) WHERE until_commit = "
              + Schema.OPEN,
          "CREATE INDEX binding_path ON binding (path_key, until_commit)",
          "CREATE INDEX binding_type ON binding (type, path_key, until_commit)",
          "CREATE INDEX identity_principal ON identity (principal, until_commit)",
          live("identity", "name", "display_key, principal"),
          live("identity", "client", "client"),
          live("principal", "name", "type, display_key, principal"),
          live("principal", "subject", "subject COLLATE NOCASE"),
          "CREATE INDEX attachment_identity ON attachment (identity, until_commit)",
          "CREATE INDEX principal_subject ON principal (issuer, subject, until_commit)",
          "CREATE INDEX credential_principal ON credential (principal, until_commit)",
          "CREATE INDEX assignment_principal ON assignment (principal, until_commit)",
          "CREATE INDEX assignment_held ON assignment (principal, scope, until_commit)",
          "CREATE INDEX assignment_scope ON assignment (scope, until_commit)",
          "CREATE INDEX assignment_role ON assignment (role, until_commit)",
          "CREATE INDEX assignment_began ON assignment (from_commit)",
          "CREATE INDEX assignment_ended ON assignment (until_commit) WHERE until_commit < "
              + Schema.OPEN,
          "CREATE INDEX assignment_expiring ON assignment (expires_on)"
              + " WHERE expires_on IS NOT NULL",
          "CREATE INDEX principal_disabled ON principal (from_commit) WHERE disabled = 1",
          "CREATE INDEX assignment_expiry ON assignment (expires_on)"
              + " WHERE expires_on IS NOT NULL AND until_commit = "
              + Schema.OPEN);

  static Schema schema() {
    return new Schema(
        VERSION, both(TABLES, TrustSchema.TABLES), both(INDEXES, TrustSchema.INDEXES), meanings());
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static String stamps() {
    return ", created_on INTEGER NOT NULL, created_by INTEGER NOT NULL,"
        + " updated_on INTEGER NOT NULL, updated_by INTEGER NOT NULL";
  }

  private static Map<String, String> meanings() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put(
        "binding",
        meaning("binding", List.of("scope", "type", "parent"), "path, path_key, kind, location"));
    all.put("subscription", meaning("subscription", List.of("scope"), "tenant, display"));
    all.put("body", meaning("body", List.of("scope"), "tags, rest"));
    all.put("revision", meaning("revision", List.of("scope"), "value"));
    all.put(
        "identity",
        meaning("identity", List.of("owner", "principal", "client"), "system, display_key"));
    all.put(
        "attachment",
        meaning(
            "attachment",
            List.of("resource", "identity", "path", "principal", "client"),
            "from_commit"));
    all.put(
        "principal",
        meaning(
            "principal",
            List.of("principal"),
            "type, issuer, subject, display, disabled, display_key"));
    all.put(
        "credential",
        meaning(
            "credential",
            List.of("credential", "principal"),
            "kind, thumbprint, not_before, not_after"));
    all.put(
        "role",
        meaning(
            "role",
            List.of("role", "created_by", "updated_by"),
            "type, name_key, body, created_on, updated_on"));
    all.put(
        "assignment",
        meaning(
            "assignment",
            List.of("assignment", "role", "principal", "scope", "created_by", "updated_by"),
            "principal_type, condition, condition_version, description, expires_on, reason,"
                + " created_on, updated_on"));
    all.put("lock", meaning("lock", List.of("scope", "name"), "spelling, level, notes"));
    all.putAll(TrustSchema.MEANINGS);
    return all;
  }
}
