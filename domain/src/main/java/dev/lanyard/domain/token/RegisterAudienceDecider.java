package dev.lanyard.domain.token;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.command.TokenCommand.RegisterAudience;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import java.util.List;

/** An audience says what it was last registered with, in the spelling of its first time. */
final class RegisterAudienceDecider implements Decider<RegisterAudience, AudienceState> {

  @Override
  public List<Step<RegisterAudience, AudienceState>> steps() {
    return List.of((command, _) -> Audiences.of(command.audience().uri()));
  }

  @Override
  public Decision decide(RegisterAudience command, AudienceState state) {
    Audience asked =
        state
            .subject()
            .map(known -> command.audience().spelt(known.uri()))
            .orElse(command.audience());
    return state.subject().filter(asked::equals).isPresent()
        ? accepted()
        : accepted(new AudienceRegistered(asked));
  }

  @Override
  public AudienceState initial(RegisterAudience command) {
    return AudienceState.unknown();
  }

  @Override
  public AudienceState evolve(AudienceState state, LifecycleEvent event) {
    return state.after(event);
  }
}
