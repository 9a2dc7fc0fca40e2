package dev.lanyard.projections.replay;

import dev.lanyard.domain.command.ComplianceCommand.ErasePersonalPart;
import dev.lanyard.domain.compliance.ComplianceRules;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.Recorded;

/** Has personal parts erased. Each event of such a ledger says where its request came from. */
final class Erased {
  private Erased() {}

  /** Of the first event of a type; its position. */
  static long first(Class<? extends LifecycleEvent> type, RulesLedger ledger) {
    Recorded fact =
        ledger.ledger().read(0, Integer.MAX_VALUE).stream()
            .filter(each -> type.isInstance(each.event()))
            .findFirst()
            .orElseThrow();
    at(fact.position(), type.getSimpleName(), ledger);
    return fact.position();
  }

  /** Of the event at a position. */
  static void at(long position, String event, RulesLedger ledger) {
    ledger.send(ComplianceRules.ERASE, new ErasePersonalPart(position, event, "asked for"));
  }
}
