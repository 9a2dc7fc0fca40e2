package dev.lanyard.projections;

import dev.lanyard.domain.MalformedValue;
import java.util.Optional;

/**
 * Which part of a listing. Listings page by key: a page begins behind the item that the cursor
 * names, whatever was added or ended since.
 *
 * @param after the cursor that {@link Page#next} gave; empty for the start. Opaque to clients
 * @param limit most items; 1 to {@link #LIMIT_MAX}
 */
public record Paging(Optional<String> after, int limit) {
  /** Most items of a page. */
  public static final int LIMIT_MAX = 1_000;

  public Paging {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new MalformedValue("limit", "must be 1 to " + LIMIT_MAX);
    }
  }

  /** The first page. */
  public static Paging first(int limit) {
    return new Paging(Optional.empty(), limit);
  }
}
