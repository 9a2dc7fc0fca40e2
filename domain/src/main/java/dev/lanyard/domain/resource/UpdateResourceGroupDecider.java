package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;

/** A live group takes the tags that are given. */
final class UpdateResourceGroupDecider implements Decider<UpdateResourceGroup, GroupState> {

  @Override
  public List<Step<UpdateResourceGroup, GroupState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.path()),
        (_, state) ->
            state
                .subject()
                .map(
                    group ->
                        Boundary.any(
                            Boundaries.groupUpdates(group.scope().requireThing()),
                            Boundaries.locksOver(group.scope())))
                .orElseGet(Boundary::nothing));
  }

  @Override
  public GroupState initial(UpdateResourceGroup command) {
    return GroupState.unknown();
  }

  @Override
  public Decision decide(UpdateResourceGroup command, GroupState state) {
    return state
        .subject()
        .map(group -> update(command, group, state.locks().againstWriting(group.scope())))
        .orElseGet(() -> rejected(new ResourceGroupNotFound(command.path())));
  }

  @Override
  public GroupState evolve(GroupState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Decision update(
      UpdateResourceGroup command, LiveGroup group, List<ResourcePath> locked) {
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.path(), Operation.WRITE, locked));
    }
    return command.tags().equals(group.tags())
        ? accepted()
        : accepted(new ResourceGroupUpdated(group.scope(), command.tags()));
  }
}
