package dev.lanyard.api.security;

import dev.lanyard.domain.Boundary;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something that a caller must be allowed before a request goes on; found out anew at each check.
 *
 * @param requirements all must be met
 * @param watched the events after which there may be other requirements
 * @param linked whether the scopes are not the request's own, but named by its body: refused as
 *     {@code LinkedAuthorizationFailed}
 */
record Demand(Supplier<List<Requirement>> requirements, Boundary watched, boolean linked) {

  static Demand of(Requirement requirement) {
    return new Demand(() -> List.of(requirement), Boundary.nothing(), false);
  }
}
