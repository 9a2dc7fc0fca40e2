package dev.lanyard.projections.access;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import java.time.Instant;
import java.util.Optional;

/**
 * Which uses; all that are given must hold.
 *
 * @param principal of this principal
 * @param within through this resource, or one below this scope, in any case; at the root, through
 *     any or none
 * @param audience for this audience, in exactly the spelling of the record
 * @param before last used before this instant
 */
public record UseFilter(
    Optional<PrincipalId> principal,
    Optional<ResourcePath> within,
    Optional<String> audience,
    Optional<Instant> before) {

  /** Every use. */
  public static final UseFilter ALL =
      new UseFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The uses of a principal. */
  public static UseFilter of(PrincipalId principal) {
    return new UseFilter(
        Optional.of(principal), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** The uses of whichever principals through a resource, or one below a scope. */
  public static UseFilter within(ResourcePath scope) {
    return new UseFilter(Optional.empty(), Optional.of(scope), Optional.empty(), Optional.empty());
  }
}
