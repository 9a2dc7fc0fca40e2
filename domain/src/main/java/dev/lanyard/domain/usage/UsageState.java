package dev.lanyard.domain.usage;

import dev.lanyard.domain.About;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.UsageEvent.UsageSummarised;
import java.util.Optional;

/** The first summary there is of any segment of a span. */
record UsageState(Optional<UsageSummary> subject) implements About<UsageSummary> {

  static UsageState unknown() {
    return new UsageState(Optional.empty());
  }

  UsageState after(LifecycleEvent event) {
    return event instanceof UsageSummarised(var usage) && isFirst(usage)
        ? new UsageState(Optional.of(usage))
        : this;
  }

  private boolean isFirst(UsageSummary usage) {
    return subject.filter(known -> known.firstPosition() < usage.firstPosition()).isEmpty();
  }
}
