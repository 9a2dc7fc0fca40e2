package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.About;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.ResourceCommand.PatchResource;
import dev.lanyard.domain.command.ResourceCommand.PutResource;
import dev.lanyard.domain.resource.Deletion.Target;
import java.util.List;

/** The rules of generic resources. */
public final class ResourceRules {
  public static final Rule<PutResource, ? extends About<LiveResource>> PUT =
      new Rule<>(PutResource.class, new PutResourceDecider());
  public static final Rule<PatchResource, ? extends About<LiveResource>> PATCH =
      new Rule<>(PatchResource.class, new PatchResourceDecider());
  public static final Rule<DeleteResource, ?> DELETE =
      new Rule<>(
          DeleteResource.class,
          new Deletion<>(
              command ->
                  new Target(
                      command.path(), Place.Resource.class, command.precondition(), accepted())));

  private ResourceRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(PUT, PATCH, DELETE);
  }
}
