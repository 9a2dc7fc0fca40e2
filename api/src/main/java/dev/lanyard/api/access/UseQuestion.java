package dev.lanyard.api.access;

import dev.lanyard.api.http.Rfc3339;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.access.UseFilter;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;

/**
 * The query parameters of {@code GET /access/uses}, as they were sent. All that are given must
 * hold.
 */
public record UseQuestion(
    @Parameter(description = "Id of the principal of an identity") Optional<String> principal,
    @Parameter(description = "Path of the resource that asked, or of what it is in")
        Optional<String> scope,
    @Parameter(description = "For which resource server, exactly as it is registered")
        Optional<String> audience,
    @Parameter(description = "RFC 3339 instant: those that were last used before it")
        Optional<String> unusedSince,
    @Parameter(description = "Most uses of a page: 1 to 1000, default 100") Optional<String> limit,
    @Parameter(description = "Where the page begins, from nextLink") Optional<String> cursor) {

  /** The scope that is asked about, where one is. */
  Optional<ResourcePath> place() {
    return scope.map(text -> ResourcePath.parse("scope", text));
  }

  UseFilter filter() {
    return new UseFilter(
        principal.map(text -> PrincipalId.parse("principal", text)),
        place(),
        audience,
        unusedSince.map(
            text ->
                Rfc3339.ofQuery(text)
                    .orElseThrow(
                        () -> new MalformedValue("unusedSince", "must be an RFC 3339 instant"))));
  }
}
