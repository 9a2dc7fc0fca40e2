package dev.lanyard.domain.lock;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.Rejection.ScopeNotFound;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import java.util.List;

/** A lock's name is unique at its scope; placed again with other content, it is replaced. */
final class PlaceLockDecider implements Decider<PlaceLock, LockState> {

  @Override
  public List<Step<PlaceLock, LockState>> steps() {
    return LockState.steps();
  }

  @Override
  public Decision decide(PlaceLock command, LockState state) {
    return state
        .places()
        .scopeAt(command.scope())
        .map(scope -> placeAt(scope, command, state))
        .orElseGet(() -> rejected(new ScopeNotFound(command.scope())));
  }

  private static Decision placeAt(Scope scope, PlaceLock command, LockState state) {
    Lock asked = new Lock(scope, command.name(), command.level(), command.notes());
    LockPlaced placed = new LockPlaced(scope, asked.name(), asked.level(), asked.notes());
    if (state.subject().isEmpty()) {
      return accepted(placed);
    }
    Lock there = state.subject().get();
    return there.equals(asked)
        ? accepted()
        : accepted(new LockRemoved(there.scope(), there.name()), placed);
  }

  @Override
  public LockState initial(PlaceLock command) {
    return LockState.nothing();
  }

  @Override
  public LockState evolve(LockState state, LifecycleEvent event) {
    return state.after(event);
  }
}
