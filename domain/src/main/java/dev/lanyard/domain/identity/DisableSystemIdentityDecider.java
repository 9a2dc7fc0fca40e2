package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection.LastOwner;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.command.IdentityCommand.DisableSystemIdentity;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Cascade;
import java.util.List;
import java.util.Optional;

/** A resource's system identity ends with its grants, unless nobody would be left as Owner. */
final class DisableSystemIdentityDecider
    implements Decider<DisableSystemIdentity, SystemIdentityState> {

  @Override
  public List<Step<DisableSystemIdentity, SystemIdentityState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.path()),
        (_, state) -> state.resource().map(this::identityAndLocks).orElseGet(Boundary::nothing),
        (_, state) -> state.identity().map(it -> ending(it, state)).orElseGet(Boundary::nothing),
        (_, state) -> otherOwners(state));
  }

  @Override
  public SystemIdentityState initial(DisableSystemIdentity command) {
    return SystemIdentityState.unknown(command.path());
  }

  @Override
  public Decision decide(DisableSystemIdentity command, SystemIdentityState state) {
    return state
        .resource()
        .map(it -> disable(command, it, state))
        .orElseGet(() -> rejected(new ResourceNotFound(command.path())));
  }

  @Override
  public SystemIdentityState evolve(SystemIdentityState state, LifecycleEvent event) {
    return state.after(event);
  }

  private Boundary identityAndLocks(Scope resource) {
    return Boundary.any(
        Boundaries.systemIdentityOf(resource.requireThing()), Boundaries.locksOver(resource));
  }

  private static Boundary ending(PrincipalId principal, SystemIdentityState state) {
    return Boundary.any(
        Boundaries.grantsOf(principal), Boundaries.ownersOver(state.resource().orElseThrow()));
  }

  private static Boundary otherOwners(SystemIdentityState state) {
    boolean owner = state.identity().filter(state.owners().principals()::contains).isPresent();
    return owner ? Boundaries.endsOf(state.owners().principals()) : Boundary.nothing();
  }

  private static Decision disable(
      DisableSystemIdentity command, Scope resource, SystemIdentityState state) {
    List<ResourcePath> locked = state.locks().againstWriting(resource);
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.path(), Operation.WRITE, locked));
    }
    return state.identity().map(it -> end(resource, it, state)).orElseGet(() -> accepted());
  }

  private static Decision end(Scope resource, PrincipalId identity, SystemIdentityState state) {
    Optional<ScopeId> ownerless =
        state.owners().leftWithout(grant -> grant.principal().equals(identity));
    if (ownerless.isPresent()) {
      return rejected(new LastOwner(ownerless.get()));
    }
    SystemIdentityDeleted end = new SystemIdentityDeleted(resource, identity);
    return accepted(new Cascade().addEnd(identity, state.grants(), end).facts());
  }
}
