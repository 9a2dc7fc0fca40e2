package dev.lanyard.domain.event;

import dev.lanyard.domain.Tags;
import dev.lanyard.domain.UsageSummary;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What stays known of how tokens and rights were used. */
public sealed interface UsageEvent extends TrustEvent {

  /** The access log may let go of a span of its records: this is what they told. */
  @Event(namespace = NAMESPACE, name = "UsageSummarised", version = "1")
  record UsageSummarised(UsageSummary usage) implements UsageEvent {
    @Override
    public Set<Tag> tags() {
      return LongStream.rangeClosed(usage.firstSegment(), usage.lastSegment())
          .mapToObj(Tags::segment)
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
