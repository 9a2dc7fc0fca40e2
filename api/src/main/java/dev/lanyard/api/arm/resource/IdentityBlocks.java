package dev.lanyard.api.arm.resource;

import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads and writes the {@code identity} member of a resource (CONTRACT 4.2). */
final class IdentityBlocks {
  /**
   * Most identities that one request may name, to attach or detach. Each is a check of the caller's
   * right and a criterion that the one writer holds the append against. Azure documents no number
   * (CONTRACT 10); its services stop far below this one.
   */
  static final int IDENTITIES_MAX = 1_000;

  private static final String MAP = "userAssignedIdentities";

  private IdentityBlocks() {}

  /**
   * The block of a body; principal and client ids that a client sends back are ignored.
   *
   * @throws MalformedValue if it is none, or names more than {@link #IDENTITIES_MAX}
   */
  static Optional<IdentityBlock> read(Fields body) {
    return body.fields("identity")
        .map(
            identity ->
                new IdentityBlock(
                    IdentityBlock.Type.parse("identity.type", identity.requiredText("type")),
                    identity.object(MAP).map(map -> named(identity.at(MAP), map))));
  }

  private static IdentityBlock.Named named(String field, Json.Obj map) {
    if (map.members().size() > IDENTITIES_MAX) {
      throw new MalformedValue(field, "must name at most " + IDENTITIES_MAX + " identities");
    }
    Set<ResourcePath> attach = new HashSet<>();
    Set<ResourcePath> detach = new HashSet<>();
    map.members()
        .forEach(
            (id, value) -> {
              ResourcePath identity = ResourcePath.parse(field, id);
              boolean fresh =
                  switch (value) {
                    case Json.Obj _ -> attach.add(identity) && !detach.contains(identity);
                    case Json.Null _ -> detach.add(identity) && !attach.contains(identity);
                    case Json.Arr _, Json.Text _, Json.Num _, Json.Bool _ ->
                        throw new MalformedValue(field, "must have objects or null as values");
                  };
              if (!fresh) {
                throw new MalformedValue(field, "names an identity twice");
              }
            });
    return new IdentityBlock.Named(attach, detach);
  }

  /** The block of a live resource; empty where it has no identity. */
  static Optional<Json.Obj> write(LiveResource resource, TenantId tenant) {
    IdentityBlock.Type type = resource.identityType();
    if (type == IdentityBlock.Type.NONE) {
      return Optional.empty();
    }
    JsonBuilder block = new JsonBuilder().text("type", type);
    resource
        .system()
        .ifPresent(
            system -> block.text("principalId", system.principal()).text("tenantId", tenant));
    if (type.user()) {
      JsonBuilder map = new JsonBuilder();
      resource.attached().values().stream()
          .sorted(Comparator.comparing(attachment -> attachment.path().key()))
          .forEach(
              attachment ->
                  map.json(
                      attachment.path().toString(),
                      new JsonBuilder()
                          .text("principalId", attachment.principal())
                          .text("clientId", attachment.client())
                          .build()));
      block.json(MAP, map.build());
    }
    return Optional.of(block.build());
  }
}
