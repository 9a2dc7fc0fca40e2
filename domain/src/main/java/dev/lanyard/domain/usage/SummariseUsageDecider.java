package dev.lanyard.domain.usage;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.command.LedgerCommand.SummariseUsage;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.UsageEvent.UsageSummarised;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** No record of the access log is summed up twice. */
final class SummariseUsageDecider implements Decider<SummariseUsage, UsageState> {

  @Override
  public List<Step<SummariseUsage, UsageState>> steps() {
    return List.of((command, _) -> summariesOf(command.usage()));
  }

  private static Boundary summariesOf(UsageSummary span) {
    List<Long> segments =
        LongStream.rangeClosed(span.firstSegment(), span.lastSegment()).boxed().toList();
    return Boundary.each(
        segments, segment -> Boundary.of(Set.of(UsageSummarised.class), Tags.segment(segment)));
  }

  @Override
  public Decision decide(SummariseUsage command, UsageState state) {
    return state.subject().isPresent()
        ? accepted()
        : accepted(new UsageSummarised(command.usage()));
  }

  @Override
  public UsageState initial(SummariseUsage command) {
    return UsageState.unknown();
  }

  @Override
  public UsageState evolve(UsageState state, LifecycleEvent event) {
    return state.after(event);
  }
}
