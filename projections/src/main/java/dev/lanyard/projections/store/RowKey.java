package dev.lanyard.projections.store;

/**
 * What a row of a {@link TemporalTable} is about.
 *
 * @param first an interned id
 * @param second another, in tables whose key is a pair; otherwise 0
 */
public record RowKey(long first, long second) {
  /** A key of one id. */
  public static RowKey of(long first) {
    return new RowKey(first, 0);
  }
}
