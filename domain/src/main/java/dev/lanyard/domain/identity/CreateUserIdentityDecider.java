package dev.lanyard.domain.identity;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.Rejection.InvalidName;
import dev.lanyard.domain.Rejection.LocationFixed;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceGroupNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.command.UserIdentityCommand.CreateUserIdentity;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Locations;
import java.util.List;
import java.util.Optional;

/** A live group has one user-assigned identity of a name; its principal stays while it lives. */
final class CreateUserIdentityDecider implements Decider<CreateUserIdentity, UserIdentityState> {

  @Override
  public List<Step<CreateUserIdentity, UserIdentityState>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.path(), command.path().parent()),
        (command, state) -> state.select(command.path()));
  }

  @Override
  public UserIdentityState initial(CreateUserIdentity command) {
    return UserIdentityState.unknown();
  }

  @Override
  public Decision decide(CreateUserIdentity command, UserIdentityState state) {
    Optional<String> wrong = IdentityName.wrong(command.path());
    if (wrong.isPresent()) {
      return rejected(new InvalidName(command.path(), wrong.get()));
    }
    Optional<Scope> group = state.places().scopeAt(command.path().parent());
    if (group.isEmpty()) {
      return rejected(new ResourceGroupNotFound(command.path().parent()));
    }
    return state
        .subject()
        .map(identity -> update(command, identity, state))
        .orElseGet(() -> create(command, group.get(), state));
  }

  @Override
  public UserIdentityState evolve(UserIdentityState state, LifecycleEvent event) {
    return state.after(event);
  }

  private static Decision create(CreateUserIdentity command, Scope group, UserIdentityState state) {
    List<ResourcePath> locked = state.locks().againstWriting(group);
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.path(), Operation.WRITE, locked));
    }
    return accepted(
        new UserIdentityCreated(
            group.child(command.path(), command.fresh().thing()),
            command.fresh().principal(),
            command.fresh().client(),
            command.location(),
            new UserIdentityBody(command.tags(), command.isolation().orElse(Isolation.NONE))));
  }

  private static Decision update(
      CreateUserIdentity command, LiveUserIdentity it, UserIdentityState state) {
    if (!Locations.same(it.location(), command.location())) {
      return rejected(new LocationFixed(command.path(), it.location(), command.location()));
    }
    List<ResourcePath> locked = state.locks().againstWriting(it.scope());
    if (!locked.isEmpty()) {
      return rejected(new ScopeLocked(command.path(), Operation.WRITE, locked));
    }
    UserIdentityBody body =
        new UserIdentityBody(command.tags(), command.isolation().orElse(it.body().isolation()));
    return body.equals(it.body())
        ? accepted()
        : accepted(new UserIdentityUpdated(it.scope(), it.principal(), body));
  }
}
