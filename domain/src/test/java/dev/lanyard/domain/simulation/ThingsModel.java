package dev.lanyard.domain.simulation;

import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DetachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DisableSystemIdentity;
import dev.lanyard.domain.command.IdentityCommand.EnableSystemIdentity;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.Fresh;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.UserIdentityCommand;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.simulation.Model.Kind;
import dev.lanyard.domain.simulation.Model.Managed;
import dev.lanyard.domain.simulation.Model.Thing;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The rules of groups, resources and identities on the model; each answers with its outcome. */
final class ThingsModel {
  static final String ACCEPTED = "accepted";
  private final Model model;

  ThingsModel(Model model) {
    this.model = model;
  }

  String create(CreateResourceGroup command) {
    Optional<Thing> live = model.thing(command.path(), Kind.GROUP);
    if (live.isPresent() && !live.get().location.equals(Optional.of(command.location()))) {
      return "LocationFixed";
    }
    if (live.isEmpty() && !model.lives(command.path().parent())) {
      return "SubscriptionNotFound";
    }
    if (model.writeLocked(live.isPresent() ? command.path() : command.path().parent())) {
      return "ScopeLocked";
    }
    if (live.isPresent()) {
      live.get().tags = command.tags().orElse(live.get().tags);
    } else {
      born(
          new Thing(
              command.path(),
              Kind.GROUP,
              Optional.of(command.location()),
              command.tags().orElse(Map.of()),
              Optional.empty()));
    }
    return ACCEPTED;
  }

  String update(UpdateResourceGroup command) {
    Optional<Thing> live = model.thing(command.path(), Kind.GROUP);
    if (live.isEmpty()) {
      return "ResourceGroupNotFound";
    }
    if (model.writeLocked(command.path())) {
      return "ScopeLocked";
    }
    live.get().tags = command.tags();
    return ACCEPTED;
  }

  String delete(DeleteResourceGroup command) {
    return model.thing(command.path(), Kind.GROUP).isPresent()
        ? end(command.path())
        : "ResourceGroupNotFound";
  }

  String delete(DeleteResource command) {
    Optional<Thing> live = model.thing(command.path(), Kind.RESOURCE);
    if (live.isEmpty()) {
      return ACCEPTED;
    }
    return holds(command.precondition(), live) ? end(command.path()) : "PreconditionFailed";
  }

  String delete(DeleteUserIdentity command) {
    return model.thing(command.path(), Kind.IDENTITY).isPresent() ? end(command.path()) : ACCEPTED;
  }

  private String end(ResourcePath path) {
    if (model.deleteAllLocked(path)) {
      return "ScopeLocked";
    }
    Set<PrincipalId> ending = model.managedWithin(path);
    if (model.losesLastOwner(held -> ending.contains(held.principal()))) {
      return "LastOwner";
    }
    model.end(path);
    return ACCEPTED;
  }

  String put(PutResource command) {
    ResourcePath path = command.path();
    if (path.kind() != ResourcePath.Kind.RESOURCE || path.hasType(UserIdentityCommand.TYPE)) {
      return "InvalidName";
    }
    if (!model.lives(path.group().orElseThrow())) {
      return "ResourceGroupNotFound";
    }
    if (!model.lives(path.parent())) {
      return "ParentNotFound";
    }
    Optional<Thing> live = model.thing(path, Kind.RESOURCE);
    boolean moves = live.isPresent() && command.location().isPresent();
    if (moves && !live.get().location.equals(command.location())) {
      return "LocationFixed";
    }
    Optional<String> refusal = refusal(command.identity(), live.isPresent() ? path : path.parent());
    Optional<String> refused =
        holds(command.precondition(), live) ? refusal : Optional.of("PreconditionFailed");
    if (refused.isPresent() || losesOwner(live, command.identity())) {
      return refused.orElse("LastOwner");
    }
    Thing thing =
        live.orElseGet(
            () ->
                born(
                    new Thing(
                        path,
                        Kind.RESOURCE,
                        command.location(),
                        command.tags(),
                        Optional.empty())));
    setBody(thing, command.tags(), command.rest().members(), live.isEmpty());
    command.identity().ifPresent(block -> identify(thing, block, command.fresh(), false));
    return ACCEPTED;
  }

