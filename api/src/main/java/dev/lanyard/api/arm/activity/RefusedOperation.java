package dev.lanyard.api.arm.activity;

import dev.lanyard.api.http.RequestPath;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessRecord;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which ARM operation a refused request was. */
final class RefusedOperation {
  /** Roles, their assignments and locks, which hang on places of any kind. */
  private static final Pattern EXTENSION =
      Pattern.compile(
          "(?<place>/.+)/providers/(?<type>Microsoft\\.Authorization/[^/]+)/[^/]+",
          Pattern.CASE_INSENSITIVE);

  private RefusedOperation() {}

  /**
   * What a request was about.
   *
   * @param place the resource, or what an extension hangs on
   */
  private record Target(ResourcePath place, String id, String type) {
    static Target of(ResourcePath place) {
      return new Target(place, place.toString(), Concern.typeOf(place));
    }
  }

  /**
   * The operation of a record.
   *
   * @param in the subscription whose log tells it
   */
  static Operation of(AccessRecord record, RequestRefused refused, SubscriptionId in) {
    ResourcePath scope = refused.scope().orElse(ResourcePath.of(in));
    Target target =
        target(refused.path())
            .filter(named -> named.place().isWithin(ResourcePath.of(in)))
            .orElseGet(() -> Target.of(scope));
    Circumstances circumstances = refused.circumstances();
    return new Operation(
        Long.toString(record.position()),
        record.committedAt(),
        record.eventId(),
        circumstances.requestId().flatMap(RefusedOperation::guid).orElse(record.eventId()),
        refused.action(),
        scope.equals(target.place()) ? target.id() : scope.toString(),
        List.of(scope, target.place()),
        refused.status(),
        Optional.of(refused.code()),
        target.id(),
        target.type(),
        target.place().group().map(ResourcePath::name),
        refused.caller(),
        Optional.empty(),
        Optional.empty(),
        new Operation.Http(
            refused.method(),
            refused.path(),
            RequestPath.placeOf(refused.path()),
            circumstances.address().text(),
            circumstances.requestId(),
            circumstances.clientRequestId()));
  }

  /** What the path names; empty where it names an action on something, or no place. */
  private static Optional<Target> target(String path) {
    try {
      String read = "/" + String.join("/", RequestPath.parse(path).segments());
      Matcher extension = EXTENSION.matcher(read);
      if (extension.matches()) {
        ResourcePath place = ResourcePath.parse("path", extension.group("place"));
        return Optional.of(new Target(place, read, extension.group("type")));
      }
      return Optional.of(Target.of(ResourcePath.parse("path", read)));
    } catch (MalformedValue e) {
      return Optional.empty();
    }
  }

  /** Ids of requests are GUIDs where this server gave them. */
  private static Optional<UUID> guid(String text) {
    try {
      return Optional.of(PrincipalId.parse("requestId", text).value());
    } catch (MalformedValue e) {
      return Optional.empty();
    }
  }
}
