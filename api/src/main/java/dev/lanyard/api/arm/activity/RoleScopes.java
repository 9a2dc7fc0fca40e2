package dev.lanyard.api.arm.activity;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditFilter;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.audit.AuditRow;
import dev.lanyard.projections.audit.AuditSubject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which subscriptions a fact about a role belongs to: those where it can, or could, be assigned.
 *
 * @param audit tells of an earlier fact what a change left as it was
 */
record RoleScopes(AuditQueries audit) {
  /** Most facts that are looked through for the last that says where a role can be assigned. */
  private static final int FACTS_MAX = 1_000;

  /** Whether a scope of the role, before the fact or after it, lies in a subscription. */
  boolean reach(AuditRow row, SubscriptionId subscription) {
    if (!row.eventName().startsWith("Role") || row.path().isPresent()) {
      return false;
    }
    List<ResourcePath> told =
        Stream.concat(assignable(row.before()), assignable(row.after())).toList();
    ResourcePath in = ResourcePath.of(subscription);
    return (told.isEmpty() ? until(row) : told).stream().anyMatch(path -> path.isWithin(in));
  }

  private List<ResourcePath> until(AuditRow row) {
    AuditFilter about =
        AuditFilter.ALL.about(
            new AuditSubject.WithId(PrincipalId.parse("subject", row.subject()).value()));
    return audit.events(about, Order.NEWEST_FIRST, Paging.first(FACTS_MAX)).items().stream()
        .filter(earlier -> earlier.position() < row.position())
        .map(earlier -> assignable(earlier.after()).toList())
        .filter(paths -> !paths.isEmpty())
        .findFirst()
        .orElse(List.of());
  }

  /** None for facts of anything else. */
  private static Stream<ResourcePath> assignable(Optional<Json.Obj> state) {
    return state
        .flatMap(known -> member(known, "role"))
        .flatMap(role -> member(role, "assignable"))
        .map(scopes -> scopes instanceof Json.Arr(var elements) ? elements : List.<Json>of())
        .stream()
        .flatMap(List::stream)
        .flatMap(scope -> member(scope, "path").stream())
        .flatMap(
            path ->
                path instanceof Json.Text(var text)
                    ? Stream.of(ResourcePath.parse("path", text))
                    : Stream.empty());
  }

  private static Optional<Json> member(Json json, String name) {
    return json instanceof Json.Obj(var members)
        ? Optional.ofNullable(members.get(name))
        : Optional.empty();
  }
}
