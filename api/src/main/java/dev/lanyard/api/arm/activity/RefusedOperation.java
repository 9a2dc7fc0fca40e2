package dev.lanyard.api.arm.activity;

import dev.lanyard.api.http.RequestPath;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessRecord;
import java.util.Optional;
import java.util.UUID;

/** Which ARM operation a refused request was. */
final class RefusedOperation {
  private RefusedOperation() {}

  /**
   * The operation of a record.
   *
   * @param in the subscription whose log tells it
   */
  static Operation of(AccessRecord record, RequestRefused refused, SubscriptionId in) {
    ResourcePath scope = refused.scope().orElse(ResourcePath.of(in));
    ResourcePath about = about(refused.path(), in).orElse(scope);
    Circumstances circumstances = refused.circumstances();
    return new Operation(
        Long.toString(record.position()),
        record.committedAt(),
        record.eventId(),
        circumstances.requestId().flatMap(RefusedOperation::guid).orElse(record.eventId()),
        refused.action(),
        scope,
        refused.status(),
        Optional.of(refused.code()),
        about.toString(),
        Operations.typeOf(about),
        about.group().map(ResourcePath::name),
        refused.caller(),
        Optional.empty(),
        Optional.empty(),
        new Operation.Http(
            refused.method(),
            refused.path(),
            circumstances.address().text(),
            circumstances.requestId(),
            circumstances.clientRequestId()));
  }

  /** What the path names; empty where it names an action on something, or lies elsewhere. */
  private static Optional<ResourcePath> about(String path, SubscriptionId in) {
    try {
      String read = "/" + String.join("/", RequestPath.parse(path).segments());
      return Optional.of(ResourcePath.parse("path", read))
          .filter(place -> place.isWithin(ResourcePath.of(in)));
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
