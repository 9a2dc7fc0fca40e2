package dev.lanyard.domain.usage;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Given.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Race;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.command.LedgerCommand.SummariseUsage;
import dev.lanyard.domain.event.UsageEvent.UsageSummarised;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UsageRulesTest {
  private static final UsageSummary FIRST = span(1, 512);
  private static final UsageSummary NEXT = span(513, 768);

  private static UsageSummary span(long first, long last) {
    return new UsageSummary(
        first, last, Instant.EPOCH, Instant.EPOCH, List.of(), 0, Counts.NONE, 0);
  }

  @Test
  void a_span_is_summed_up() {
    assertThat(given(UsageRules.SUMMARISE).when(new SummariseUsage(FIRST)))
        .isEqualTo(accepted(new UsageSummarised(FIRST)));
    assertThat(
            given(UsageRules.SUMMARISE, new UsageSummarised(FIRST)).when(new SummariseUsage(NEXT)))
        .isEqualTo(accepted(new UsageSummarised(NEXT)));
  }

  @Test
  void no_segment_is_summed_up_twice_and_the_summary_of_the_first_is_known() {
    for (UsageSummary overlapping :
        List.of(FIRST, span(1, 256), span(257, 512), span(257, 768), span(1, 1024))) {
      var attempt =
          given(UsageRules.SUMMARISE, new UsageSummarised(NEXT), new UsageSummarised(FIRST))
              .attempt(new SummariseUsage(overlapping));
      assertThat(attempt.decision()).as(overlapping.toString()).isEqualTo(accepted());
      assertThat(attempt.after().subject()).isEqualTo(Optional.of(FIRST));
    }
  }

  @Test
  void of_two_summaries_of_one_segment_at_once_one_is_written() {
    assertThat(
            Race.after()
                .conflict(
                    Race.of(UsageRules.SUMMARISE, new SummariseUsage(FIRST)),
                    Race.of(UsageRules.SUMMARISE, new SummariseUsage(span(257, 768)))))
        .isEqualTo(accepted());
    Race.after()
        .noConflict(
            Race.of(UsageRules.SUMMARISE, new SummariseUsage(FIRST)),
            Race.of(UsageRules.SUMMARISE, new SummariseUsage(NEXT)));
  }

  @Test
  void a_span_is_a_run_of_whole_segments() {
    assertThat(span(1, 64 * 256).lastSegment()).isEqualTo(63);
    for (List<Long> bad :
        List.of(
            List.of(0L, 256L),
            List.of(2L, 256L),
            List.of(1L, 255L),
            List.of(257L, 256L),
            List.of(1L, 65 * 256L))) {
      assertThatThrownBy(() -> span(bad.getFirst(), bad.getLast()))
          .as(bad.toString())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
