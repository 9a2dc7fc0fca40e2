package dev.lanyard.domain.principal;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.PrincipalCommand.DisablePrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RegisterPrincipal;
import dev.lanyard.domain.command.PrincipalCommand.RemovePrincipal;
import java.util.List;

/** The rules of registered principals. */
public final class PrincipalRules {
  /** Makes a principal known. */
  public static final Rule<RegisterPrincipal, ? extends About<Principal>> REGISTER =
      new Rule<>(RegisterPrincipal.class, new RegisterPrincipalDecider());

  /** Keeps a principal from acting. */
  public static final Rule<DisablePrincipal, ? extends About<Principal>> DISABLE =
      new Rule<>(DisablePrincipal.class, new DisablePrincipalDecider());

  /** Ends a principal and its grants. */
  public static final Rule<RemovePrincipal, ? extends About<Principal>> REMOVE =
      new Rule<>(RemovePrincipal.class, new RemovePrincipalDecider());

  private PrincipalRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(REGISTER, DISABLE, REMOVE);
  }
}
