package dev.lanyard.domain.identity;

import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DetachUserIdentity;
import dev.lanyard.domain.command.IdentityCommand.DisableSystemIdentity;
import dev.lanyard.domain.command.IdentityCommand.EnableSystemIdentity;
import java.util.List;

/** The rules of which identities a resource has. */
public final class IdentityRules {
  public static final Rule<EnableSystemIdentity, ?> ENABLE =
      new Rule<>(EnableSystemIdentity.class, new EnableSystemIdentityDecider());
  public static final Rule<DisableSystemIdentity, ?> DISABLE =
      new Rule<>(DisableSystemIdentity.class, new DisableSystemIdentityDecider());
  public static final Rule<AttachUserIdentity, ?> ATTACH =
      new Rule<>(AttachUserIdentity.class, new AttachUserIdentityDecider());
  public static final Rule<DetachUserIdentity, ?> DETACH =
      new Rule<>(DetachUserIdentity.class, new DetachUserIdentityDecider());

  private IdentityRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(ENABLE, DISABLE, ATTACH, DETACH);
  }
}
