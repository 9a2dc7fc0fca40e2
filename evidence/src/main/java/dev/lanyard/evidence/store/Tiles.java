package dev.lanyard.evidence.store;

import dev.lanyard.evidence.EntryBundle;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The tiles of a log at one size. */
final class Tiles {
  private final LogStore store;
  private final long size;

  /**
   * Tiles.
   *
   * @param size of the tree whose tiles they are: a tile at its right end is a partial one
   */
  Tiles(LogStore store, long size) {
    this.store = store;
    this.size = size;
  }

  /**
   * What was asked for.
   *
   * @param path what was answered: the tile, or the full one that it has become
   */
  @SuppressWarnings("ArrayRecordComponent") // Compared by no one.
  record Answered(TilePath path, byte[] bytes) {}

  /** Asks for a tile of hashes; it has the width that the tree has there. */
  CompletableFuture<Optional<Answered>> askHashes(int level, long index) {
    return ask(hashes(level, index));
  }

  /** Asks for a bundle of leaves. */
  CompletableFuture<Optional<Answered>> askEntries(long index) {
    return ask(entries(index));
  }

  /**
   * The hashes of a tile that was asked for.
   *
   * @throws StoreRefused if it is missing, or is not in its form
   */
  List<Hash> hashes(int level, long index, CompletableFuture<Optional<Answered>> asked)
      throws IOException {
    TilePath path = hashes(level, index);
    Answered answered = answered(path, asked);
    int width = answered.path().width();
    if (answered.bytes().length != width * Hash.BYTES) {
      throw new StoreRefused(answered.path(), "it is not of " + width + " hashes");
    }
    List<Hash> hashes = new ArrayList<>(path.width());
    for (int i = 0; i < path.width(); i++) {
      hashes.add(Hash.at(answered.bytes(), i * Hash.BYTES));
    }
    return hashes;
  }

  /**
   * The leaves of a bundle that was asked for.
   *
   * @throws StoreRefused if it is missing, or is not in its form
   */
  List<byte[]> entries(long index, CompletableFuture<Optional<Answered>> asked) throws IOException {
    TilePath path = entries(index);
    Answered answered = answered(path, asked);
    try {
      return EntryBundle.parse(answered.bytes(), answered.path().width()).subList(0, path.width());
    } catch (EvidenceRefused refused) {
      throw new StoreRefused(answered.path(), refused.what());
    }
  }

  /**
   * The first bundle that is there: they are dropped from the beginning on.
   *
   * @param limit one that must be there, and before which they may have been dropped
   * @throws StoreRefused if none may, and the first is missing
   */
  long firstBundle(long limit) throws IOException {
    if (hasEntries(0)) {
      return 0;
    }
    if (limit == 0) {
      throw new StoreRefused(
          entries(0), "it is missing; a log that drops old leaves is verified from --first on");
    }
    long missing = 0;
    long there = limit;
    while (there - missing > 1) {
      long middle = missing + (there - missing) / 2;
      if (hasEntries(middle)) {
        there = middle;
      } else {
        missing = middle;
      }
    }
    return there;
  }

  /** Whether there is a bundle. */
  private boolean hasEntries(long index) throws IOException {
    return answer(askEntries(index)).isPresent();
  }

  /** The path of a bundle of this tree. */
  TilePath entries(long index) {
    return new TilePath.Entries(index, TilePath.width(0, index, size));
  }

  /** The path of a tile of this tree. */
  TilePath hashes(int level, long index) {
    return new TilePath.Hashes(level, index, TilePath.width(level, index, size));
  }

  /** What the store answers. */
  static <T> T answer(CompletableFuture<T> asked) throws IOException {
    try {
      return asked.get();
    } catch (ExecutionException failure) {
      throw new IOException(String.valueOf(failure.getCause()), failure);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static Answered answered(TilePath path, CompletableFuture<Optional<Answered>> asked)
      throws IOException {
    return answer(asked).orElseThrow(() -> new StoreRefused(path, "it is missing"));
  }

  /** A partial tile that is not there any more is looked for among the full ones. */
  private CompletableFuture<Optional<Answered>> ask(TilePath path) {
    CompletableFuture<Optional<Answered>> found = get(path);
    if (!path.partial()) {
      return found;
    }
    TilePath full =
        switch (path) {
          case TilePath.Hashes(var level, var index, _) ->
              new TilePath.Hashes(level, index, TilePath.WIDTH);
          case TilePath.Entries(var index, _) -> new TilePath.Entries(index, TilePath.WIDTH);
        };
    return found.thenCompose(
        answered -> answered.isPresent() ? CompletableFuture.completedFuture(answered) : get(full));
  }

  private CompletableFuture<Optional<Answered>> get(TilePath path) {
    return store.get(path.path()).thenApply(found -> found.map(bytes -> new Answered(path, bytes)));
  }
}