  String patch(PatchResource command) {
    Optional<Thing> live = model.thing(command.path(), Kind.RESOURCE);
    if (live.isEmpty()) {
      return "ResourceNotFound";
    }
    if (!holds(command.precondition(), live)) {
      return "PreconditionFailed";
    }
    Optional<String> refused = refusal(command.identity(), command.path());
    if (refused.isPresent() || losesOwner(live, command.identity())) {
      return refused.orElse("LastOwner");
    }
    Thing thing = live.get();
    Map<String, Json> rest = new HashMap<>(thing.rest);
    command
        .rest()
        .members()
        .forEach(
            (name, value) -> {
              if (value instanceof Json.Null) {
                rest.remove(name);
              } else {
                rest.put(name, value);
              }
            });
    setBody(thing, command.tags().orElse(thing.tags), rest, false);
    command.identity().ifPresent(block -> identify(thing, block, command.fresh(), true));
    return ACCEPTED;
  }

  private static boolean holds(Precondition precondition, Optional<Thing> live) {
    Optional<Revision> current = live.map(thing -> new Revision(thing.revision));
    return switch (precondition) {
      case Precondition.Always _ -> true;
      case Precondition.Exists _ -> current.isPresent();
      case Precondition.Absent _ -> current.isEmpty();
      case Precondition.Matches(var any) -> current.filter(any::contains).isPresent();
      case Precondition.Differs(var any) -> current.filter(any::contains).isEmpty();
    };
  }

  private Optional<String> refusal(Optional<IdentityBlock> identity, ResourcePath locked) {
    boolean missing =
        identity.flatMap(IdentityBlock::named).stream()
            .flatMap(named -> named.attach().stream())
            .anyMatch(path -> model.thing(path, Kind.IDENTITY).isEmpty());
    if (missing) {
      return Optional.of("IdentityNotFound");
    }
    return model.writeLocked(locked) ? Optional.of("ScopeLocked") : Optional.empty();
  }

  private boolean losesOwner(Optional<Thing> live, Optional<IdentityBlock> identity) {
    Optional<PrincipalId> system = live.flatMap(it -> it.system).map(Managed::principal);
    boolean ends = identity.filter(it -> !it.type().system()).isPresent();
    return ends
        && system.isPresent()
        && model.losesLastOwner(held -> held.principal().equals(system.get()));
  }

  private static void setBody(
      Thing thing, Map<String, String> tags, Map<String, Json> rest, boolean isNew) {
    if (!isNew && !(thing.tags.equals(tags) && thing.rest.equals(rest))) {
      thing.revision++;
    }
    thing.tags = tags;
    thing.rest = rest;
  }

  private void identify(Thing thing, IdentityBlock block, Fresh fresh, boolean merge) {
    if (block.type().system()) {
      enable(thing, new Managed(fresh.principal(), fresh.client()));
    } else {
      disable(thing);
    }
    Map<ResourcePath, Managed> wanted = new HashMap<>();
    if (block.type().user()) {
      if (merge || block.named().isEmpty()) {
        wanted.putAll(thing.attached);
      }
      block.named().ifPresent(named -> named.detach().forEach(wanted::remove));
      block
          .named()
          .ifPresent(named -> named.attach().forEach(path -> wanted.put(path, identityAt(path))));
    }
    Set<ResourcePath> changed = new HashSet<>(wanted.keySet());
    changed.addAll(thing.attached.keySet());
    changed.removeIf(path -> wanted.containsKey(path) && thing.attached.containsKey(path));
    thing.revision += changed.size();
    thing.attached = wanted;
  }

  private Managed identityAt(ResourcePath path) {
    return model.thing(path, Kind.IDENTITY).orElseThrow().identity.orElseThrow();
  }

  private void enable(Thing thing, Managed fresh) {
    if (thing.system.isEmpty()) {
      thing.system = Optional.of(fresh);
      thing.revision++;
      model.everKnown.add(fresh.principal());
    }
  }

