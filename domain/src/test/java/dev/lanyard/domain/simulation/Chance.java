package dev.lanyard.domain.simulation;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/** What is left to chance, by one seed. */
class Chance {
  private final Random random;

  Chance(Random random) {
    this.random = random;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  UUID fresh() {
    return new UUID(random.nextLong(), random.nextLong());
  }

  boolean oneIn(int chances) {
    return random.nextInt(chances) == 0;
  }

  <T> T any(List<T> items) {
    return items.get(random.nextInt(items.size()));
  }

  /** Sorted first: sets have no order that a seed could bring back. */
  <T> Optional<T> anyOf(Collection<T> items) {
    List<T> sorted = items.stream().sorted(Comparator.comparing(Object::toString)).toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(any(sorted));
  }
}
