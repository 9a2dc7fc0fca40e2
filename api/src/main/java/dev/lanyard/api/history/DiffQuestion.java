package dev.lanyard.api.history;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;

/** The query parameters of {@code GET /history/diff}, as they were sent. */
public record DiffQuestion(
    @Parameter(
            description = "The earlier moment: a position, or an RFC 3339 instant of the past",
            required = true)
        Optional<String> from,
    @Parameter(description = "The later moment, likewise", required = true) Optional<String> to,
    @Parameter(description = "Where, with all below; the root if it is absent")
        Optional<String> scope,
    @Parameter(description = "Most items of a page: 1 to 1000, default 100") Optional<String> limit,
    @Parameter(description = "Where the page begins, from nextLink") Optional<String> cursor) {

  ResourcePath place() {
    required("from", from);
    required("to", to);
    return scope.map(text -> ResourcePath.parse("scope", text)).orElse(ResourcePath.ROOT);
  }

  static String required(String field, Optional<String> text) {
    return text.orElseThrow(() -> new MalformedValue(field, "is required"));
  }
}
