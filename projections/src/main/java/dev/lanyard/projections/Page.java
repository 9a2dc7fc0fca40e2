package dev.lanyard.projections;

import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param items in the listing's order
 * @param next the cursor of the last item, for {@link Paging#after}; empty on the last page
 */
public record Page<T>(List<T> items, Optional<String> next) {
  public Page {
    items = List.copyOf(items);
  }
}
