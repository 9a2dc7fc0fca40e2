package dev.lanyard.domain.lock;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import java.util.List;

/** A lock can always be removed, whatever else is locked. */
final class RemoveLockDecider implements Decider<RemoveLock, LockState> {

  @Override
  public List<Step<RemoveLock, LockState>> steps() {
    return LockState.steps();
  }

  @Override
  public Decision decide(RemoveLock command, LockState state) {
    return state
        .subject()
        .map(lock -> accepted(new LockRemoved(lock.scope(), lock.name())))
        .orElseGet(Decision::accepted);
  }

  @Override
  public LockState initial(RemoveLock command) {
    return LockState.nothing();
  }

  @Override
  public LockState evolve(LockState state, LifecycleEvent event) {
    return state.after(event);
  }
}
