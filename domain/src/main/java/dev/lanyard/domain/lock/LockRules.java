package dev.lanyard.domain.lock;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LockCommand.PlaceLock;
import dev.lanyard.domain.command.LockCommand.RemoveLock;
import java.util.List;

/** The rules of locks. */
public final class LockRules {
  /** Places a lock, or replaces it. */
  public static final Rule<PlaceLock, ? extends About<Lock>> PLACE =
      new Rule<>(PlaceLock.class, new PlaceLockDecider());

  /** Removes a lock. */
  public static final Rule<RemoveLock, ? extends About<Lock>> REMOVE =
      new Rule<>(RemoveLock.class, new RemoveLockDecider());

  private LockRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(PLACE, REMOVE);
  }
}
