package dev.lanyard.evidence.store;

import dev.lanyard.evidence.Frontier;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compares the tiles of one level above the leaves with the roots of the tiles below, as those are
 * computed one after the other; and so on up to the last level.
 */
final class UpperTiles {
  private final Tiles tiles;
  private final int level;
  private final List<Hash> computed = new ArrayList<>();
  private long next;
  private long compared;
  private Optional<UpperTiles> above = Optional.empty();

  /**
   * A level.
   *
   * @param level from 1
   */
  UpperTiles(Tiles tiles, int level) {
    this.tiles = tiles;
    this.level = level;
  }

  /**
   * Takes the roots of bundles that were dropped, first of all: the tiles of level 1 are what is
   * left of them, and those above must be over these.
   *
   * @param bundles how many
   * @return the tree of their leaves
   */
  Frontier dropped(long bundles) throws IOException {
    Frontier roots = new Frontier();
    while (roots.size() < bundles) {
      long index = roots.size() / TilePath.WIDTH;
      List<Hash> tile = tiles.hashes(level, index, tiles.askHashes(level, index));
      int width = (int) Math.min(tile.size(), bundles - roots.size());
      for (Hash root : tile.subList(0, width)) {
        roots.append(root);
        next(root);
      }
    }
    return new Frontier(bundles * TilePath.WIDTH, roots.subtrees());
  }

  /**
   * Takes the root of the next full tile below.
   *
   * @throws StoreRefused if that makes a tile full that is another in the store
   */
  void next(Hash root) throws IOException {
    computed.add(root);
    next++;
    if (next % TilePath.WIDTH == 0) {
      long index = next / TilePath.WIDTH - 1;
      Hash full = root(compare(index));
      if (above.isEmpty()) {
        above = Optional.of(new UpperTiles(tiles, level + 1));
      }
      above.get().next(full);
    }
  }

  /** Compares what is left: the partial tiles at the right end. */
  void end() throws IOException {
    if (!computed.isEmpty()) {
      var _ = compare(next / TilePath.WIDTH);
    }
    if (above.isPresent()) {
      above.get().end();
    }
  }

  /** How many tiles were compared, here and above. */
  long compared() {
    return compared + above.map(UpperTiles::compared).orElse(0L);
  }

  /** The root of a full tile: that of a tree with its hashes as leaves. */
  static Hash root(List<Hash> hashes) {
    Frontier tree = new Frontier();
    hashes.forEach(tree::append);
    return tree.root();
  }

  private List<Hash> compare(long index) throws IOException {
    List<Hash> tile = tiles.hashes(level, index, tiles.askHashes(level, index));
    if (!tile.equals(computed)) {
      throw new StoreRefused(
          tiles.hashes(level, index), "its hashes are not those of the tiles below");
    }
    computed.clear();
    compared++;
    return tile;
  }
}
