package dev.lanyard.domain.command;

import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.ResourcePath;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of the federated credentials of a user-assigned identity. */
public sealed interface FederatedCredentialCommand extends LifecycleCommand {

  /** The user-assigned identity. */
  ResourcePath identity();

  /**
   * Adds a credential, or changes the one of its name. Asking again changes nothing.
   *
   * <p>Refused as {@code ResourceNotFound}, {@code ScopeLocked}, {@code FederatedSubjectTaken} or
   * {@code TooManyFederatedCredentials}.
   *
   * @param credentialsMax how many an identity may have
   */
  @Command(namespace = NAMESPACE, name = "PutFederatedCredential", version = "1")
  record PutFederatedCredential(
      ResourcePath identity, FederatedCredential credential, int credentialsMax)
      implements FederatedCredentialCommand {}

  /**
   * Removes a credential. Missing is accepted, also where the identity is missing.
   *
   * <p>Refused as {@code ScopeLocked}.
   *
   * @param name in any case
   */
  @Command(namespace = NAMESPACE, name = "RemoveFederatedCredential", version = "1")
  record RemoveFederatedCredential(ResourcePath identity, String name)
      implements FederatedCredentialCommand {}
}