  private void disable(Thing thing) {
    thing.system.ifPresent(
        it -> {
          model.endGrantsOf(Set.of(it.principal()));
          thing.system = Optional.empty();
          thing.revision++;
        });
  }

  String enable(EnableSystemIdentity command) {
    Optional<Thing> live = model.thing(command.path(), Kind.RESOURCE);
    if (live.isEmpty() || model.writeLocked(command.path())) {
      return live.isEmpty() ? "ResourceNotFound" : "ScopeLocked";
    }
    enable(live.get(), new Managed(command.principal(), command.client()));
    return ACCEPTED;
  }

  String disable(DisableSystemIdentity command) {
    Optional<Thing> live = model.thing(command.path(), Kind.RESOURCE);
    if (live.isEmpty() || model.writeLocked(command.path())) {
      return live.isEmpty() ? "ResourceNotFound" : "ScopeLocked";
    }
    Optional<PrincipalId> system = live.get().system.map(Managed::principal);
    if (system.isPresent() && model.losesLastOwner(held -> held.principal().equals(system.get()))) {
      return "LastOwner";
    }
    disable(live.get());
    return ACCEPTED;
  }

  String attach(AttachUserIdentity command) {
    Optional<String> refused = unattachable(command.path(), command.identity());
    if (refused.isPresent()) {
      return refused.get();
    }
    Thing thing = model.thing(command.path(), Kind.RESOURCE).orElseThrow();
    if (!thing.attached.containsKey(command.identity())) {
      thing.attached.put(command.identity(), identityAt(command.identity()));
      thing.revision++;
    }
    return ACCEPTED;
  }

  String detach(DetachUserIdentity command) {
    Optional<String> refused = unattachable(command.path(), command.identity());
    if (refused.isPresent()) {
      return refused.get();
    }
    Thing thing = model.thing(command.path(), Kind.RESOURCE).orElseThrow();
    if (thing.attached.containsKey(command.identity())) {
      thing.attached.remove(command.identity());
      thing.revision++;
    }
    return ACCEPTED;
  }

  private Optional<String> unattachable(ResourcePath resource, ResourcePath identity) {
    if (model.thing(resource, Kind.RESOURCE).isEmpty()) {
      return Optional.of("ResourceNotFound");
    }
    if (model.thing(identity, Kind.IDENTITY).isEmpty()) {
      return Optional.of("IdentityNotFound");
    }
    return model.writeLocked(resource) ? Optional.of("ScopeLocked") : Optional.empty();
  }

  String create(CreateUserIdentity command) {
    ResourcePath path = command.path();
    boolean fits = path.hasType(UserIdentityCommand.TYPE) && path.name().length() >= 3;
    if (!fits || !model.lives(path.parent())) {
      return fits ? "ResourceGroupNotFound" : "InvalidName";
    }
    Optional<Thing> live = model.thing(path, Kind.IDENTITY);
    if (live.isPresent() && !live.get().location.equals(Optional.of(command.location()))) {
      return "LocationFixed";
    }
    if (model.writeLocked(live.isPresent() ? path : path.parent())) {
      return "ScopeLocked";
    }
    Managed fresh = new Managed(command.fresh().principal(), command.fresh().client());
    Thing thing =
        live.orElseGet(
            () ->
                born(
                    new Thing(
                        path,
                        Kind.IDENTITY,
                        Optional.of(command.location()),
                        command.tags(),
                        Optional.of(fresh))));
    thing.tags = command.tags();
    thing.isolation = command.isolation().orElse(thing.isolation);
    return ACCEPTED;
  }

  String update(UpdateUserIdentity command) {
    Optional<Thing> live = model.thing(command.path(), Kind.IDENTITY);
    if (live.isEmpty() || model.writeLocked(command.path())) {
      return live.isEmpty() ? "ResourceNotFound" : "ScopeLocked";
    }
    live.get().tags = command.tags().orElse(live.get().tags);
    live.get().isolation = command.isolation().orElse(live.get().isolation);
    return ACCEPTED;
  }

  private Thing born(Thing thing) {
    model.things.put(thing.path, thing);
    thing.identity.ifPresent(it -> model.everKnown.add(it.principal()));
    return thing;
  }
}
