package dev.lanyard.eventstore.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** One level of tiles as it grows: what is in its files, what waits for them, its last tile. */
final class TileLevel {
  static final int WIDTH = 256;

  private final TileFiles files;
  private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private final byte[] tile = new byte[WIDTH * TileHashing.BYTES];
  private long written;
  private long count;

  TileLevel(TileFiles files) {
    this.files = files;
  }

  TileFiles files() {
    return files;
  }

  /** How many hashes it has, with those that wait. */
  long count() {
    return count;
  }

  /**
   * Goes on behind so many hashes of its files; what follows there goes.
   *
   * @param isLoaded whether its last tile is still in the files
   */
  void resume(long upTo, boolean isLoaded) throws IOException {
    waiting.reset();
    files.truncate(upTo);
    count = upTo;
    written = upTo;
    int partial = (int) (upTo % WIDTH);
    if (isLoaded && partial > 0) {
      byte[] hashes = files.read(upTo - partial, partial);
      System.arraycopy(hashes, 0, tile, 0, hashes.length);
    }
  }

  /** Takes the next hash; returns whether it is the last of its tile. */
  boolean add(byte[] hash) {
    System.arraycopy(hash, 0, tile, (int) (count % WIDTH) * TileHashing.BYTES, hash.length);
    waiting.writeBytes(hash);
    count++;
    return count % WIDTH == 0;
  }

  /** The tile that was completed last, until the next hash is taken. */
  byte[] lastTile() {
    return tile;
  }

  /** Goes on at an index that begins a tile; what is between has no hashes any more. */
  void skipTo(long index) throws IOException {
    flush();
    count = index;
    written = index;
  }

  /** Writes what waits. */
  void flush() throws IOException {
    if (waiting.size() > 0) {
      files.write(written, waiting.toByteArray());
      waiting.reset();
      written = count;
    }
  }
}
