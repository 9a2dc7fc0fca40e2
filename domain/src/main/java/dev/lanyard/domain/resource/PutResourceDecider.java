package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.InvalidName;
import dev.lanyard.domain.Rejection.LocationFixed;
import dev.lanyard.domain.Rejection.ParentNotFound;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.command.UserIdentityCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A resource in a live group and below a live parent becomes what its sender wants it to be. */
final class PutResourceDecider implements Decider<PutResource, ResourceState> {

  @Override
  public List<Step<PutResource, ResourceState>> steps() {
    return List.of(
        (command, _) -> {
          List<ResourcePath> paths = new ArrayList<>(identity(command).named());
          paths.addAll(List.of(command.path(), command.path().parent()));
          command.path().group().ifPresent(paths::add);
          return Boundaries.lifeAt(paths);
        },
        (_, state) -> ResourceSteps.resource(state),
        (command, state) -> ResourceSteps.ending(identity(command), state),
        (command, state) -> ResourceSteps.otherOwners(identity(command), state));
  }

  @Override
  public ResourceState initial(PutResource command) {
    return ResourceState.unknown(command.path());
  }

  @Override
  public Decision decide(PutResource command, ResourceState state) {
    return misplaced(command, state)
        .<Decision>map(why -> rejected(why))
        .orElseGet(
            () ->
                state
                    .subject()
                    .map(resource -> change(command, resource, state))
                    .orElseGet(() -> create(command, state)));
  }

  @Override
  public ResourceState evolve(ResourceState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Optional<Rejection> misplaced(PutResource command, ResourceState state) {
    ResourcePath path = command.path();
    if (path.kind() != ResourcePath.Kind.RESOURCE || path.hasType(UserIdentityCommand.TYPE)) {
      return Optional.of(new InvalidName(path, "must be that of a generic resource"));
    }
    ResourcePath group = path.group().orElseThrow();
    if (state.places().scopeAt(group).isEmpty()) {
      return Optional.of(new ResourceGroupNotFound(group));
    }
    return state.places().scopeAt(path.parent()).isEmpty()
        ? Optional.of(new ParentNotFound(path, path.parent()))
        : Optional.empty();
  }

  private static Decision create(PutResource command, ResourceState state) {
    Scope parent = state.places().scopeAt(command.path().parent()).orElseThrow();
    IdentityChange identity = identity(command);
    Optional<Rejection> refusal =
        ResourceRefusals.first(command.precondition(), identity, parent, state);
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    Scope scope = parent.child(command.path(), command.fresh().thing());
    Cascade facts = new Cascade();
    facts.add(new ResourceCreated(scope, command.location(), body(command)));
    identity.addTo(facts, scope, command.fresh(), state);
    return accepted(facts.facts());
  }

  private static Decision change(PutResource command, LiveResource it, ResourceState state) {
    Optional<String> asked = command.location();
    String location = it.location().orElse("");
    if (asked.isPresent() && !Locations.same(location, asked.get())) {
      return rejected(new LocationFixed(command.path(), location, asked.get()));
    }
    IdentityChange identity = identity(command);
    Optional<Rejection> refusal =
        ResourceRefusals.first(command.precondition(), identity, it.scope(), state);
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    Cascade facts = new Cascade();
    if (!body(command).equals(it.body())) {
      facts.add(new ResourceUpdated(it.scope(), body(command)));
    }
    identity.addTo(facts, it.scope(), command.fresh(), state);
    return accepted(facts.facts());
  }

  private static ResourceBody body(PutResource command) {
    return new ResourceBody(command.tags(), command.rest());
  }

  private static IdentityChange identity(PutResource command) {
    return new IdentityChange(command.identity(), false);
  }
}
