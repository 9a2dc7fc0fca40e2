package dev.lanyard.api.wiring;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.principal.LedgerRules;
import dev.lanyard.domain.role.BuiltInRoles;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the ledger, before the server listens, for what every rule needs. On a ledger that has it,
 * nothing is appended.
 */
final class Defaults implements SmartLifecycle {
  private final Commands commands;
  private final Installation installation;
  private volatile boolean installed;

  Defaults(Commands commands, Installation installation) {
    this.commands = commands;
    this.installation = installation;
  }

  @Override
  public void start() {
    var operator =
        new Operator(
            installation.operator(),
            installation.operatorClient(),
            Personal.of("Local operator"),
            installation.ownership(),
            List.of());
    commands.send(
        LedgerRules.INSTALL,
        new InstallDefaults(
            installation.tenant(),
            installation.subscription(),
            "Lanyard",
            BuiltInRoles.ALL,
            operator),
        Caller.itself(installation.operator()),
        Authorisation.ITSELF);
    installed = true;
  }

  @Override
  public void stop() {
    installed = false;
  }

  @Override
  public boolean isRunning() {
    return installed;
  }

  @Override
  public int getPhase() {
    return Phases.DEFAULTS;
  }
}
