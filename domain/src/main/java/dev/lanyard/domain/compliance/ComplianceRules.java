package dev.lanyard.domain.compliance;

import dev.lanyard.domain.Rule;
import dev.lanyard.domain.command.ComplianceCommand.RecordReplay;
import java.util.List;

/** The rules of what reviews put on record. */
public final class ComplianceRules {
  /** Puts the end of a replay on record. */
  public static final Rule<RecordReplay, ?> RECORD_REPLAY =
      new Rule<>(RecordReplay.class, new RecordReplayDecider());

  private ComplianceRules() {}

  /** All of them. */
  public static List<Rule<?, ?>> all() {
    return List.of(RECORD_REPLAY);
  }
}
