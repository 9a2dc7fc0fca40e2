package dev.lanyard.domain.command;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ThingId;
import java.util.Map;
import java.util.Optional;
import org.axonframework.messaging.commandhandling.annotation.Command;

/** What one may ask of resource groups. */
public sealed interface GroupCommand extends LifecycleCommand {

  /** The group's path. */
  ResourcePath path();

  /**
   * Creates a group, or gives a live one these tags (ARM's PUT).
   *
   * <p>Refused as {@code SubscriptionNotFound}, {@code LocationFixed} or {@code ScopeLocked}.
   *
   * @param fresh the uid of the group if it is created
   * @param tags the owner's tags; empty where the body has none: a live group keeps its own
   */
  @Command(namespace = NAMESPACE, name = "CreateResourceGroup", version = "1")
  record CreateResourceGroup(
      ResourcePath path, ThingId fresh, String location, Optional<Map<String, String>> tags)
      implements GroupCommand {}

  /**
   * Gives a live group other tags (ARM's PATCH: tags replace as a whole).
   *
   * <p>Refused as {@code ResourceGroupNotFound} or {@code ScopeLocked}.
   */
  @Command(namespace = NAMESPACE, name = "UpdateResourceGroup", version = "1")
  record UpdateResourceGroup(ResourcePath path, Map<String, String> tags) implements GroupCommand {}

  /**
   * Ends a group and all in it.
   *
   * <p>Refused as {@code ResourceGroupNotFound}, {@code ScopeLocked}, {@code LastOwner} or {@code
   * CascadeTooLarge}.
   */
  @Command(namespace = NAMESPACE, name = "DeleteResourceGroup", version = "1")
  record DeleteResourceGroup(ResourcePath path) implements GroupCommand {}
}
