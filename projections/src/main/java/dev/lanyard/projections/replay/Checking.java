package dev.lanyard.projections.replay;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.invariant.Breach;
import dev.lanyard.projections.invariant.Invariant;
import dev.lanyard.projections.invariant.Invariants;
import dev.lanyard.projections.replay.ReplayResult.Held;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Counts the commits of a replay, and checks the invariants of each if that was asked for. */
final class Checking {
  private final boolean checks;
  private final Findings findings;
  private final Invariants invariants;
  private long commits;
  private Optional<Instant> first = Optional.empty();
  private Optional<Instant> last = Optional.empty();

  Checking(boolean checks, Optional<ResourcePath> scope, Findings findings) {
    this.checks = checks;
    this.findings = findings;
    this.invariants = new Invariants(scope, this::tell);
  }

  /** Looks at whole commits. */
  void apply(List<Recorded> chunk) {
    first = first.or(() -> Optional.of(chunk.getFirst().committedAt()));
    last = Optional.of(chunk.getLast().committedAt());
    int from = 0;
    for (int at = 0; at < chunk.size(); at++) {
      if (chunk.get(at).closesCommit()) {
        if (checks) {
          invariants.apply(chunk.subList(from, at + 1));
        }
        from = at + 1;
        commits++;
      }
    }
  }

  private void tell(Breach breach) {
    findings.add(
        new Finding(
            Check.INVARIANTS,
            breach.invariant().name(),
            breach.position(),
            breach.path().map(Object::toString),
            breach.what()));
  }

  /** How many commits there were. */
  long commits() {
    return commits;
  }

  /** When the first of them was made. */
  Optional<Instant> first() {
    return first;
  }

  /** When the last one was made. */
  Optional<Instant> last() {
    return last;
  }

  /** What was found of each invariant; none where they were not asked for. */
  List<Held> held() {
    return checks ? Arrays.stream(Invariant.values()).map(this::held).toList() : List.of();
  }

  private Held held(Invariant invariant) {
    return new Held(
        invariant.name(),
        invariant.text(),
        invariants.checked(invariant),
        invariants.broken(invariant));
  }
}
