package dev.lanyard.domain.command;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.IdentityBlock;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ThingId;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of generic resources. */
public sealed interface ResourceCommand extends LifecycleCommand {

  /** The resource's path. */
  ResourcePath path();

  /**
   * Identifiers for what a command may bring to life; unused ones are forgotten.
   *
   * @param thing the uid of the resource if it is created
   * @param principal the principal of its system-assigned identity if that is enabled
   * @param client likewise
   */
  record Fresh(ThingId thing, PrincipalId principal, ClientId client) {}

  /**
   * The desired state of a resource, all parts or none (ARM's PUT). The identity block's map
   * replaces what is attached; without the block identities stay as they are.
   *
   * <p>Refused as {@code ResourceGroupNotFound}, {@code ParentNotFound}, {@code LocationFixed},
   * {@code InvalidName} (the path of a group or a user-assigned identity), {@code
   * IdentityNotFound}, {@code ScopeLocked}, {@code PreconditionFailed} or {@code LastOwner}.
   *
   * @param location empty where the body has none: a live resource keeps its own
   * @param tags empty where the body has none: no tags
   * @param rest the other members of the body
   */
  @Command(namespace = NAMESPACE, name = "PutResource", version = "1")
  record PutResource(
      ResourcePath path,
      Fresh fresh,
      Optional<String> location,
      Map<String, String> tags,
      Json.Obj rest,
      Optional<IdentityBlock> identity,
      Precondition precondition)
      implements ResourceCommand {}

  /**
   * A change to a live resource, all parts or none (ARM's PATCH). Other members merge as in RFC
   * 7396; tags replace as a whole; the identity block's map merges, {@code null} detaches.
   *
   * <p>Refused as {@code ResourceNotFound}, {@code IdentityNotFound}, {@code ScopeLocked}, {@code
   * PreconditionFailed} or {@code LastOwner}.
   *
   * @param tags empty where the body has none: they stay
   */
  @Command(namespace = NAMESPACE, name = "PatchResource", version = "1")
  record PatchResource(
      ResourcePath path,
      Fresh fresh,
      Optional<Map<String, String>> tags,
      Json.Obj rest,
      Optional<IdentityBlock> identity,
      Precondition precondition)
      implements ResourceCommand {}

  /**
   * Ends a resource and all that hangs on it: children, identity, grants, attachments. Missing is
   * accepted.
   *
   * <p>Refused as {@code ScopeLocked}, {@code LastOwner}, {@code PreconditionFailed} or {@code
   * CascadeTooLarge}.
   */
  @Command(namespace = NAMESPACE, name = "DeleteResource", version = "1")
  record DeleteResource(ResourcePath path, Precondition precondition) implements ResourceCommand {}
}
