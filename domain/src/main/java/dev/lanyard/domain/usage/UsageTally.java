package dev.lanyard.domain.usage;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.UsageSummary;
import dev.lanyard.domain.UsageSummary.Counts;
import dev.lanyard.domain.UsageSummary.Usage;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.domain.access.AccessEvent.StreamEnded;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums up the records of a span of the access log, which it is given in their order. */
public final class UsageTally {
  private static final Counts TOKEN_ISSUED = new Counts(1, 0, 0, 0, 0);
  private static final Counts TOKEN_REFUSED = new Counts(0, 1, 0, 0, 0);
  private static final Counts COMMAND_REFUSED = new Counts(0, 0, 1, 0, 0);
  private static final Counts REQUEST_REFUSED = new Counts(0, 0, 0, 1, 0);
  private static final Counts READING = new Counts(0, 0, 0, 0, 1);

  /** Equal figures are told by id, so that equal records have equal summaries. */
  private static final Comparator<Usage> MOST_FIRST =
      Comparator.comparingLong((Usage usage) -> usage.counts().all())
          .reversed()
          .thenComparing(usage -> usage.principal().toString());

  private final long firstPosition;
  private final long lastPosition;
  private final Map<PrincipalId, Usage> byPrincipal = new HashMap<>();
  private Optional<Instant> from = Optional.empty();
  private Instant until = Instant.EPOCH;
  private Counts unknown = Counts.NONE;
  private long turnedAway;

  /** Sums up from one position to another, both included. */
  public UsageTally(long firstPosition, long lastPosition) {
    this.firstPosition = firstPosition;
    this.lastPosition = lastPosition;
  }

  /** Counts a record of the span. */
  public void add(Instant at, AccessEvent event) {
    from = from.or(() -> Optional.of(at));
    until = at;
    switch (event) {
      case TokenIssued issued -> count(issued.principal(), TOKEN_ISSUED, Optional.of(at));
      case TokenRefused refused -> count(refused.principal(), TOKEN_REFUSED, Optional.empty());
      case WorkloadTokenRefused _ -> unknown = unknown.plus(TOKEN_REFUSED);
      case RequestRefused refused ->
          count(
              refused.caller(),
              refused.operation().isPresent() ? COMMAND_REFUSED : REQUEST_REFUSED,
              Optional.empty());
      case RecordsRead read -> count(read.caller(), READING, Optional.empty());
      // Its beginning was counted.
      case StreamEnded _ -> {}
      case CallersTurnedAway turned ->
          turnedAway += turned.counts().values().stream().mapToLong(Long::longValue).sum();
    }
  }

  private void count(PrincipalId principal, Counts one, Optional<Instant> tokenAt) {
    byPrincipal.merge(
        principal,
        new Usage(principal, one, tokenAt),
        (known, more) ->
            new Usage(
                principal,
                known.counts().plus(more.counts()),
                more.lastTokenAt().or(known::lastTokenAt)));
  }

  /** What was counted. */
  public UsageSummary summary() {
    List<Usage> most = byPrincipal.values().stream().sorted(MOST_FIRST).toList();
    int named = Math.min(most.size(), UsageSummary.PRINCIPALS_MAX);
    List<Usage> rest = most.subList(named, most.size());
    return new UsageSummary(
        firstPosition,
        lastPosition,
        from.orElse(until),
        until,
        most.subList(0, named),
        rest.size(),
        rest.stream().map(Usage::counts).reduce(unknown, Counts::plus),
        turnedAway);
  }
}
