package dev.lanyard.api.audit;

import dev.lanyard.api.http.Positions;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.Texts;
import dev.lanyard.projections.audit.AuditFilter;
import java.util.Optional;
import java.util.UUID;

/**
 * By which terms events are asked for, as they were sent: by the listing, the stream and exports
 * alike. All that are given must hold.
 *
 * @param subject path or id of what the events are about
 * @param resourceGroup path or name of a resource group: it and all in it
 * @param caller id of the principal that caused them
 * @param operation name of the command, of at most 100 characters
 * @param from first position, or RFC 3339 instant
 * @param to last position, or RFC 3339 instant
 * @param correlation id of the command
 */
public record AuditTerms(
    Optional<String> subject,
    Optional<String> resourceGroup,
    Optional<String> caller,
    Optional<String> operation,
    Optional<String> from,
    Optional<String> to,
    Optional<String> correlation) {
  private static final int OPERATION_LENGTH_MAX = 100;

  /**
   * What the trail is asked for.
   *
   * @param defaultSubscription where a resource group is that is named without a path
   * @throws MalformedValue if a term is none; names it
   */
  public AuditFilter filter(SubscriptionId defaultSubscription) {
    return new AuditFilter(
        subject.map(Subjects::parse),
        resourceGroup.map(text -> group(text, defaultSubscription)),
        caller.map(text -> PrincipalId.parse("caller", text)),
        operation.map(text -> Texts.require("operation", text, 1, OPERATION_LENGTH_MAX)),
        from.filter(Positions::isPosition).map(text -> Positions.require("from", text)),
        to.filter(Positions::isPosition).map(text -> Positions.require("to", text)),
        from.filter(AuditTerms::isInstant).map(text -> Positions.instant("from", text)),
        to.filter(AuditTerms::isInstant).map(text -> Positions.instant("to", text)),
        correlation.map(text -> guid("correlation", text)));
  }

  static UUID guid(String field, String text) {
    return PrincipalId.parse(field, text).value();
  }

  private static boolean isInstant(String text) {
    return !Positions.isPosition(text);
  }

  private static ResourcePath group(String text, SubscriptionId defaultSubscription) {
    var path =
        text.startsWith("/")
            ? text
            : "/subscriptions/%s/resourceGroups/%s".formatted(defaultSubscription, text);
    var group = ResourcePath.parse("resourceGroup", path);
    if (group.kind() != ResourcePath.Kind.GROUP) {
      throw new MalformedValue("resourceGroup", "must be a path or a name of a resource group");
    }
    return group;
  }
}
