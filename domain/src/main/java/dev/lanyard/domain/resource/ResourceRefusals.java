package dev.lanyard.domain.resource;

import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection;
import dev.lanyard.domain.Rejection.IdentityNotFound;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.PreconditionFailed;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import java.util.List;
import java.util.Optional;

/** Why a change of a resource that is in its place may still be refused. */
final class ResourceRefusals {
  private ResourceRefusals() {}

  /**
   * The first that holds: the sender's precondition, then the identities it names, then locks, then
   * the last Owner.
   *
   * @param target what a lock would guard: the resource, or its parent where it shall be born
   */
  static Optional<Rejection> first(
      Precondition precondition, IdentityChange identity, Scope target, ResourceState state) {
    if (!precondition.holds(state.subject().map(LiveResource::revision))) {
      return Optional.of(new PreconditionFailed(state.path()));
    }
    Optional<ResourcePath> missing = identity.missing(state.places());
    if (missing.isPresent()) {
      return Optional.of(new IdentityNotFound(missing.get()));
    }
    List<ResourcePath> locked = state.locks().againstWriting(target);
    if (!locked.isEmpty()) {
      return Optional.of(new ScopeLocked(state.path(), Operation.WRITE, locked));
    }
    Optional<PrincipalId> ending = identity.ends(state.subject());
    return ending
        .flatMap(it -> state.owners().leftWithout(grant -> grant.principal().equals(it)))
        .map(LastOwner::new);
  }
}
