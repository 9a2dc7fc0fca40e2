package dev.lanyard.domain.command;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.OperatorCredential;
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
   * Ends a registered principal, its credentials and its grants. Missing is accepted.
   *
   * <p>Refused as {@code PrincipalManaged} (a managed identity's: it ends with its identity) or
   * {@code LastOwner}.
   */
  @Command(namespace = NAMESPACE, name = "RemovePrincipal", version = "1")
  record RemovePrincipal(PrincipalId principal) implements PrincipalCommand {}

  /**
   * Lets a live registered service principal prove who it is by one more credential. What proves it
   * is in the key store before. Adding the same again changes nothing; a disabled principal may get
   * one, but cannot use it.
   *
   * <p>Refused as {@code PrincipalNotFound}, {@code PrincipalManaged}, {@code
   * CredentialsNotForType}, {@code CredentialFixed} (the id was added before, with other content or
   * to another principal, or was revoked: ids are never used again) or {@code TooManyCredentials}.
   */
  @Command(namespace = NAMESPACE, name = "AddOperatorCredential", version = "1")
  record AddOperatorCredential(PrincipalId principal, OperatorCredential credential)
      implements PrincipalCommand {}

  /**
   * Takes a credential from a principal, for ever. What is not a live credential of this principal
   * is accepted and changes nothing.
   *
   * <p>Never refused.
   */
  @Command(namespace = NAMESPACE, name = "RevokeOperatorCredential", version = "1")
  record RevokeOperatorCredential(PrincipalId principal, CredentialId credential)
      implements PrincipalCommand {}
}
