package dev.lanyard.api.arm.provider;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.arm.provider.Catalogue.Namespace;
import dev.lanyard.api.arm.provider.Catalogue.ResourceType;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import java.util.List;
import java.util.Optional;

/** A resource provider as ARM writes it (CONTRACT 4.1). */
final class ProviderJson {
  private static final List<String> LOCATIONS =
      Catalogue.locations().stream().map(location -> location.requiredText("displayName")).toList();

  private static final String CAPABILITIES =
      "SystemAssignedResourceIdentity, SupportsTags, SupportsLocation";

  private ProviderJson() {}

  /** The namespace as a subscription, or the tenant, has it. */
  static Json.Obj of(Namespace namespace, Optional<SubscriptionId> subscription) {
    String prefix = subscription.map(id -> ResourcePath.of(id).toString()).orElse("");
    return new JsonBuilder()
        .text("id", prefix + "/providers/" + namespace.name())
        .text("namespace", namespace.name())
        .text("registrationState", "Registered")
        .text("registrationPolicy", "RegistrationRequired")
        .json(
            "resourceTypes",
            new Json.Arr(namespace.types().stream().<Json>map(ProviderJson::of).toList()))
        .build();
  }

  private static Json.Obj of(ResourceType type) {
    return new JsonBuilder()
        .text("resourceType", type.name())
        .texts("locations", LOCATIONS)
        .texts("apiVersions", type.apiVersions())
        .text("defaultApiVersion", type.apiVersions().getFirst())
        .text("capabilities", CAPABILITIES)
        .build();
  }
}
