package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.Rejection.LocationFixed;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.SubscriptionNotFound;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;
import java.util.Map;

/** A live subscription has one group of a name; it stays where it was created. */
final class CreateResourceGroupDecider implements Decider<CreateResourceGroup, GroupState> {

  @Override
  public List<Step<CreateResourceGroup, GroupState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.path(), command.path().parent()),
        (command, state) ->
            state
                .subject()
                .map(
                    group ->
                        Boundary.any(
                            Boundaries.groupUpdates(group.scope().requireThing()),
                            Boundaries.locksOver(group.scope())))
                .or(
                    () ->
                        state.places().scopeAt(command.path().parent()).map(Boundaries::locksOver))
                .orElseGet(Boundary::nothing));
  }

  @Override
  public GroupState initial(CreateResourceGroup command) {
    return GroupState.unknown();
  }

  @Override
  public Decision decide(CreateResourceGroup command, GroupState state) {
    return state
        .subject()
        .map(group -> update(command, group, state.locks()))
        .orElseGet(
            () ->
                state
                    .places()
                    .scopeAt(command.path().parent())
                    .map(subscription -> create(command, subscription, state.locks()))
                    .orElseGet(() -> rejected(subscriptionMissing(command))));
  }

  @Override
  public GroupState evolve(GroupState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Decision create(CreateResourceGroup command, Scope subscription, Locks locks) {
    if (!locks.againstWriting(subscription).isEmpty()) {
      return rejected(locked(command, subscription, locks));
    }
    Scope scope = subscription.child(command.path(), command.fresh());
    return accepted(
        new ResourceGroupCreated(scope, command.location(), command.tags().orElse(Map.of())));
  }

  private static Decision update(CreateResourceGroup command, LiveGroup group, Locks locks) {
    if (!Locations.same(group.location(), command.location())) {
      return rejected(new LocationFixed(command.path(), group.location(), command.location()));
    }
    if (!locks.againstWriting(group.scope()).isEmpty()) {
      return rejected(locked(command, group.scope(), locks));
    }
    Map<String, String> tags = command.tags().orElse(group.tags());
    return tags.equals(group.tags())
        ? accepted()
        : accepted(new ResourceGroupUpdated(group.scope(), tags));
  }

  private static ScopeLocked locked(CreateResourceGroup command, Scope scope, Locks locks) {
    return new ScopeLocked(command.path(), Operation.WRITE, locks.againstWriting(scope));
  }

  private static SubscriptionNotFound subscriptionMissing(CreateResourceGroup command) {
    return new SubscriptionNotFound(command.path().subscription().orElseThrow());
  }
}
