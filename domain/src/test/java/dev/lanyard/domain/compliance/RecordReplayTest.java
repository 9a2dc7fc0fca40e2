package dev.lanyard.domain.compliance;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.principal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.domain.command.ComplianceCommand.RecordReplay;
import dev.lanyard.domain.event.ComplianceEvent.ReplayEnded;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecordReplayTest {
  private static final ReplayId REPLAY = new ReplayId(new UUID(9, 1));
  private static final PrincipalId AUDITOR = principal(7);
  private static final String DIGEST = "0f".repeat(32);
  private static final ReplayEnded ENDED =
      new ReplayEnded(REPLAY, 12, Optional.of(GROUP_PATH), ReplayOutcome.CLEAN, DIGEST, AUDITOR);
  private static final RecordReplay RECORD =
      new RecordReplay(REPLAY, 12, Optional.of(GROUP_PATH), ReplayOutcome.CLEAN, DIGEST, AUDITOR);

  private static final RecordReplay AGAIN =
      new RecordReplay(
          REPLAY, 12, Optional.empty(), ReplayOutcome.INTERRUPTED, "a0".repeat(32), AUDITOR);

  @Test
  void the_end_of_a_replay_is_a_fact() {
    assertThat(given(ComplianceRules.RECORD_REPLAY).when(RECORD)).isEqualTo(accepted(ENDED));
  }

  @Test
  void a_replay_that_has_ended_does_not_end_again() {
    assertThat(given(ComplianceRules.RECORD_REPLAY, ENDED).when(AGAIN)).isEqualTo(accepted());
  }

  @Test
  void the_end_of_another_replay_is_not_its_own() {
    ReplayEnded other =
        new ReplayEnded(
            new ReplayId(new UUID(9, 2)),
            3,
            Optional.empty(),
            ReplayOutcome.CANCELLED,
            DIGEST,
            AUDITOR);
    assertThat(given(ComplianceRules.RECORD_REPLAY, other).when(RECORD)).isEqualTo(accepted(ENDED));
  }
}
