package dev.lanyard.domain.lock;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider.Step;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.LockCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Places;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the rules of locks must know.
 *
 * @param places what lives at the command's scope
 * @param subject the lock of the command's name there
 */
record LockState(Places places, Optional<Lock> subject) implements About<Lock> {

  static LockState nothing() {
    return new LockState(new Places(), Optional.empty());
  }

  /** The place, and then, by what lives there, its lock. */
  static <C extends LockCommand> List<Step<C, LockState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.scope()),
        (command, state) -> state.lockOf(command.scope(), command.name()));
  }

  private Boundary lockOf(ResourcePath path, LockName name) {
    return places
        .scopeAt(path)
        .map(
            scope ->
                Boundary.of(
                    Set.of(LockPlaced.class, LockRemoved.class), Tags.lock(scope.id(), name)))
        .orElseGet(Boundary::nothing);
  }

  LockState after(LifecycleEvent event) {
    places.fold(event);
    if (event instanceof LockPlaced(var scope, var name, var level, var notes)) {
      return new LockState(places, Optional.of(new Lock(scope, name, level, notes)));
    }
    return event instanceof LockRemoved ? new LockState(places, Optional.empty()) : this;
  }
}
