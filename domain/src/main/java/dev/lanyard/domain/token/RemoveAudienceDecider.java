package dev.lanyard.domain.token;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.command.TokenCommand.RemoveAudience;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import java.util.List;

/** A registered audience is removed; nothing else needs to be. */
final class RemoveAudienceDecider implements Decider<RemoveAudience, AudienceState> {

  @Override
  public List<Step<RemoveAudience, AudienceState>> steps() {
    return List.of((command, _) -> Audiences.of(command.audience()));
  }

  @Override
  public Decision decide(RemoveAudience command, AudienceState state) {
    return state
        .subject()
        .map(known -> accepted(new AudienceRemoved(known.uri())))
        .orElseGet(Decision::accepted);
  }

  @Override
  public AudienceState initial(RemoveAudience command) {
    return AudienceState.unknown();
  }

  @Override
  public AudienceState evolve(AudienceState state, LifecycleEvent event) {
    return state.after(event);
  }
}
