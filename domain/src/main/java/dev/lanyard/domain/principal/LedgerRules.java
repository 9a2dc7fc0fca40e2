package dev.lanyard.domain.principal;

import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.RecoverOperator;
import java.util.List;

/** The rules of what every ledger starts with, and of how its operator comes back. */
public final class LedgerRules {
  /** Brings to life what every rule needs. */
  public static final Rule<InstallDefaults, ?> INSTALL =
      new Rule<>(InstallDefaults.class, new InstallDefaultsDecider());

  /** Makes a new operator. */
  public static final Rule<RecoverOperator, ?> RECOVER =
      new Rule<>(RecoverOperator.class, new RecoverOperatorDecider());

  private LedgerRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(INSTALL, RECOVER);
  }
}
