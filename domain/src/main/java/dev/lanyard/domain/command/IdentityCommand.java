package dev.lanyard.domain.command;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** The narrow ways to change which identities a resource has; each costs the same at any size. */
public sealed interface IdentityCommand extends LifecycleCommand {

  /** The resource's path. */
  ResourcePath path();

  /**
   * Gives a live resource its system-assigned identity. Enabling twice keeps the first principal;
   * enabling after disabling makes a new one.
   *
   * <p>Refused as {@code ResourceNotFound} or {@code ScopeLocked}.
   *
   * @param principal the principal if one is made
   * @param client likewise
   */
  @Command(namespace = NAMESPACE, name = "EnableSystemIdentity", version = "1")
  record EnableSystemIdentity(ResourcePath path, PrincipalId principal, ClientId client)
      implements IdentityCommand {}

  /**
   * Ends a resource's system-assigned identity and its grants.
   *
   * <p>Refused as {@code ResourceNotFound}, {@code ScopeLocked} or {@code LastOwner}.
   */
  @Command(namespace = NAMESPACE, name = "DisableSystemIdentity", version = "1")
  record DisableSystemIdentity(ResourcePath path) implements IdentityCommand {}

  /**
   * Lets a resource act as a user-assigned identity.
   *
   * <p>Refused as {@code ResourceNotFound}, {@code IdentityNotFound} or {@code ScopeLocked}.
   */
  @Command(namespace = NAMESPACE, name = "AttachUserIdentity", version = "1")
  record AttachUserIdentity(ResourcePath path, ResourcePath identity) implements IdentityCommand {}

  /**
   * Ends that.
   *
   * <p>Refused as {@code ResourceNotFound}, {@code IdentityNotFound} or {@code ScopeLocked}.
   */
  @Command(namespace = NAMESPACE, name = "DetachUserIdentity", version = "1")
  record DetachUserIdentity(ResourcePath path, ResourcePath identity) implements IdentityCommand {}
}
