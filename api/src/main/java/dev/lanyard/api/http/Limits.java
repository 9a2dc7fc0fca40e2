package dev.lanyard.api.http;

/** What a request may cost at most; beyond each it is refused before any work is done. */
public final class Limits {
  /** Longest path as it was sent, in characters: an ARM id, each character percent-encoded. */
  public static final int PATH_LENGTH_MAX = 2_048;

  /** Largest body, in bytes; ARM's own limit. */
  public static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

  /**
   * Largest body of a request to Graph, in bytes: three times what 1,000 ids take, the most that it
   * may name. Graph needs no more than a name, so that others shall not have it read megabytes.
   */
  public static final int GRAPH_BODY_BYTES_MAX = 128 * 1024;

  /** Deepest nesting of JSON objects and arrays in a body. */
  public static final int JSON_NESTING_MAX = 64;

  /** Longest number in a JSON body, in characters. */
  public static final int JSON_NUMBER_LENGTH_MAX = 100;

  /**
   * Most digits that the exponent of a number in a JSON body may move its point by, to either side:
   * every double of IEEE 754 stays within (5e-324 with 17 digits moves it by 340). Written out in
   * plain digits, {@code 1e999999999} would take a gigabyte.
   */
  public static final int JSON_NUMBER_SCALE_MAX = 400;

  /**
   * Most tokens of a JSON body: each brace and bracket, name and value. One takes about 60 bytes of
   * memory, whether it was sent in two bytes or in two hundred; ARM bodies as real clients write
   * them have one in ten bytes at most, and what is kept of one is a mebibyte.
   */
  public static final int JSON_TOKENS_MAX = 100_000;

  /** Most items of one page of a listing. */
  public static final int PAGE_SIZE_MAX = 1_000;

  /** Items of a page when the request does not say. */
  public static final int PAGE_SIZE_DEFAULT = 200;

  private Limits() {}
}
