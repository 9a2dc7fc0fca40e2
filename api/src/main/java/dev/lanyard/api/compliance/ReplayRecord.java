package dev.lanyard.api.compliance;

import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.domain.command.ComplianceCommand.RecordReplay;
import dev.lanyard.domain.compliance.ComplianceRules;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Puts ends of replays into the lifecycle ledger, on behalf of who asked for them. */
final class ReplayRecord implements ReplayEndings {
  private final Commands commands;
  private final PrincipalId operator;

  /**
   * @param operator on record as the caller: who asked may be gone when a replay ends
   */
  ReplayRecord(Commands commands, PrincipalId operator) {
    this.commands = commands;
    this.operator = operator;
  }

  @Override
  public void end(ReplayTicket ticket, String outcome, byte[] report) {
    commands.send(
        ComplianceRules.RECORD_REPLAY,
        new RecordReplay(
            ticket.replay(),
            ticket.to(),
            ticket.path(),
            outcomeOf(outcome),
            ReplaySignature.digest(report),
            ticket.principal()),
        new Caller(
            operator,
            List.of(),
            Optional.of(ticket.principal()),
            Personal.none(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Personal.none()),
        Authorisation.ITSELF);
  }

  private static ReplayOutcome outcomeOf(String text) {
    return Arrays.stream(ReplayOutcome.values())
        .filter(outcome -> outcome.toString().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("a report has an outcome that is none"));
  }
}
