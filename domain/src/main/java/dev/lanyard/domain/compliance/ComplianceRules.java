package dev.lanyard.domain.compliance;

import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.ComplianceCommand.ErasePersonalPart;
import dev.lanyard.domain.command.ComplianceCommand.RecordReplay;
import java.util.List;

/** The rules of what reviews put on record, and of what is forgotten. */
public final class ComplianceRules {
  /** Puts the end of a replay on record. */
  public static final Rule<RecordReplay, ?> RECORD_REPLAY =
      new Rule<>(RecordReplay.class, new RecordReplayDecider());

  /** Erases the personal part of an event. */
  public static final Rule<ErasePersonalPart, Erasure> ERASE =
      new Rule<>(ErasePersonalPart.class, new ErasePersonalPartDecider());

  private ComplianceRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(RECORD_REPLAY, ERASE);
  }
}
