package dev.lanyard.api.arm.group;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveGroup;
import java.util.Map;

/** A resource group as ARM writes it (CONTRACT 4.1). */
final class GroupJson {
  private GroupJson() {}

  static Json.Obj of(LiveGroup group) {
    return new JsonBuilder()
        .text("id", group.scope().path())
        .text("name", group.scope().path().name())
        .text("type", group.scope().path().type())
        .text("location", group.location())
        .tags(group.tags())
        .json("properties", new Json.Obj(Map.of("provisioningState", new Json.Text("Succeeded"))))
        .build();
  }
}
