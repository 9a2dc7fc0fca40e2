package dev.lanyard.domain.resource;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;

/** What is at a path. */
public sealed interface Place {

  /** Nothing lives there. */
  record Absent() implements Place {}

  /**
   * Something lives there.
   *
   * @param scope its path in the case it was created with, its id, and what contains it
   */
  record Live(Scope scope, Life life) implements Place {}

  /** What lives. */
  sealed interface Life {}

  /** The root; it always lives. */
  record Root() implements Life {}

  /** A subscription. */
  record Subscription() implements Life {}

  /** A resource group. */
  record Group() implements Life {}

  /** A generic resource. */
  record Resource() implements Life {}

  /** A user-assigned identity. */
  record UserIdentity(PrincipalId principal, ClientId client) implements Life {}
}
