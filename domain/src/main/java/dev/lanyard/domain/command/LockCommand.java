package dev.lanyard.domain.command;

import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.ResourcePath;
import java.util.Optional;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of locks. Locks never forbid changing locks. */
public sealed interface LockCommand extends LifecycleCommand {

  /** Where the lock is. */
  ResourcePath scope();

  /** Its name there. */
  LockName name();

  /**
   * Places a lock. Another level or note replaces it, in one append.
   *
   * <p>Refused as {@code ScopeNotFound}.
   */
  @Command(namespace = NAMESPACE, name = "PlaceLock", version = "1")
  record PlaceLock(ResourcePath scope, LockName name, LockLevel level, Optional<String> notes)
      implements LockCommand {}

  /** Removes a lock; missing is accepted. Never refused. */
  @Command(namespace = NAMESPACE, name = "RemoveLock", version = "1")
  record RemoveLock(ResourcePath scope, LockName name) implements LockCommand {}
}
