package dev.lanyard.projections.state;

import dev.lanyard.projections.store.Readers;
import dev.lanyard.projections.store.Snapshots;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the present, for as long as no commit of the view has changed what workloads are: they
 * are those that the view would give. What was not found is not remembered, so that strangers
 * cannot displace what is there.
 */
final class Remembered<K, V> {
  /** Most answers that are remembered; one more, and all are forgotten: the hot ones come back. */
  static final int SIZE_MAX = 8_192;

  private final Snapshots snapshots;
  private final WorkloadChanges changes;
  private final Map<K, Known<V>> known = new ConcurrentHashMap<>();

  /**
   * An answer.
   *
   * @param generation of the view's file that was read
   * @param position the commit that was read
   */
  private record Known<V>(long generation, long position, V value) {}

  Remembered(Snapshots snapshots, WorkloadChanges changes) {
    this.snapshots = snapshots;
    this.changes = changes;
  }

  Optional<V> get(K key, Readers.Question<Optional<V>> question) {
    // In this order: changes tell of every commit that this position has passed.
    long position = snapshots.position();
    @Nullable Known<V> found = known.get(key);
    return found != null && holds(found, position)
        ? Optional.of(found.value())
        : learn(key, question);
  }

  private boolean holds(Known<V> found, long position) {
    return found.generation() == snapshots.generation()
        && (found.position() >= position || changes.noneSince(found.position()));
  }

  private Optional<V> learn(K key, Readers.Question<Optional<V>> question) {
    long generation = snapshots.generation();
    Optional<Known<V>> learnt =
        snapshots.read(
            reader -> {
              long position = reader.number("SELECT position FROM progress");
              return question.answer(reader).map(value -> new Known<>(generation, position, value));
            });
    learnt.ifPresent(
        fresh -> {
          if (known.size() >= SIZE_MAX) {
            known.clear();
          }
          known.put(key, fresh);
        });
    return learnt.map(Known::value);
  }
}
