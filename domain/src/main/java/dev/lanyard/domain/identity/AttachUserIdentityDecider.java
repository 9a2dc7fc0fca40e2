package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.IdentityNotFound;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.IdentityCommand.AttachUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.identity.AttachmentState.Identity;
import dev.lanyard.domain.resource.Boundaries;
import java.util.List;
import java.util.Optional;

/** A live resource can act as a live user-assigned identity; asking again changes nothing. */
final class AttachUserIdentityDecider implements Decider<AttachUserIdentity, AttachmentState> {

  @Override
  public List<Step<AttachUserIdentity, AttachmentState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.path(), command.identity()),
        (command, state) -> state.selectAttachment(command.path(), command.identity()));
  }

  @Override
  public AttachmentState initial(AttachUserIdentity command) {
    return AttachmentState.unknown();
  }

  @Override
  public Decision decide(AttachUserIdentity command, AttachmentState state) {
    Optional<Scope> resource = state.resource(command.path());
    if (resource.isEmpty()) {
      return rejected(new ResourceNotFound(command.path()));
    }
    return state
        .identity(command.identity())
        .map(identity -> attach(resource.get(), identity, command, state))
        .orElseGet(() -> rejected(new IdentityNotFound(command.identity())));
  }

  @Override
  public AttachmentState evolve(AttachmentState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Decision attach(
      Scope resource, Identity identity, AttachUserIdentity command, AttachmentState state) {
    List<ResourcePath> locked = state.locks().againstWriting(resource);
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.path(), Operation.WRITE, locked));
    }
    if (state.attached()) {
      return accepted();
    }
    return accepted(
        new UserIdentityAttached(
            resource,
            identity.scope().requireThing(),
            identity.scope().path(),
            identity.life().principal(),
            identity.life().client()));
  }
}
