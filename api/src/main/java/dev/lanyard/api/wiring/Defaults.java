package dev.lanyard.api.wiring;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.start.Bootstrap;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.command.LedgerCommand.InstallDefaults;
import dev.lanyard.domain.command.LedgerCommand.Operator;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.principal.LedgerRules;
import dev.lanyard.domain.role.BuiltInRoles;
import dev.lanyard.domain.token.BuiltInAudiences;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import java.util.List;
import org.springframework.context.SmartLifecycle;

/**
 * Asks the ledger, before the server listens, for what every rule needs. On a ledger that has it,
 * nothing is appended.
 */
final class Defaults implements SmartLifecycle {
  private static final int EVENTS_READ_MAX = 1_000;

  private final Commands commands;
  private final Ledger<Recorded> ledger;
  private final Installation installation;
  private final Bootstrap bootstrap;
  private volatile boolean installed;

  Defaults(
      Commands commands, Ledger<Recorded> ledger, Installation installation, Bootstrap bootstrap) {
    this.commands = commands;
    this.ledger = ledger;
    this.installation = installation;
    this.bootstrap = bootstrap;
  }

  @Override
  public void start() {
    List<OperatorCredential> credentials = hasHadCredential() ? List.of() : bootstrap.prepare();
    var operator =
        new Operator(
            installation.operator(),
            installation.operatorClient(),
            Personal.of("Local operator"),
            installation.ownership(),
            credentials);
    commands.send(
        LedgerRules.INSTALL,
        new InstallDefaults(
            installation.tenant(),
            installation.subscription(),
            "Lanyard",
            BuiltInRoles.ALL,
            BuiltInAudiences.ALL,
            operator),
        Caller.itself(installation.operator()),
        Authorisation.ITSELF);
    installed = true;
  }

  /**
   * Whether any operator was ever given a credential: from then on files with credentials are made
   * on command only. It is among the first facts, but for ledgers of the first release.
   */
  private boolean hasHadCredential() {
    long head = ledger.head();
    for (long after = 0; after < head; ) {
      var read = ledger.read(after, EVENTS_READ_MAX);
      if (read.stream().anyMatch(fact -> fact.event() instanceof OperatorCredentialAdded)) {
        return true;
      }
      after = read.getLast().position();
    }
    return false;
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
