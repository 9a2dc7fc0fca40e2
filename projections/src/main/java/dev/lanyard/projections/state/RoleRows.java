package dev.lanyard.projections.state;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Names;
import dev.lanyard.projections.store.RoleBodies;
import dev.lanyard.projections.store.RowKey;
import dev.lanyard.projections.store.StoredJson;
import dev.lanyard.projections.store.TemporalTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes role definitions and role assignments. */
final class RoleRows {
  private static final int ROLE_CREATED_ON = 3;
  private static final int ASSIGNMENT_CREATED_ON = 10;

  /** When and by whom something was made: microseconds, and an interned principal. */
  private record Made(long on, long by) {}

  private final Names names;
  private final TemporalTable role;
  private final TemporalTable assignment;
  // Assignments that ended in this commit to be given new terms: they keep their making.
  private final Map<AssignmentId, Made> replaced = new HashMap<>();

  RoleRows(Connection writer, Names names) throws SQLException {
    this.names = names;
    this.role =
        new TemporalTable(
            writer,
            "role",
            List.of("role"),
            List.of(
                "type",
                "name_key",
                "body",
                "created_on",
                "created_by",
                "updated_on",
                "updated_by"));
    this.assignment =
        new TemporalTable(
            writer,
            "assignment",
            List.of("assignment"),
            List.of(
                "role",
                "principal",
                "principal_type",
                "scope",
                "condition",
                "condition_version",
                "description",
                "expires_on",
                "reason",
                "reason_from",
                "created_on",
                "created_by",
                "updated_on",
                "updated_by"));
  }

  void apply(RoleDefinitionEvent event, Recorded at) throws SQLException {
    switch (event) {
      case RoleDefined(var id, var type, var body) -> define(id, type.name(), body, now(at), at);
      case RoleUpdated(var id, var body, _) -> {
        @Nullable Object[] before = current(role, key(id), at, "role");
        role.end(key(id), at.position(), at.commit());
        define(id, (String) before[0], body, made(before, ROLE_CREATED_ON), at);
      }
      case RoleDeleted(var id, _) -> role.end(key(id), at.position(), at.commit());
    }
  }

  private void define(RoleId id, @Nullable String type, RoleBody body, Made made, Recorded at)
      throws SQLException {
    Made now = now(at);
    role.open(
        key(id),
        at.position(),
        at.commit(),
        type,
        body.name().toLowerCase(Locale.ROOT),
        StoredJson.write(RoleBodies.write(body)),
        made.on(),
        made.by(),
        now.on(),
        now.by());
  }

  void apply(RoleAssignmentEvent event, Recorded at) throws SQLException {
    RowKey key = RowKey.of(names.of(event.grant().assignment().toString()));
    switch (event) {
      case RoleAssigned(var grant) -> assign(key, grant, at);
      case RoleAssignmentRemoved(var grant, var cause) -> {
        switch (cause) {
          case REPLACED ->
              replaced.put(
                  grant.assignment(),
                  made(current(assignment, key, at, "assignment"), ASSIGNMENT_CREATED_ON));
          case REMOVED, EXPIRED, PRINCIPAL_ENDED, SCOPE_ENDED -> {}
        }
        assignment.end(key, at.position(), at.commit());
      }
    }
  }

  private void assign(RowKey key, Grant grant, Recorded at) throws SQLException {
    Made now = now(at);
    Made made = replaced.getOrDefault(grant.assignment(), now);
    Grant.Terms terms = grant.terms();
    assignment.open(
        key,
        at.position(),
        at.commit(),
        names.of(grant.role().toString()),
        names.of(grant.principal().toString()),
        grant.principalType().name(),
        names.of(grant.scope().id().toString()),
        terms.condition().orElse(null),
        terms.conditionVersion().orElse(null),
        terms.description().orElse(null),
        terms.expiresOn().map(Micros::of).orElse(null),
        terms.reason().text().orElse(null),
        at.position(),
        made.on(),
        made.by(),
        now.on(),
        now.by());
  }

  private RowKey key(RoleId id) throws SQLException {
    return RowKey.of(names.of(id.toString()));
  }

  private Made now(Recorded at) throws SQLException {
    return new Made(Micros.of(at.committedAt()), names.of(at.metadata().caller().toString()));
  }

  private static Made made(@Nullable Object[] values, int at) {
    return new Made(number(values[at]), number(values[at + 1]));
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalStateException("a stored stamp is not a number");
  }

  private static @Nullable Object[] current(
      TemporalTable table, RowKey key, Recorded at, String name) throws SQLException {
    return table
        .current(key)
        .orElseThrow(() -> new Broken(at.position(), name + " has no open row to end"));
  }

  /** What ended in the commit to go on has gone on. */
  void commitClosed() {
    replaced.clear();
  }

  void flush() throws SQLException {
    role.flush();
    assignment.flush();
  }
}
