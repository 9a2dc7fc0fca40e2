package dev.lanyard.domain.resource;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.PrincipalId;
import java.util.Optional;

/** Where a change of one resource looks after it knows whether the resource lives. */
final class ResourceSteps {
  private ResourceSteps() {}

  /** The resource in full, and the locks over it; over its parent where it shall be born. */
  static Boundary resource(ResourceState state) {
    return state
        .subject()
        .map(
            it ->
                Boundary.any(
                    Boundaries.changesOf(it.scope().requireThing()),
                    Boundaries.locksOver(it.scope())))
        .or(() -> state.places().scopeAt(state.path().parent()).map(Boundaries::locksOver))
        .orElseGet(Boundary::nothing);
  }

  /** What ends with the system-assigned identity, and who else owns. */
  static Boundary ending(IdentityChange identity, ResourceState state) {
    return identity
        .ends(state.subject())
        .map(
            it ->
                Boundary.any(
                    Boundaries.grantsOf(it),
                    Boundaries.ownersOver(state.subject().orElseThrow().scope())))
        .orElseGet(Boundary::nothing);
  }

  /** Whether the other Owners live, if the identity that ends is one. */
  static Boundary otherOwners(IdentityChange identity, ResourceState state) {
    Optional<PrincipalId> owner =
        identity.ends(state.subject()).filter(state.owners().principals()::contains);
    return owner
        .map(_ -> Boundaries.endsOf(state.owners().principals()))
        .orElseGet(Boundary::nothing);
  }
}
