package dev.lanyard.evidence.store;

import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.HashReader;
import dev.lanyard.evidence.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The complete subtrees of a log by its tiles. A tile of level L has those of height 8 L. */
record TileHashes(Tiles tiles) implements HashReader {
  private static final int TILE_HEIGHT = 8;

  @Override
  public Hash subtree(int level, long index) {
    int tileLevel = level / TILE_HEIGHT;
    int height = level % TILE_HEIGHT;
    long first = index << height;
    long tile = first / TilePath.WIDTH;
    int at = (int) (first % TilePath.WIDTH);
    try {
      List<Hash> hashes = tiles.hashes(tileLevel, tile, tiles.askHashes(tileLevel, tile));
      return UpperTiles.root(hashes.subList(at, at + (1 << height)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
