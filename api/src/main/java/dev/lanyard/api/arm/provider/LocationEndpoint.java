package dev.lanyard.api.arm.provider;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.state.StateQueries;
import java.util.List;

/**
 * The locations of a subscription (CONTRACT 4.1): those of Azure, and {@code local}. Writes accept
 * any other text as well.
 */
public final class LocationEndpoint {
  private final StateQueries state;

  /** Makes an endpoint of this node's view. */
  public LocationEndpoint(StateQueries state) {
    this.state = state;
  }

  /** All of them. */
  public ArmReply list(ArmRequest request, SubscriptionId subscription) {
    request.requireGet();
    if (state.subscription(subscription, request.moment().asOf()).isEmpty()) {
      throw ThingProblems.subscriptionNotFound(subscription).exception();
    }
    List<Json> all =
        Catalogue.locations().stream().<Json>map(line -> json(subscription, line)).toList();
    return ArmReply.of(200, new JsonBuilder().json("value", new Json.Arr(all)).build());
  }

  private static Json.Obj json(SubscriptionId subscription, Fields location) {
    String name = location.requiredText("name");
    return new JsonBuilder()
        .text("id", ResourcePath.of(subscription) + "/locations/" + name)
        .text("name", name)
        .text("type", "Region")
        .text("displayName", location.requiredText("displayName"))
        .text("regionalDisplayName", location.requiredText("regionalDisplayName"))
        .json(
            "metadata",
            new JsonBuilder()
                .text("regionType", "Physical")
                .text("regionCategory", location.requiredText("regionCategory"))
                .text("geographyGroup", location.requiredText("geographyGroup"))
                .build())
        .build();
  }
}
