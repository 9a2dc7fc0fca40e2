package dev.lanyard.api.arm.role;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import java.util.Locale;

/** The ARM ids of role definitions, which clients compare as text (CONTRACT 4.3, rule A). */
final class RoleIds {
  private static final String DEFINITIONS = "/providers/Microsoft.Authorization/roleDefinitions/";

  private RoleIds() {}

  /**
   * The id of a role as seen from a scope: at its subscription, or at the root.
   *
   * @param seenFrom the scope that was asked
   * @param at where the role is assigned; counts where the question was asked at the root
   */
  static String of(RoleId role, ResourcePath seenFrom, ResourcePath at) {
    return seenFrom
            .subscription()
            .or(at::subscription)
            .map(subscription -> ResourcePath.of(subscription).toString())
            .orElse("")
        + DEFINITIONS
        + role;
  }

  /**
   * The role that an id names, at whatever scope.
   *
   * @throws MalformedValue if it is not the id of a role definition
   */
  static RoleId parse(String field, String text) {
    int at = text.toLowerCase(Locale.ROOT).lastIndexOf(DEFINITIONS.toLowerCase(Locale.ROOT));
    if (at < 0) {
      throw new MalformedValue(field, "must be the id of a role definition");
    }
    return RoleId.parse(field, text.substring(at + DEFINITIONS.length()));
  }

  /** The start of the ids of what extends a scope. */
  static String prefix(ResourcePath scope) {
    return scope.kind() == ResourcePath.Kind.ROOT ? "" : scope.toString();
  }
}
