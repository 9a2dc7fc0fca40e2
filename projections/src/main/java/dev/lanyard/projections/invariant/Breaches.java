package dev.lanyard.projections.invariant;

import dev.lanyard.domain.ResourcePath;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Counts what was checked, and tells what did not hold. */
final class Breaches {
  private final Optional<ResourcePath> scope;
  private final Consumer<Breach> told;
  private final Map<Invariant, long[]> counts = new EnumMap<>(Invariant.class);

  /**
   * @param scope what lies elsewhere is not told; empty for everything
   */
  Breaches(Optional<ResourcePath> scope, Consumer<Breach> told) {
    this.scope = scope;
    this.told = told;
    for (Invariant invariant : Invariant.values()) {
      counts.put(invariant, new long[2]);
    }
  }

  /** One check more; tells unless it holds. The words are asked for where it does not. */
  void check(
      boolean holds,
      Invariant invariant,
      long position,
      Optional<ResourcePath> path,
      Supplier<String> what) {
    long[] count = count(invariant);
    count[0]++;
    if (!holds && isInScope(path)) {
      count[1]++;
      told.accept(new Breach(invariant, position, path, what.get()));
    }
  }

  /** The same of something that has a place. */
  void check(
      boolean holds, Invariant invariant, long position, ResourcePath path, Supplier<String> what) {
    check(holds, invariant, position, Optional.of(path), what);
  }

  private boolean isInScope(Optional<ResourcePath> path) {
    return scope.isEmpty() || path.isEmpty() || path.get().isWithin(scope.get());
  }

  /** How often an invariant was checked. */
  long checked(Invariant invariant) {
    return count(invariant)[0];
  }

  /** How often it did not hold. */
  long broken(Invariant invariant) {
    return count(invariant)[1];
  }

  private long[] count(Invariant invariant) {
    return Objects.requireNonNull(counts.get(invariant));
  }
}
