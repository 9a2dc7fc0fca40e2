package dev.lanyard.eventstore.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hash tiles of a log (C2SP tlog-tiles), derived from its leaves and kept in files: level L has
 * the roots of all complete subtrees of 256 to the power of L leaves. They are disposable: what is
 * missing, torn, or does not lead to the root that the ledger has, is made again (ADR 0011).
 *
 * <p>One thread follows the log; any number of threads read.
 */
public final class LogTiles {
  /** Hashes of a full tile. */
  public static final int WIDTH = TileLevel.WIDTH;

  /** The highest level that there can be tiles at: of 2^63 leaves it has one, half full. */
  public static final int LEVEL_MAX = TileLevels.COUNT - 1;

  private static final int LEAVES_AT_ONCE = 2_048;
  private static final Logger LOG = LoggerFactory.getLogger(LogTiles.class);

  private final Path folder;
  private final ProvableLog log;
  private final TileLevels levels;
  private boolean ready;
  private boolean madeHere;
  private volatile boolean suspect;

  /**
   * Tiles in a folder, which is made if there is none; nothing is read before {@link #follow}.
   *
   * @param log what they are derived from
   */
  public LogTiles(Path folder, ProvableLog log) {
    this.folder = folder;
    this.log = log;
    this.levels = new TileLevels(folder);
  }

  /** How many leaves the tiles span now: all smaller trees can be read. */
  public long size() {
    return levels.size();
  }

  /**
   * Takes in what the log has, and compares the root with the one that was written with it.
   *
   * @return the head that the tiles were found to lead to
   * @throws LogDamaged if tiles made of all leaves lead to another root
   * @throws IllegalStateException if the log cannot be read
   * @throws UncheckedIOException if the files cannot be used
   */
  public synchronized TreeHead follow() {
    try {
      if (!ready) {
        resume();
      }
      TreeHead head = log.head();
      if (size() > head.size() || suspect) {
        makeAgain();
      }
      followTo(head.size());
      if (!madeHere && !leadTo(head)) {
        makeAgain();
        followTo(head.size());
      }
      if (!leadTo(head)) {
        throw LogDamaged.otherRoot(head.size());
      }
      levels.dropBefore(log.firstPosition() - 1);
      return head;
    } catch (IOException failure) {
      ready = false;
      throw new UncheckedIOException(failure);
    }
  }

  private boolean leadTo(TreeHead head) {
    return Arrays.equals(root(head.size()), head.root());
  }

  private void resume() throws IOException {
    long found = levels.inFiles();
    try {
      levels.resume(found, log.firstPosition() - 1);
    } catch (IOException torn) {
      LOG.warn("The hash tiles in {} cannot be read: {}", folder, torn.toString());
      found = 0;
      levels.resume(0, 0);
    }
    madeHere = found == 0;
    ready = true;
  }

  private void makeAgain() throws IOException {
    LOG.error("The hash tiles in {} do not fit the ledger: they are made again", folder);
    suspect = false;
    levels.resume(0, 0);
    madeHere = true;
  }

  private void followTo(long upTo) throws IOException {
    while (size() < upTo) {
      long minimumIndex = log.firstPosition() - 1;
      if (size() < minimumIndex) {
        // Of what was dropped there are the roots only.
        long from = size() / WIDTH;
        int segments = (int) (minimumIndex / WIDTH - from);
        levels.appendTiles(log.droppedRoots(from).subList(0, segments));
      } else {
        append((int) Math.min(LEAVES_AT_ONCE, upTo - size()));
      }
    }
  }

  private void append(int leavesMax) throws IOException {
    List<byte[]> leaves = log.leaves(size(), leavesMax);
    if (leaves.isEmpty() && log.firstPosition() - 1 <= size()) {
      throw LogDamaged.gap(size() + 1);
    }
    levels.append(leaves);
  }

  /**
   * Hashes of a tile, the first ones. A full tile is compared with the level above.
   *
   * @param level of tiles, 0 for leaves, {@link #LEVEL_MAX} at most
   * @param index of the tile within its level
   * @param width how many hashes, 1 to {@link #WIDTH}
   * @throws IndexOutOfBoundsException if the tree is smaller
   * @throws LeavesDropped if they were hashes of leaves that were dropped
   * @throws UncheckedIOException if the files are damaged; they are made again then
   */
  public byte[] tile(int level, long index, int width) {
    byte[] hashes = hashes(level, index * WIDTH, width);
    if (width == WIDTH
        && level + 1 < TileLevels.COUNT
        && !Arrays.equals(new TileHashing().root(hashes), hashes(level + 1, index, 1))) {
      throw damaged(new IOException("tile %d/%d is damaged".formatted(level, index)));
    }
    return hashes;
  }

  /**
   * The root of a complete subtree (RFC 6962, 2.1).
   *
   * @param level its height: it has two to this power of leaves, 0 to 62
   * @param index among all of its height
   * @return 32 bytes
   * @throws IndexOutOfBoundsException if the tree is smaller
   * @throws LeavesDropped if it needs hashes of leaves that were dropped
   * @throws UncheckedIOException if the files are damaged; they are made again then
   */
  public byte[] subtree(int level, long index) {
    int below = level % TileLevels.BITS;
    byte[] hashes = hashes(level / TileLevels.BITS, index << below, 1 << below);
    return new TileHashing().root(hashes);
  }

  /**
   * The root of the tree at a size.
   *
   * @throws IndexOutOfBoundsException if the tree is smaller
   * @throws LeavesDropped if the size is within what was dropped
   * @throws UncheckedIOException if the files are damaged; they are made again then
   */
  public byte[] root(long atSize) {
    return new TileHashing().root(atSize, this::subtree);
  }

  private byte[] hashes(int level, long index, int count) {
    try {
      byte[] hashes = levels.read(level, index, count);
      requireKept(level, index);
      return hashes;
    } catch (IOException failure) {
      requireKept(level, index);
      throw damaged(failure);
    }
  }

  /** Asked after reading: what was dropped meanwhile may have been read as nothing. */
  private void requireKept(int level, long index) {
    long first = level == 0 ? log.firstPosition() : 1;
    if (index < first - 1) {
      throw new LeavesDropped(first);
    }
  }

  private UncheckedIOException damaged(IOException failure) {
    suspect = true;
    return new UncheckedIOException(failure);
  }
}
