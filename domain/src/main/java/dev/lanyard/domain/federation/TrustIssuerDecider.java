package dev.lanyard.domain.federation;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.event.IssuerEvent.IssuerTrusted;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;

/** A trusted issuer has the keys that it was last trusted with. */
final class TrustIssuerDecider implements Decider<TrustIssuer, IssuerState> {

  @Override
  public List<Step<TrustIssuer, IssuerState>> steps() {
    return List.of((command, _) -> IssuerState.boundaryOf(command.issuer().issuer()));
  }

  @Override
  public Decision decide(TrustIssuer command, IssuerState state) {
    return state.subject().filter(command.issuer()::equals).isPresent()
        ? accepted()
        : accepted(new IssuerTrusted(command.issuer()));
  }

  @Override
  public IssuerState initial(TrustIssuer command) {
    return IssuerState.unknown();
  }

  @Override
  public IssuerState evolve(IssuerState state, LifecycleEvent event) {
    return state.after(event);
  }
}
