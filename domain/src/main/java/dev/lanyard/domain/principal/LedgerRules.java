package dev.lanyard.domain.principal;

import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import java.util.List;

/** The rules of what every ledger starts with. */
public final class LedgerRules {
  /** Brings to life what every rule needs. */
  public static final Rule<InstallDefaults, ?> INSTALL =
      new Rule<>(InstallDefaults.class, new InstallDefaultsDecider());

  private LedgerRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(INSTALL);
  }
}
