package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.IdentityCommand.EnableSystemIdentity;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.resource.Boundaries;
import java.util.List;

/** A live resource has at most one live system identity; asking again changes nothing. */
final class EnableSystemIdentityDecider
    implements Decider<EnableSystemIdentity, SystemIdentityState> {

  @Override
  public List<Step<EnableSystemIdentity, SystemIdentityState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.path()),
        (_, state) ->
            state
                .resource()
                .map(
                    it ->
                        Boundary.any(
                            Boundaries.systemIdentityOf(it.requireThing()),
                            Boundaries.locksOver(it)))
                .orElseGet(Boundary::nothing));
  }

  @Override
  public SystemIdentityState initial(EnableSystemIdentity command) {
    return SystemIdentityState.unknown(command.path());
  }

  @Override
  public Decision decide(EnableSystemIdentity command, SystemIdentityState state) {
    return state
        .resource()
        .map(it -> enable(command, it, state))
        .orElseGet(() -> rejected(new ResourceNotFound(command.path())));
  }

  @Override
  public SystemIdentityState evolve(SystemIdentityState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Decision enable(
      EnableSystemIdentity command, Scope resource, SystemIdentityState state) {
    List<ResourcePath> locked = state.locks().againstWriting(resource);
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.path(), Operation.WRITE, locked));
    }
    return state.identity().isPresent()
        ? accepted()
        : accepted(new SystemIdentityEnabled(resource, command.principal(), command.client()));
  }
}
