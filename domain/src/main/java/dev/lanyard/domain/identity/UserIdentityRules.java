package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.About;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.command.UserIdentityCommand.UpdateUserIdentity;
import dev.lanyard.domain.resource.Deletion;
import dev.lanyard.domain.resource.Deletion.Target;
import dev.lanyard.domain.resource.Place;
import java.util.List;

/** The rules of user-assigned identities. */
public final class UserIdentityRules {
  public static final Rule<CreateUserIdentity, ? extends About<LiveUserIdentity>> CREATE =
      new Rule<>(CreateUserIdentity.class, new CreateUserIdentityDecider());
  public static final Rule<UpdateUserIdentity, ? extends About<LiveUserIdentity>> UPDATE =
      new Rule<>(UpdateUserIdentity.class, new UpdateUserIdentityDecider());
  public static final Rule<DeleteUserIdentity, ?> DELETE =
      new Rule<>(
          DeleteUserIdentity.class,
          new Deletion<>(
              command ->
                  new Target(
                      command.path(),
                      Place.UserIdentity.class,
                      new Precondition.Always(),
                      accepted())));

  private UserIdentityRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(CREATE, UPDATE, DELETE);
  }
}
