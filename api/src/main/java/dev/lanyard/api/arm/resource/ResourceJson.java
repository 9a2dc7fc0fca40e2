package dev.lanyard.api.arm.resource;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.arm.SecretProperties;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A generic resource as ARM writes it, and the part of a body that the engine only keeps. */
final class ResourceJson {
  private static final String PROPERTIES = "properties";
  private static final String STATE = "provisioningState";

  /** Members of the envelope, in lower case: known to the engine, or told by the path. */
  private static final Set<String> ENVELOPE =
      Set.of("id", "name", "type", "location", "tags", "identity", "etag", "systemdata");

  private ResourceJson() {}

  /** The resource; its members are those of a client's body, in their order. */
  static Json.Obj of(LiveResource resource, TenantId tenant) {
    ResourcePath path = resource.scope().path();
    JsonBuilder json =
        new JsonBuilder().text("id", path).text("name", path.name()).text("type", path.type());
    resource.location().ifPresent(location -> json.text("location", location));
    json.tags(resource.body().tags());
    IdentityBlocks.write(resource, tenant).ifPresent(block -> json.json("identity", block));
    json.text("etag", resource.revision().etag());
    Map<String, Json> rest = resource.body().rest().members();
    rest.forEach(
        (name, value) -> {
          if (!name.equals(PROPERTIES)) {
            json.json(name, value);
          }
        });
    Map<String, Json> properties = new LinkedHashMap<>();
    if (rest.get(PROPERTIES) instanceof Json.Obj(var kept)) {
      properties.putAll(kept);
    }
    properties.put(STATE, new Json.Text("Succeeded"));
    return json.json(PROPERTIES, new Json.Obj(properties)).build();
  }

  /**
   * What the engine keeps of a body: without the envelope, without secrets, and without the
   * provisioning state, which clients send back as they read it.
   *
   * @param patch whether the body is a merge patch, in which {@code null} removes
   */
  static Json.Obj rest(ResourcePath path, Json.Obj body, boolean patch) {
    Map<String, Json> rest = new LinkedHashMap<>();
    SecretProperties.dropped(path, body)
        .members()
        .forEach(
            (name, value) -> {
              boolean properties = name.equalsIgnoreCase(PROPERTIES);
              if (ENVELOPE.contains(name.toLowerCase(Locale.ROOT))
                  || (value instanceof Json.Null && !patch)) {
                return;
              }
              rest.put(properties ? PROPERTIES : name, properties ? properties(value) : value);
            });
    return new Json.Obj(rest);
  }

  private static Json properties(Json value) {
    return switch (value) {
      case Json.Obj(var members) -> {
        Map<String, Json> kept = new LinkedHashMap<>(members);
        kept.keySet().removeIf(name -> name.equalsIgnoreCase(STATE));
        yield new Json.Obj(kept);
      }
      case Json.Null _ -> value;
      case Json.Arr _, Json.Text _, Json.Num _, Json.Bool _ ->
          throw new MalformedValue(PROPERTIES, "must be an object");
    };
  }
}
