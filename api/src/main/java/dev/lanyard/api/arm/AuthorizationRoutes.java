package dev.lanyard.api.arm;

import dev.lanyard.api.http.Problem;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import java.util.List;
import java.util.Locale;

/** The routes of {@code Microsoft.Authorization}, which stand at every scope (CONTRACT 4.3). */
final class AuthorizationRoutes {
  private AuthorizationRoutes() {}

  /**
   * What a path names.
   *
   * @param scope the part before {@code providers/Microsoft.Authorization}
   * @param rest the part behind it; not empty
   */
  static ArmRoute route(ResourcePath scope, List<String> rest) {
    boolean one = rest.size() == 2;
    if (rest.size() > 2) {
      throw ArmRouter.noSuchType("Microsoft.Authorization", rest);
    }
    return switch (rest.getFirst().toLowerCase(Locale.ROOT)) {
      case "roledefinitions" ->
          one
              ? new ArmRoute.RoleDefinition(scope, RoleId.parse("roleDefinitionId", rest.getLast()))
              : new ArmRoute.RoleDefinitions(scope);
      case "roleassignments" ->
          one
              ? new ArmRoute.RoleAssignment(scope, rest.getLast())
              : new ArmRoute.RoleAssignments(scope);
      case "locks" ->
          one
              ? new ArmRoute.LockAt(scope, new LockName(rest.getLast()))
              : new ArmRoute.Locks(scope);
      case "denyassignments" -> {
        if (one) {
          throw Problem.of(
                  404, "DenyAssignmentNotFound", "There are no deny assignments on this server.")
              .exception();
        }
        yield new ArmRoute.DenyAssignments(scope);
      }
      case "permissions" -> {
        if (one) {
          throw ArmRouter.noSuchType("Microsoft.Authorization", rest);
        }
        yield new ArmRoute.Permissions(scope);
      }
      default -> throw ArmRouter.noSuchType("Microsoft.Authorization", rest);
    };
  }
}
