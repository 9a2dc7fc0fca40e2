package dev.lanyard.projections;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

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

  /** The same page without the items that do not hold; it can be short, even empty. */
  public Page<T> only(Predicate<? super T> holds) {
    return new Page<>(items.stream().filter(holds).toList(), next);
  }
}
