package dev.lanyard.domain.token;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.command.TokenCommand.RevokeIdentityTokens;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import dev.lanyard.domain.resource.Boundaries;
import dev.lanyard.domain.resource.Place;
import dev.lanyard.domain.resource.Place.Live;
import dev.lanyard.domain.resource.Place.UserIdentity;
import dev.lanyard.domain.resource.Places;
import dev.lanyard.domain.token.RevokeIdentityTokensDecider.State;
import java.util.List;
import java.util.Optional;

/** The tokens of a live managed identity end whenever somebody says so. */
final class RevokeIdentityTokensDecider implements Decider<RevokeIdentityTokens, State> {

  /**
   * @param system the principal of the resource's system-assigned identity
   */
  record State(Places places, Optional<PrincipalId> system) {}

  @Override
  public List<Step<RevokeIdentityTokens, State>> steps() {
    return List.of(
        (command, _) -> Boundaries.lifeAt(command.identity()),
        (command, state) ->
            state
                .places()
                .scopeAt(command.identity(), Place.Resource.class)
                .map(resource -> Boundaries.systemIdentityOf(resource.requireThing()))
                .orElseGet(Boundary::nothing));
  }

  @Override
  public Decision decide(RevokeIdentityTokens command, State state) {
    Optional<Scope> scope = state.places().scopeAt(command.identity());
    Optional<PrincipalId> principal =
        state.places().at(command.identity()) instanceof Live(_, UserIdentity(var user, _))
            ? Optional.of(user)
            : state.system();
    return principal.isPresent() && scope.isPresent()
        ? accepted(new TokensRevoked(principal.get(), scope))
        : rejected(new ResourceNotFound(command.identity()));
  }

  @Override
  public State initial(RevokeIdentityTokens command) {
    return new State(new Places(), Optional.empty());
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    state.places().fold(event);
    if (event instanceof SystemIdentityEnabled(_, var principal, _)) {
      return new State(state.places(), Optional.of(principal));
    }
    return event instanceof SystemIdentityDeleted
        ? new State(state.places(), Optional.empty())
        : state;
  }
}
