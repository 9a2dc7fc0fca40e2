package dev.lanyard.api.security;

import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** What was counted instead of recorded. */
final class Counted {
  private final List<AccessEvent> recorded = new ArrayList<>();
  private final TurnedAway turnedAway =
      new TurnedAway(
          event -> {
            recorded.add(event);
            return CompletableFuture.completedFuture((long) recorded.size());
          },
          () -> Instant.EPOCH);

  TurnedAway turnedAway() {
    return turnedAway;
  }

  /** By address, then by code; ends the counting. */
  Map<String, Map<String, Long>> all() {
    turnedAway.close();
    return recorded.stream()
        .map(CallersTurnedAway.class::cast)
        .collect(
            Collectors.toMap(
                counted -> counted.address().text().orElseThrow(), CallersTurnedAway::counts));
  }
}
