package dev.lanyard.eventstore.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * All levels of tiles, of which the lowest says how many leaves they span. One thread changes them;
 * any number of threads read.
 */
final class TileLevels {
  /** Bits of an index that one level of tiles spans. */
  static final int BITS = 8;

  /** Levels for all positions there can be. */
  static final int COUNT = 8;

  private final List<TileLevel> levels;
  private final TileHashing hashing = new TileHashing();
  private final ReadWriteLock truncating = new ReentrantReadWriteLock();
  private volatile long size;

  TileLevels(Path folder) {
    this.levels =
        IntStream.range(0, COUNT)
            .mapToObj(level -> new TileLevel(new TileFiles(folder.resolve(String.valueOf(level)))))
            .toList();
  }

  /** How many leaves they span. */
  long size() {
    return size;
  }

  /** How many hashes a level has for so many leaves. */
  static long span(long leaves, int level) {
    return leaves >>> (level * BITS);
  }

  /** How many leaves the files span, as far as all levels agree. */
  long inFiles() throws IOException {
    long agreed = levels.getFirst().files().count();
    for (int level = 1; level < COUNT; level++) {
      long complete = levels.get(level).files().count();
      if (complete < span(agreed, level)) {
        agreed = ((complete + 1) << (level * BITS)) - 1;
      }
    }
    return agreed;
  }

  /**
   * Goes on behind so many leaves; what follows them goes.
   *
   * @param minimumIndex the first leaf whose hash is needed
   */
  void resume(long leaves, long minimumIndex) throws IOException {
    truncating.writeLock().lock();
    try {
      size = 0;
      for (int level = 0; level < COUNT; level++) {
        levels.get(level).resume(span(leaves, level), level > 0 || leaves > minimumIndex);
      }
      size = leaves;
    } finally {
      truncating.writeLock().unlock();
    }
  }

  /** Takes the hashes of the next leaves. */
  void append(List<byte[]> leaves) throws IOException {
    for (byte[] leaf : leaves) {
      add(0, hashing.leaf(leaf));
    }
    publish();
  }

  /** Takes the roots of the next full tiles of leaves whose own hashes are not known. */
  void appendTiles(List<byte[]> roots) throws IOException {
    TileLevel leaves = levels.getFirst();
    long from = span(leaves.count(), 1);
    leaves.skipTo((from + roots.size()) * TileLevel.WIDTH);
    for (byte[] root : roots) {
      add(1, root);
    }
    publish();
  }

  private void add(int level, byte[] hash) {
    TileLevel at = levels.get(level);
    if (at.add(hash)) {
      add(level + 1, hashing.root(at.lastTile()));
    }
  }

  private void publish() throws IOException {
    for (TileLevel level : levels) {
      level.flush();
    }
    size = levels.getFirst().count();
  }

  /** Deletes files whose hashes are all of leaves before an index. */
  void dropBefore(long minimumIndex) throws IOException {
    levels.getFirst().files().dropBefore(minimumIndex);
  }

  /**
   * Neighbouring hashes of one level, of one tile.
   *
   * @throws IndexOutOfBoundsException if the tree is smaller
   */
  byte[] read(int level, long index, int count) throws IOException {
    truncating.readLock().lock();
    try {
      if (index < 0 || index + count > span(size, level)) {
        throw new IndexOutOfBoundsException("the tree has %d leaves".formatted(size));
      }
      return levels.get(level).files().read(index, count);
    } finally {
      truncating.readLock().unlock();
    }
  }
}
