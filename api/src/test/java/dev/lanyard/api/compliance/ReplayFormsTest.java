package dev.lanyard.api.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.projections.ViewReplay.Compared;
import dev.lanyard.projections.ViewReplay.Difference;
import dev.lanyard.projections.replay.Check;
import dev.lanyard.projections.replay.Finding;
import dev.lanyard.projections.replay.ReplayOrder;
import dev.lanyard.projections.replay.ReplayResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayFormsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final ReplayTicket TICKET =
      ReplayTicket.of(
          new ReplayId(new UUID(4, 1)),
          new ReplayOrder(9, Optional.empty(), Set.of(Check.values())),
          new PrincipalId(new UUID(4, 2)),
          NOW);

  private static ReplayReport report(String what) {
    return ReplayReport.of(
        TICKET,
        new ReplayResult(
            9,
            3,
            Optional.of(NOW),
            Optional.of(NOW),
            Optional.empty(),
            List.of(),
            List.of(
                new Compared("state", 5, 1, List.of(new Difference("body", "live", 7, "a"))),
                new Compared("audit", 5, 1, List.of(new Difference("event", "live", 4, "b")))),
            List.of(new Finding(Check.VIEWS, "state.body", 7, Optional.of("/x"), what)),
            2),
        "1.0",
        NOW,
        Duration.ofMillis(2));
  }

  @Test
  void cells_that_a_spreadsheet_would_compute_are_texts() {
    assertThat(ReplayForms.csv(report("=1+\"2\"")))
        .isEqualTo(
            "check,rule,position,path,what\r\n"
                + "\"views\",\"state.body\",7,\"/x\",\"'=1+\"\"2\"\"\"\r\n");
  }

  @Test
  void nothing_of_a_report_is_markup() {
    assertThat(ReplayForms.html(report("<script>alert(1)</script>&\"'")))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;")
        .doesNotContain("<script");
  }

  @Test
  void a_page_tells_an_unfinished_replay_with_its_reason() {
    ReplayReport failed =
        ReplayReport.unfinished(
            TICKET, ReplayOutcome.FAILED, "1.0", NOW, Optional.empty(), Optional.of("no room"));

    assertThat(ReplayForms.html(failed)).contains("Failed", "no room");
    assertThat(ReplayForms.csv(failed)).isEqualTo("check,rule,position,path,what\r\n");
  }

  @Test
  void the_first_difference_is_the_one_that_comes_first_in_the_ledger() {
    assertThat(report("x").firstDifference())
        .contains(new ReplayReport.FirstDifference("audit", "event", "live", 4, "b"));
    assertThat(report("x").outcome()).isEqualTo("Findings");
    assertThat(report("x").replayed().orElseThrow().eventsPerSecond()).isEqualTo(4_500);
  }
}
