package dev.lanyard.evidence;

import java.util.regex.Matcher;

/**
 * The path of a tile below the prefix of a log (C2SP tlog-tiles), without a slash before it: {@code
 * tile/<L>/<N>[.p/<W>]} for hashes, {@code tile/entries/<N>[.p/<W>]} for leaves.
 */
public sealed interface TilePath {
  /** How many hashes or leaves a full tile has. */
  int WIDTH = 256;

  /** Levels are 0 to this. */
  int LEVEL_MAX = 63;

  /**
   * A tile of hashes.
   *
   * @param level 0 for the hashes of leaves, else the roots of full tiles below
   * @param index the tile among those of its level, from 0
   * @param width how many hashes, 1 to {@link #WIDTH}
   */
  record Hashes(int level, long index, int width) implements TilePath {
    /** Checks the ranges. */
    public Hashes {
      if (level < 0 || level > LEVEL_MAX) {
        throw new MalformedEvidence("the level of a tile is not 0 to 63");
      }
      TilePath.require(index, width);
    }

    @Override
    public String path() {
      return "tile/" + level + '/' + TilePath.number(index, width);
    }
  }

  /**
   * A bundle of leaves.
   *
   * @param index the bundle, from 0
   * @param width how many leaves, 1 to {@link #WIDTH}
   */
  record Entries(long index, int width) implements TilePath {
    /** Checks the ranges. */
    public Entries {
      TilePath.require(index, width);
    }

    @Override
    public String path() {
      return "tile/entries/" + TilePath.number(index, width);
    }
  }

  /** The tile among those of its level, from 0. */
  long index();

  /** How many hashes or leaves, 1 to {@link #WIDTH}; fewer than that are a partial tile. */
  int width();

  /** Its path. */
  String path();

  /** Whether it is not full. */
  default boolean partial() {
    return width() < WIDTH;
  }

  /**
   * How wide the tile is in a tree.
   *
   * @param size how many leaves the tree has
   * @return 1 to {@link #WIDTH}, or 0 if the tree does not have it
   */
  static int width(int level, long index, long size) {
    long hashes = 8L * level >= Long.SIZE ? 0 : size >>> (8 * level);
    long before = index > Long.MAX_VALUE / WIDTH ? Long.MAX_VALUE : index * WIDTH;
    return (int) Math.clamp(hashes - before, 0L, WIDTH);
  }

  /**
   * Reads a path.
   *
   * @throws MalformedEvidence if it is none, or not in its one form
   */
  static TilePath parse(String path) {
    Matcher parts = TilePattern.PATH.matcher(path);
    if (path.length() > TilePattern.PATH_LENGTH_MAX || !parts.matches()) {
      throw new MalformedEvidence("a path is not that of a tile");
    }
    String digits = parts.group("index").replaceAll("[x/]", "").replaceFirst("^0+(?=.)", "");
    long index = Decimal.parse("the index of a tile", digits);
    int width = parts.group("width") == null ? WIDTH : Integer.parseInt(parts.group("width"));
    String level = parts.group("level");
    TilePath tile =
        level.equals("entries")
            ? new Entries(index, width)
            : new Hashes(Integer.parseInt(level), index, width);
    if (!tile.path().equals(path)) {
      throw new MalformedEvidence("the path of a tile is not in its one form");
    }
    return tile;
  }

  private static String number(long index, int width) {
    StringBuilder text = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      text.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return width == WIDTH ? text.toString() : text + ".p/" + width;
  }

  private static void require(long index, int width) {
    if (index < 0) {
      throw new MalformedEvidence("the index of a tile is negative");
    }
    if (width < 1 || width > WIDTH) {
      throw new MalformedEvidence("the width of a tile is not 1 to 256");
    }
  }
}
