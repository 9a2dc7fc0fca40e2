package dev.lanyard.api.arm.role;

import dev.lanyard.api.arm.Fields;
import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Texts;
import dev.lanyard.domain.command.RoleCommand.UpdateRole;
import java.util.List;

/** The body of a request that defines a role (CONTRACT 4.3). */
final class RoleDefinitionBody {
  private RoleDefinitionBody() {}

  /**
   * Reads what a role shall be.
   *
   * @param scope where it can be assigned if the body does not say
   * @throws MalformedValue if a field is missing, malformed or over its limit; names it
   */
  static UpdateRole read(Fields body, ResourcePath scope, RoleId role) {
    Fields properties = body.requiredFields("properties");
    return new UpdateRole(
        role,
        Texts.require(
            properties.at("roleName"), properties.requiredText("roleName"), 1, RoleBody.NAME_MAX),
        Texts.require(
            properties.at("description"),
            properties.text("description").orElse(""),
            0,
            RoleBody.DESCRIPTION_MAX),
        properties.listOfFields("permissions").stream()
            .map(RoleDefinitionBody::permission)
            .toList(),
        assignable(properties, scope));
  }

  private static Permission permission(Fields fields) {
    return new Permission(
        patterns(fields, "actions"),
        patterns(fields, "notActions"),
        patterns(fields, "dataActions"),
        patterns(fields, "notDataActions"));
  }

  private static List<ActionPattern> patterns(Fields fields, String name) {
    return fields.texts(name).stream().map(ActionPattern::new).toList();
  }

  private static List<ResourcePath> assignable(Fields properties, ResourcePath scope) {
    List<String> paths = properties.texts("assignableScopes");
    if (paths.size() > RoleBody.ASSIGNABLE_MAX) {
      throw new MalformedValue(
          properties.at("assignableScopes"), "has more than " + RoleBody.ASSIGNABLE_MAX);
    }
    return paths.isEmpty()
        ? List.of(scope)
        : paths.stream()
            .map(text -> ResourcePath.parse(properties.at("assignableScopes"), text))
            .distinct()
            .toList();
  }
}
