package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.About;
import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.GroupCommand.CreateResourceGroup;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.GroupCommand.UpdateResourceGroup;
import dev.lanyard.domain.resource.Deletion.Target;
import java.util.List;

/** The rules of resource groups. */
public final class GroupRules {
  public static final Rule<CreateResourceGroup, ? extends About<LiveGroup>> CREATE =
      new Rule<>(CreateResourceGroup.class, new CreateResourceGroupDecider());
  public static final Rule<UpdateResourceGroup, ? extends About<LiveGroup>> UPDATE =
      new Rule<>(UpdateResourceGroup.class, new UpdateResourceGroupDecider());
  public static final Rule<DeleteResourceGroup, ?> DELETE =
      new Rule<>(
          DeleteResourceGroup.class,
          new Deletion<>(
              command ->
                  new Target(
                      command.path(),
                      Place.Group.class,
                      new Precondition.Always(),
                      rejected(new ResourceGroupNotFound(command.path())))));

  private GroupRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(CREATE, UPDATE, DELETE);
  }
}
