package dev.lanyard.domain.token;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Rejection.PrincipalManaged;
import dev.lanyard.domain.Rejection.PrincipalNotFound;
import dev.lanyard.domain.command.TokenCommand.RevokePrincipalTokens;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import dev.lanyard.domain.principal.Standing;
import dev.lanyard.domain.token.RevokePrincipalTokensDecider.State;
import java.util.List;
import java.util.Optional;

/** The tokens of a registered principal, disabled or not, end whenever somebody says so. */
final class RevokePrincipalTokensDecider implements Decider<RevokePrincipalTokens, State> {

  record State(PrincipalId about, Standing standing) {}

  @Override
  public List<Step<RevokePrincipalTokens, State>> steps() {
    return List.of((command, _) -> Standing.lifeOf(command.principal()));
  }

  @Override
  public Decision decide(RevokePrincipalTokens command, State state) {
    return switch (state.standing()) {
      case Standing.Unknown _, Standing.Ended _ ->
          rejected(new PrincipalNotFound(command.principal()));
      case Standing.Managed _ -> rejected(new PrincipalManaged(command.principal()));
      case Standing.Registered _ ->
          accepted(new TokensRevoked(command.principal(), Optional.empty()));
    };
  }

  @Override
  public State initial(RevokePrincipalTokens command) {
    return new State(command.principal(), new Standing.Unknown());
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    return new State(state.about(), state.standing().after(state.about(), event));
  }
}
