package dev.lanyard.domain.federation;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.event.IssuerEvent.IssuerRemoved;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;

/** A trusted issuer is removed; nothing else needs to be. */
final class RemoveIssuerDecider implements Decider<RemoveIssuer, IssuerState> {

  @Override
  public List<Step<RemoveIssuer, IssuerState>> steps() {
    return List.of((command, _) -> IssuerState.boundaryOf(command.issuer()));
  }

  @Override
  public Decision decide(RemoveIssuer command, IssuerState state) {
    return state
        .subject()
        .map(known -> accepted(new IssuerRemoved(known.issuer())))
        .orElseGet(Decision::accepted);
  }

  @Override
  public IssuerState initial(RemoveIssuer command) {
    return IssuerState.unknown();
  }

  @Override
  public IssuerState evolve(IssuerState state, LifecycleEvent event) {
    return state.after(event);
  }
}
