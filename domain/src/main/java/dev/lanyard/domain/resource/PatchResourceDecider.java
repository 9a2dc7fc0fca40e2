package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A live resource takes the changes that are named; the rest stays. */
final class PatchResourceDecider implements Decider<PatchResource, ResourceState> {

  @Override
  public List<Step<PatchResource, ResourceState>> steps() {
    return List.of(
        (command, _) -> {
          List<ResourcePath> paths = new ArrayList<>(identity(command).named());
          paths.add(command.path());
          return Boundaries.lifeAt(paths);
        },
        (_, state) -> ResourceSteps.resource(state),
        (command, state) -> ResourceSteps.ending(identity(command), state),
        (command, state) -> ResourceSteps.otherOwners(identity(command), state));
  }

  @Override
  public ResourceState initial(PatchResource command) {
    return ResourceState.unknown(command.path());
  }

  @Override
  public Decision decide(PatchResource command, ResourceState state) {
    return state
        .subject()
        .map(resource -> change(command, resource, state))
        .orElseGet(() -> rejected(new ResourceNotFound(command.path())));
  }

  @Override
  public ResourceState evolve(ResourceState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Decision change(PatchResource command, LiveResource it, ResourceState state) {
    IdentityChange identity = identity(command);
    Optional<Rejection> refusal =
        ResourceRefusals.first(command.precondition(), identity, it.scope(), state);
    if (refusal.isPresent()) {
      return rejected(refusal.get());
    }
    ResourceBody body =
        new ResourceBody(
            command.tags().orElse(it.body().tags()), it.body().rest().merge(command.rest()));
    Cascade facts = new Cascade();
    if (!body.equals(it.body())) {
      facts.add(new ResourceUpdated(it.scope(), body));
    }
    identity.addTo(facts, it.scope(), command.fresh(), state);
    return accepted(facts.facts());
  }

  private static IdentityChange identity(PatchResource command) {
    return new IdentityChange(command.identity(), true);
  }
}
