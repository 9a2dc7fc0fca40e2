package dev.lanyard.api.arm.role;

import dev.lanyard.api.Reply;
import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.FilterTerm;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.About;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.RoleCommand.AssignRole;
import dev.lanyard.domain.command.RoleCommand.RemoveRoleAssignment;
import dev.lanyard.domain.role.RoleRules;
import dev.lanyard.projections.state.Assigned;
import dev.lanyard.projections.state.AssignmentFilter;
import dev.lanyard.projections.state.StateQueries;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Role assignments (CONTRACT 4.3 and 12). */
public final class AssignmentEndpoint {
  private static final Action READ = Action.read("Microsoft.Authorization/roleAssignments");

  private final StateQueries state;
  private final InstantSource clock;
  private final Stamping stamping;

  /** Makes an endpoint of this node's view. */
  public AssignmentEndpoint(StateQueries state, InstantSource clock) {
    this.state = state;
    this.clock = clock;
    this.stamping = new Stamping(clock);
  }

  /** Any method on one assignment. */
  public ArmReply serve(ArmRequest request, ResourcePath scope, String name) throws IOException {
    AssignmentId id = id(name);
    return switch (request.method()) {
      case "GET" -> get(request, scope, id);
      case "PUT" -> put(request, scope, id);
      case "DELETE" -> delete(request, scope, id);
      default -> throw request.notAllowed("GET", "HEAD", "PUT", "DELETE");
    };
  }

  private static AssignmentId id(String name) {
    try {
      return AssignmentId.parse("roleAssignmentName", name);
    } catch (MalformedValue e) {
      throw Problem.malformed("InvalidRoleAssignmentId", e).exception();
    }
  }

  /**
   * The assignments that count at a scope. Without a filter: at, above and below; {@code atScope()}
   * leaves out those below.
   */
  public ArmReply list(ArmRequest request, ResourcePath scope) {
    request.requireGet();
    AssignmentFilter filter = new AssignmentFilter(scope, true, true, Optional.empty());
    for (FilterTerm term : FilterTerm.parse(request.query("$filter"))) {
      filter = and(filter, term);
    }
    AssignmentFilter wanted = filter;
    long asOf = request.moment().asOf();
    Sight sight = request.guarded().sight();
    return request.list(
        sight.page(
            request.paging(),
            page -> state.assignments(wanted, page, asOf),
            assigned -> sight.sees(READ, assigned.grant().scope().path())),
        assigned -> AssignmentJson.of(assigned, scope));
  }

  /** Groups have no members here, so {@code assignedTo} finds what {@code principalId} finds. */
  private static AssignmentFilter and(AssignmentFilter filter, FilterTerm term) {
    return switch (term.name()) {
      case "atscope" -> new AssignmentFilter(filter.path(), true, false, filter.principal());
      case "principalid", "assignedto" ->
          new AssignmentFilter(
              filter.path(),
              filter.above(),
              filter.below(),
              Optional.of(
                  PrincipalId.parse(
                      "$filter",
                      term.value().orElseThrow(() -> FilterTerm.unsupported(term.name())))));
      default -> throw FilterTerm.unsupported(term.name());
    };
  }

  private ArmReply get(ArmRequest request, ResourcePath scope, AssignmentId id) {
    return state
        .assignment(id, request.moment().asOf())
        .filter(assigned -> assigned.grant().scope().path().equals(scope))
        .map(assigned -> ArmReply.of(200, AssignmentJson.of(assigned, scope)))
        .orElseThrow(
            () ->
                Problem.of(
                        404,
                        "RoleAssignmentNotFound",
                        "The role assignment '" + id + "' is not found.")
                    .exception());
  }

  private ArmReply put(ArmRequest request, ResourcePath scope, AssignmentId id) throws IOException {
    Fields properties = request.body().requiredFields("properties");
    String role = "roleDefinitionId";
    String principal = "principalId";
    var command =
        new AssignRole(
            id,
            scope,
            RoleIds.parse(properties.at(role), properties.requiredText(role)),
            PrincipalId.parse(properties.at(principal), properties.requiredText(principal)),
            properties
                .text("principalType")
                .map(type -> PrincipalType.parse(properties.at("principalType"), type)),
            TermsOfBody.read(properties),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    Reply<? extends About<Grant>> reply = request.send(RoleRules.ASSIGN, command);
    int status = reply.done().before().subject().isEmpty() ? 201 : 200;
    return ArmReply.of(status, AssignmentJson.of(assigned(request, reply), scope));
  }

  private Assigned assigned(ArmRequest request, Reply<? extends About<Grant>> reply) {
    Grant grant = reply.done().after().subject().orElseThrow();
    long position = reply.done().position();
    return new Assigned(
        grant,
        stamping.of(
            request.caller(),
            reply,
            () -> state.assignment(grant.assignment(), position).map(Assigned::stamps)));
  }

  /** Clients want to see what they deleted; its stamps are those of the view before. */
  private ArmReply delete(ArmRequest request, ResourcePath scope, AssignmentId id) {
    Optional<Assigned> before = state.assignment(id, StateQueries.CURRENT);
    var done = request.send(RoleRules.REMOVE, new RemoveRoleAssignment(id, scope)).done();
    if (!done.changed()) {
      return ArmReply.empty(204);
    }
    return before
        .map(assigned -> ArmReply.of(200, AssignmentJson.of(assigned, scope)))
        .orElse(ArmReply.empty(200));
  }

  /** Deny assignments are not made here: there are none. */
  public ArmReply denyAssignments(ArmRequest request) {
    request.requireGet();
    request.moment();
    return ArmReply.of(200, new JsonBuilder().json("value", new Json.Arr(List.of())).build());
  }
}
