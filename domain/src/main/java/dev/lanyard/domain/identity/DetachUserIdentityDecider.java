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
import dev.lanyard.domain.command.IdentityCommand.DetachUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.identity.AttachmentState.Identity;
import dev.lanyard.domain.resource.Boundaries;
import java.util.List;
import java.util.Optional;

/** A live resource can no longer act as a user-assigned identity; asking again changes nothing. */
final class DetachUserIdentityDecider implements Decider<DetachUserIdentity, AttachmentState> {

  @Override
  public List<Step<DetachUserIdentity, AttachmentState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.path(), command.identity()),
        (command, state) -> state.selectAttachment(command.path(), command.identity()));
  }

  @Override
  public AttachmentState initial(DetachUserIdentity command) {
    return AttachmentState.unknown();
  }

  @Override
  public Decision decide(DetachUserIdentity command, AttachmentState state) {
    Optional<Scope> resource = state.resource(command.path());
    if (resource.isEmpty()) {
      return rejected(new ResourceNotFound(command.path()));
    }
    return state
        .identity(command.identity())
        .map(identity -> detach(resource.get(), identity, command, state))
        .orElseGet(() -> rejected(new IdentityNotFound(command.identity())));
  }

  @Override
  public AttachmentState evolve(AttachmentState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Decision detach(
      Scope resource, Identity identity, DetachUserIdentity command, AttachmentState state) {
    List<ResourcePath> locked = state.locks().againstWriting(resource);
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.path(), Operation.WRITE, locked));
    }
    return state.attached()
        ? accepted(
            new UserIdentityDetached(
                resource, identity.scope().requireThing(), identity.life().principal()))
        : accepted();
  }
}
