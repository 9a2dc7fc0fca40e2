package dev.lanyard.api.arm;

import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Pages of a list that was read as a whole, because it is short. */
public final class Whole {
  private Whole() {}

  /**
   * The page of a list that is asked for.
   *
   * @param all in the order of their keys
   * @param key what tells one from the others; the cursor
   */
  public static <T> Page<T> page(List<T> all, Paging paging, Function<? super T, String> key) {
    List<T> behind =
        all.stream()
            .filter(one -> paging.after().filter(it -> key.apply(one).compareTo(it) <= 0).isEmpty())
            .toList();
    List<T> items = behind.subList(0, Math.min(paging.limit(), behind.size()));
    Optional<String> next =
        items.size() < behind.size() ? Optional.of(key.apply(items.getLast())) : Optional.empty();
    return new Page<>(items, next);
  }
}
