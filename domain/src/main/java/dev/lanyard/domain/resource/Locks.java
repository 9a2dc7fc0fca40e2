package dev.lanyard.domain.resource;

import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The live locks at the scopes that a rule asked about ({@link Boundaries#locksAt}). Every write is
 * refused under a ReadOnly lock and every delete under any lock, at its target or an ancestor
 * (DESIGN, "Locks"). Folds in place: it belongs to one decision.
 */
public final class Locks {
  /** Most paths that an answer names. */
  public static final int NAMED_MAX = 100;

  private record Key(ScopeId scope, LockName name) {}

  private final Map<Key, Lock> live = new LinkedHashMap<>();

  /** Folds a fact; one that is not about locks changes nothing. */
  public void fold(LifecycleEvent event) {
    if (event instanceof LockEvent lock) {
      switch (lock) {
        case LockPlaced(var scope, var name, var level, var notes) ->
            live.put(new Key(scope.id(), name), new Lock(scope, name, level, notes));
        case LockRemoved(var scope, var name) -> live.remove(new Key(scope.id(), name));
      }
    }
  }

  /** The lock of this name at a scope. */
  public Optional<Lock> named(ScopeId scope, LockName name) {
    return Optional.ofNullable(live.get(new Key(scope, name)));
  }

  /** Where the locks are that forbid writing at a scope; empty where it is allowed. */
  public List<ResourcePath> againstWriting(Scope target) {
    return paths(lock -> lock.level() == LockLevel.READ_ONLY && target.isWithin(lock.scope().id()));
  }

  /** Where the locks are that forbid deleting at a scope; empty where it is allowed. */
  public List<ResourcePath> againstDeleting(Scope target) {
    return paths(lock -> target.isWithin(lock.scope().id()));
  }

  /** Where the locks are that forbid deleting a scope and all below it; empty where allowed. */
  public List<ResourcePath> againstDeletingAll(Scope top) {
    return paths(lock -> top.isWithin(lock.scope().id()) || lock.scope().isWithin(top.id()));
  }

  private List<ResourcePath> paths(Predicate<Lock> forbids) {
    return live.values().stream()
        .filter(forbids)
        .map(lock -> lock.scope().path())
        .distinct()
        .limit(NAMED_MAX)
        .toList();
  }
}
