package dev.lanyard.api.access;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.RequestedAction;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;

/** The query parameters of {@code GET /access/who}, as they were sent. */
public record WhoQuestion(
    @Parameter(description = "What would be done; or a data action") Optional<String> action,
    @Parameter(description = "What would be done to data") Optional<String> dataAction,
    @Parameter(description = "Where; nothing needs to be there", required = true)
        Optional<String> scope,
    @Parameter(description = "Most items of a page: 1 to 1000, default 100") Optional<String> limit,
    @Parameter(description = "Where the page begins, from nextLink") Optional<String> cursor) {

  RequestedAction requested() {
    if (action.isPresent() == dataAction.isPresent()) {
      throw new MalformedValue("action", "or dataAction must be given, and not both of them");
    }
    return action
        .map(text -> RequestedAction.parse("action", text, false))
        .orElseGet(() -> RequestedAction.parse("dataAction", dataAction.orElseThrow(), true));
  }

  ResourcePath place() {
    return ResourcePath.parse(
        "scope", scope.orElseThrow(() -> new MalformedValue("scope", "is required")));
  }
}
