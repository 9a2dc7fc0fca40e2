package dev.lanyard.domain.resource;

import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveResource.Attachment;
import dev.lanyard.domain.LiveResource.SystemIdentity;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.resource.Place.Live;
import dev.lanyard.domain.resource.Place.UserIdentity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an identity block makes of a resource's identities (DESIGN, "Identity block"; CONTRACT 4.2).
 *
 * @param block empty where the body has none: all stays
 * @param merges whether the block's map is merged, as in a PATCH, or replaces, as in a PUT
 */
record IdentityChange(Optional<IdentityBlock> block, boolean merges) {

  /** The identities that the block names, in a fixed order. */
  List<ResourcePath> named() {
    return block.flatMap(IdentityBlock::named).stream()
        .flatMap(named -> named.attach().stream())
        .sorted(Comparator.comparing(ResourcePath::key))
        .toList();
  }

  /** The first named identity that does not live. */
  Optional<ResourcePath> missing(Places places) {
    return named().stream()
        .filter(path -> places.scopeAt(path, UserIdentity.class).isEmpty())
        .findFirst();
  }

  /** The principal of the system-assigned identity, if the block ends it. */
  Optional<PrincipalId> ends(Optional<LiveResource> resource) {
    return block
        .filter(it -> !it.type().system())
        .flatMap(_ -> resource.flatMap(LiveResource::system))
        .map(SystemIdentity::principal);
  }

  /**
   * Adds what changes.
   *
   * @param scope the resource, which may be born with the same decision
   */
  void addTo(Cascade facts, Scope scope, Fresh fresh, ResourceState state) {
    if (block.isEmpty()) {
      return;
    }
    Optional<LiveResource> resource = state.subject();
    ends(resource)
        .ifPresent(it -> facts.addEnd(it, state.grants(), new SystemIdentityDeleted(scope, it)));
    if (block.get().type().system() && resource.flatMap(LiveResource::system).isEmpty()) {
      facts.add(new SystemIdentityEnabled(scope, fresh.principal(), fresh.client()));
    }
    Map<ThingId, Attachment> attached = resource.map(LiveResource::attached).orElse(Map.of());
    addAttachments(facts, scope, attached, wanted(block.get(), attached, state.places()));
  }

  private static void addAttachments(
      Cascade facts,
      Scope scope,
      Map<ThingId, Attachment> attached,
      Map<ThingId, Attachment> wanted) {
    inOneOnly(attached, wanted)
        .forEach(
            (identity, it) -> facts.add(new UserIdentityDetached(scope, identity, it.principal())));
    inOneOnly(wanted, attached)
        .forEach(
            (identity, it) ->
                facts.add(
                    new UserIdentityAttached(
                        scope, identity, it.path(), it.principal(), it.client())));
  }

  private Map<ThingId, Attachment> wanted(
      IdentityBlock asked, Map<ThingId, Attachment> attached, Places places) {
    if (!asked.type().user()) {
      return Map.of();
    }
    Map<ThingId, Attachment> wanted = new HashMap<>();
    if (merges || asked.named().isEmpty()) {
      wanted.putAll(attached);
    }
    asked.named().ifPresent(it -> wanted.values().removeIf(on -> it.detach().contains(on.path())));
    for (ResourcePath path : named()) {
      if (places.at(path) instanceof Live(var scope, UserIdentity(var principal, var client))) {
        wanted.put(scope.requireThing(), new Attachment(scope.path(), principal, client));
      }
    }
    return wanted;
  }

  /** By path: maps have no order of their own, and the same command must give the same facts. */
  private static Map<ThingId, Attachment> inOneOnly(
      Map<ThingId, Attachment> one, Map<ThingId, Attachment> other) {
    Map<ThingId, Attachment> only = new LinkedHashMap<>();
    one.entrySet().stream()
        .filter(entry -> !other.containsKey(entry.getKey()))
        .sorted(Comparator.comparing(entry -> entry.getValue().path().key()))
        .forEach(entry -> only.put(entry.getKey(), entry.getValue()));
    return only;
  }
}
