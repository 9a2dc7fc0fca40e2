package dev.lanyard.api.arm.role;

import dev.lanyard.api.Reply;
import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.FilterTerm;
import dev.lanyard.api.http.RoleProblems;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.RoleCommand.DeleteRole;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.domain.role.RoleRules;
import dev.lanyard.projections.state.Defined;
import dev.lanyard.projections.state.RoleFilter;
import dev.lanyard.projections.state.StateQueries;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Role definitions (CONTRACT 4.3). */
public final class RoleDefinitionEndpoint {
  private static final Action WRITE = new Action("Microsoft.Authorization/roleDefinitions/write");
  private static final Action DELETE = new Action("Microsoft.Authorization/roleDefinitions/delete");
  private static final Set<Class<? extends LifecycleEvent>> CHANGES_OF_ROLES =
      Set.of(RoleDefined.class, RoleUpdated.class, RoleDeleted.class);

  private final StateQueries state;
  private final Stamping stamping;

  /** Makes an endpoint of this node's view. */
  public RoleDefinitionEndpoint(StateQueries state, InstantSource clock) {
    this.state = state;
    this.stamping = new Stamping(clock);
  }

  /** Any method on one role. */
  public ArmReply serve(ArmRequest request, ResourcePath scope, RoleId role) throws IOException {
    return switch (request.method()) {
      case "GET" -> get(request, scope, role);
      case "PUT" -> put(request, scope, role);
      case "DELETE" -> delete(request, scope, role);
      default -> throw request.notAllowed("GET", "HEAD", "PUT", "DELETE");
    };
  }

  /** The roles that can be assigned at a scope. */
  public ArmReply list(ArmRequest request, ResourcePath scope) {
    request.requireGet();
    RoleFilter filter = new RoleFilter(scope, false, Optional.empty(), Optional.empty());
    for (FilterTerm term : FilterTerm.parse(request.query("$filter"))) {
      filter = and(filter, term);
    }
    return request.list(
        state.roles(filter, request.paging(), request.moment().asOf()),
        defined -> RoleJson.of(defined, scope));
  }

  private static RoleFilter and(RoleFilter filter, FilterTerm term) {
    String value = term.value().orElse("");
    return switch (term.name()) {
      case "atscopeandbelow" -> new RoleFilter(filter.path(), true, filter.name(), filter.type());
      case "atscope" -> filter;
      case "rolename" ->
          new RoleFilter(filter.path(), filter.below(), Optional.of(value), filter.type());
      case "type" ->
          new RoleFilter(filter.path(), filter.below(), filter.name(), Optional.of(type(value)));
      default -> throw FilterTerm.unsupported(term.name());
    };
  }

  private static RoleType type(String text) {
    return Stream.of(RoleType.values())
        .filter(type -> type.toString().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () -> new MalformedValue("$filter", "must ask for type BuiltInRole or CustomRole"));
  }

  private ArmReply get(ArmRequest request, ResourcePath scope, RoleId role) {
    return state
        .role(role, request.moment().asOf())
        .filter(defined -> isSeenFrom(scope, defined))
        .map(defined -> ArmReply.of(200, RoleJson.of(defined, scope)))
        .orElseThrow(() -> RoleProblems.roleNotFound(role).exception());
  }

  /** From a scope one sees the roles that can be assigned at it, above it or below. */
  private static boolean isSeenFrom(ResourcePath scope, Defined defined) {
    return defined.definition().body().assignable().stream()
        .map(Scope::path)
        .anyMatch(at -> scope.isWithin(at) || at.isWithin(scope));
  }

  /** ARM's published operation knows 201 as the only success, also for roles that exist. */
  private ArmReply put(ArmRequest request, ResourcePath scope, RoleId role) throws IOException {
    UpdateRole command = RoleDefinitionBody.read(request.body(), scope, role);
    requireWhereAssignable(request, WRITE, role, command.assignable());
    var reply = request.send(RoleRules.UPDATE, command);
    return ArmReply.of(201, RoleJson.of(defined(request, reply), scope));
  }

  /** A role reaches wherever it can be assigned: changing it needs the right at all of that. */
  private void requireWhereAssignable(
      ArmRequest request, Action action, RoleId role, List<ResourcePath> wanted) {
    request
        .guarded()
        .require(
            () ->
                Stream.concat(Stream.of(request.guarded().scope()), reach(role, wanted))
                    .distinct()
                    .map(at -> Requirement.at(action, at))
                    .toList(),
            Boundary.of(CHANGES_OF_ROLES, Tags.role(role)));
  }

  /** Where a role can be assigned now, and where it shall be. A built-in role is never changed. */
  private Stream<ResourcePath> reach(RoleId role, List<ResourcePath> wanted) {
    Stream<ResourcePath> now =
        state.role(role, StateQueries.CURRENT).map(Defined::definition).stream()
            .filter(known -> known.type() == RoleType.CUSTOM)
            .flatMap(known -> known.body().assignable().stream())
            .map(Scope::path);
    return Stream.concat(now, wanted.stream());
  }

  private ArmReply delete(ArmRequest request, ResourcePath scope, RoleId role) {
    requireWhereAssignable(request, DELETE, role, List.of());
    Optional<Defined> before = state.role(role, StateQueries.CURRENT);
    var done = request.send(RoleRules.DELETE, new DeleteRole(role)).done();
    return done.changed() && before.isPresent()
        ? ArmReply.of(200, RoleJson.of(before.get(), scope))
        : ArmReply.empty(done.changed() ? 200 : 204);
  }

  private Defined defined(ArmRequest request, Reply<? extends About<RoleDefinition>> reply) {
    RoleDefinition role = reply.done().after().subject().orElseThrow();
    return new Defined(
        role,
        stamping.of(
            request.caller(),
            reply,
            () -> state.role(role.role(), reply.done().position()).map(Defined::stamps)));
  }
}
