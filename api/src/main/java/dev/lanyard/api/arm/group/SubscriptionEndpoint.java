package dev.lanyard.api.arm.group;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.state.LiveSubscription;
import dev.lanyard.projections.state.StateQueries;
import java.math.BigDecimal;
import java.util.List;

/** Subscriptions (CONTRACT 4.1). */
public final class SubscriptionEndpoint {
  private final StateQueries state;

  /** Makes an endpoint of this node's view. */
  public SubscriptionEndpoint(StateQueries state) {
    this.state = state;
  }

  /** Those on which the caller holds any role: at it, above it or in it (CONTRACT 3.3). */
  public ArmReply list(ArmRequest request) {
    request.requireGet();
    Sight sight = request.guarded().sight();
    List<Json> all =
        state.subscriptions(request.moment().asOf()).stream()
            .filter(found -> sight.reaches(ResourcePath.of(found.subscription())))
            .<Json>map(SubscriptionEndpoint::json)
            .toList();
    return ArmReply.of(
        200,
        new JsonBuilder()
            .json("value", new Json.Arr(all))
            .json(
                "count",
                new JsonBuilder()
                    .text("type", "Total")
                    .json("value", new Json.Num(BigDecimal.valueOf(all.size())))
                    .build())
            .build());
  }

  /** One. */
  public ArmReply get(ArmRequest request, SubscriptionId subscription) {
    request.requireGet();
    return state
        .subscription(subscription, request.moment().asOf())
        .map(found -> ArmReply.of(200, json(found)))
        .orElseThrow(() -> ThingProblems.subscriptionNotFound(subscription).exception());
  }

  private static Json.Obj json(LiveSubscription subscription) {
    return new JsonBuilder()
        .text("id", ResourcePath.of(subscription.subscription()))
        .text("subscriptionId", subscription.subscription())
        .text("tenantId", subscription.tenant())
        .text("displayName", subscription.display())
        .text("state", "Enabled")
        .json(
            "subscriptionPolicies",
            new JsonBuilder()
                .text("locationPlacementId", "Internal_2014-09-01")
                .text("quotaId", "Internal_2014-09-01")
                .text("spendingLimit", "Off")
                .build())
        .text("authorizationSource", "RoleBased")
        .json("managedByTenants", new Json.Arr(List.of()))
        .build();
  }
}
