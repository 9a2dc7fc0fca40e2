package dev.lanyard.evidence;

import java.util.regex.Pattern;

/** What paths of tiles look like, before their numbers are looked at. */
final class TilePattern {
  /** Longer than any path whose index fits into 63 bits. */
  static final int PATH_LENGTH_MAX = 64;

  static final Pattern PATH =
      Pattern.compile(
          "tile/(?<level>entries|[0-9]{1,2})/"
              + "(?<index>(?:x[0-9]{3}/){0,6}[0-9]{3})"
              + "(?:\\.p/(?<width>[0-9]{1,3}))?");

  private TilePattern() {}
}
