package dev.lanyard.domain.command;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.Subject;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of registered principals. */
public sealed interface PrincipalCommand extends LifecycleCommand {

  /** The principal. */
  PrincipalId principal();

  /**
   * Makes a principal known.
   *
   * <p>Refused as {@code SubjectTaken}, {@code PrincipalFixed} (it is known with another type or
   * subject, or has ended: ids are never used again).
   */
  @Command(namespace = NAMESPACE, name = "RegisterPrincipal", version = "1")
  record RegisterPrincipal(
      PrincipalId principal, PrincipalType type, Subject subject, Personal display)
      implements PrincipalCommand {}

  /**
   * Keeps a principal from acting; its grants stay.
   *
   * <p>Refused as {@code PrincipalNotFound}, {@code PrincipalManaged} or {@code LastOwner}.
   */
  @Command(namespace = NAMESPACE, name = "DisablePrincipal", version = "1")
  record DisablePrincipal(PrincipalId principal) implements PrincipalCommand {}

  /**
   * Ends a registered principal and its grants. Missing is accepted.
   *
   * <p>Refused as {@code PrincipalManaged} (a managed identity's: it ends with its identity) or
   * {@code LastOwner}.
   */
  @Command(namespace = NAMESPACE, name = "RemovePrincipal", version = "1")
  record RemovePrincipal(PrincipalId principal) implements PrincipalCommand {}
}
