package dev.lanyard.api.own;

import dev.lanyard.projections.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A part of a listing.
 *
 * @param value in the listing's order
 * @param nextLink where the next part is, relative to this server; absent on the last one
 */
public record Listed<T>(List<T> value, Optional<String> nextLink) {
  public Listed {
    value = List.copyOf(value);
  }

  /** The reply to a request for a page. */
  public static <T, B> Listed<B> of(
      Page<T> page, Function<? super T, B> body, HttpServletRequest request) {
    return new Listed<>(
        page.items().stream().<B>map(body).toList(),
        page.next().map(next -> Pages.linkTo(next, request)));
  }
}
