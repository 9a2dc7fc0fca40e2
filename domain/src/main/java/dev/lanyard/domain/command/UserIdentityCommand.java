package dev.lanyard.domain.command;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of user-assigned identities. */
public sealed interface UserIdentityCommand extends LifecycleCommand {

  /** The resource type of user-assigned identities. */
  String TYPE = "Microsoft.ManagedIdentity/userAssignedIdentities";

  /** The identity's path; its type is {@link #TYPE}. */
  ResourcePath path();

  /**
   * Creates a user-assigned identity, or gives a live one these tags (ARM's PUT). A live one keeps
   * its principal and client id.
   *
   * <p>Refused as {@code ResourceGroupNotFound}, {@code LocationFixed}, {@code InvalidName} or
   * {@code ScopeLocked}.
   *
   * @param fresh ids of the identity if it is created
   * @param tags empty where the body has none: no tags
   * @param isolation empty where the body has none: a live one keeps its own
   */
  @Command(namespace = NAMESPACE, name = "CreateUserIdentity", version = "1")
  record CreateUserIdentity(
      ResourcePath path,
      ResourceCommand.Fresh fresh,
      String location,
      Map<String, String> tags,
      Optional<Isolation> isolation)
      implements UserIdentityCommand {}

  /**
   * Changes a live one (ARM's PATCH: what is absent stays).
   *
   * <p>Refused as {@code ResourceNotFound} or {@code ScopeLocked}.
   */
  @Command(namespace = NAMESPACE, name = "UpdateUserIdentity", version = "1")
  record UpdateUserIdentity(
      ResourcePath path, Optional<Map<String, String>> tags, Optional<Isolation> isolation)
      implements UserIdentityCommand {}

  /**
   * Ends a user-assigned identity: its attachments everywhere and its grants. Missing is accepted.
   *
   * <p>Refused as {@code ScopeLocked}, {@code LastOwner} or {@code CascadeTooLarge}.
   */
  @Command(namespace = NAMESPACE, name = "DeleteUserIdentity", version = "1")
  record DeleteUserIdentity(ResourcePath path) implements UserIdentityCommand {}
}
