package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.resource.Boundaries;
import java.util.List;

/** A live user-assigned identity takes the changes that are named; the rest stays. */
final class UpdateUserIdentityDecider implements Decider<UpdateUserIdentity, UserIdentityState> {

  @Override
  public List<Step<UpdateUserIdentity, UserIdentityState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.path()),
        (command, state) -> state.select(command.path()));
  }

  @Override
  public UserIdentityState initial(UpdateUserIdentity command) {
    return UserIdentityState.unknown();
  }

  @Override
  public Decision decide(UpdateUserIdentity command, UserIdentityState state) {
    return state
        .subject()
        .map(identity -> update(command, identity, state.locks().againstWriting(identity.scope())))
        .orElseGet(() -> rejected(new ResourceNotFound(command.path())));
  }

  @Override
  public UserIdentityState evolve(UserIdentityState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Decision update(
      UpdateUserIdentity command, LiveUserIdentity it, List<ResourcePath> locked) {
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.path(), Operation.WRITE, locked));
    }
    UserIdentityBody body =
        new UserIdentityBody(
            command.tags().orElse(it.body().tags()),
            command.isolation().orElse(it.body().isolation()));
    return body.equals(it.body())
        ? accepted()
        : accepted(new UserIdentityUpdated(it.scope(), it.principal(), body));
  }
}
