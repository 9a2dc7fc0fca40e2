package dev.lanyard.api.arm.provider;

import dev.lanyard.api.arm.ArmReply;
import dev.lanyard.api.arm.ArmRequest;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.arm.provider.Catalogue.Namespace;
import dev.lanyard.api.arm.provider.Catalogue.ResourceType;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ThingProblems;
import dev.lanyard.api.security.Action;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.state.InventoryQueries;
import dev.lanyard.projections.state.LiveSubscription;
import dev.lanyard.projections.state.StateQueries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Resource providers (CONTRACT 4.1). All are registered, because the engine keeps resources of any
 * type. Clients read here which api-version they may use: the types of the catalogue are told, and
 * the type of every live resource that the caller may read.
 */
public final class ProviderEndpoint {
  /** For types that the catalogue does not know: any version is answered alike. */
  private static final List<String> ANY_VERSION = List.of("2024-11-01", "2021-04-01");

  /** Most places with a right of its own that are looked at for one type. */
  private static final int PLACES_MAX = 100;

  private final StateQueries state;
  private final InventoryQueries inventory;

  /** Makes an endpoint of this node's view. */
  public ProviderEndpoint(StateQueries state, InventoryQueries inventory) {
    this.state = state;
    this.inventory = inventory;
  }

  /**
   * All namespaces.
   *
   * @param subscription whose; empty for those of the whole tenant
   */
  public ArmReply list(ArmRequest request, Optional<SubscriptionId> subscription) {
    request.requireGet();
    List<Json> all =
        known(request, subscription, Optional.empty(), request.moment().asOf()).values().stream()
            .<Json>map(namespace -> ProviderJson.of(namespace, subscription))
            .toList();
    return ArmReply.of(200, new JsonBuilder().json("value", new Json.Arr(all)).build());
  }

  /** One namespace. */
  public ArmReply get(ArmRequest request, Optional<SubscriptionId> subscription, String namespace) {
    request.requireGet();
    return reply(request, subscription, namespace, request.moment().asOf());
  }

  /** Registering a namespace changes nothing: it is registered already. */
  public ArmReply register(ArmRequest request, SubscriptionId subscription, String namespace) {
    if (!request.method().equals("POST")) {
      throw request.notAllowed("POST");
    }
    return reply(request, Optional.of(subscription), namespace, StateQueries.CURRENT);
  }

  private ArmReply reply(
      ArmRequest request, Optional<SubscriptionId> subscription, String namespace, long asOf) {
    Namespace known =
        known(request, subscription, Optional.of(namespace), asOf)
            .get(namespace.toLowerCase(Locale.ROOT));
    if (known == null) {
      throw Problem.of(
              404,
              "InvalidResourceNamespace",
              "The resource namespace '%s' is invalid.".formatted(namespace))
          .exception();
    }
    return ArmReply.of(200, ProviderJson.of(known, subscription));
  }

  /** The catalogue and what is in use, as the caller sees it; one namespace has both. */
  private Map<String, Namespace> known(
      ArmRequest request, Optional<SubscriptionId> subscription, Optional<String> only, long asOf) {
    Map<String, Namespace> all = new TreeMap<>();
    Catalogue.all().forEach((key, known) -> all.put(key, copy(known)));
    Sight sight = request.guarded().sight();
    for (SubscriptionId each : subscriptions(subscription, asOf)) {
      for (String full : inventory.typesInUse(each, only, asOf)) {
        if (sees(sight, full, ResourcePath.of(each), asOf)) {
          String name = full.substring(0, full.indexOf('/'));
          add(
              all.computeIfAbsent(
                  name.toLowerCase(Locale.ROOT), _ -> new Namespace(name, new ArrayList<>())),
              full.substring(name.length() + 1));
        }
      }
    }
    return all;
  }

  /** Names of types are chosen freely, and tell of what is there: they are in sight as that is. */
  private boolean sees(Sight sight, String type, ResourcePath subscription, long asOf) {
    return sight.placesOf(Action.read(type)).stream()
        .filter(place -> place.isWithin(subscription) || subscription.isWithin(place))
        .limit(PLACES_MAX)
        .anyMatch(place -> subscription.isWithin(place) || inventory.isInUse(type, place, asOf));
  }

  private static Namespace copy(Namespace known) {
    return new Namespace(known.name(), new ArrayList<>(known.types()));
  }

  private static void add(Namespace namespace, String type) {
    if (namespace.types().stream().noneMatch(known -> known.name().equalsIgnoreCase(type))) {
      namespace.types().add(new ResourceType(type, ANY_VERSION));
    }
  }

  private List<SubscriptionId> subscriptions(Optional<SubscriptionId> one, long asOf) {
    if (one.isEmpty()) {
      return state.subscriptions(asOf).stream().map(LiveSubscription::subscription).toList();
    }
    if (state.subscription(one.get(), asOf).isEmpty()) {
      throw ThingProblems.subscriptionNotFound(one.get()).exception();
    }
    return List.of(one.get());
  }
}
