package dev.lanyard.domain.compliance;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.ComplianceCommand.RecordReplay;
import dev.lanyard.domain.compliance.RecordReplayDecider.State;
import dev.lanyard.domain.event.ComplianceEvent.ReplayEnded;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;
import java.util.Set;

/** A replay ends once. */
final class RecordReplayDecider implements Decider<RecordReplay, State> {

  /**
   * @param ended whether its end is on record
   */
  record State(boolean ended) {}

  @Override
  public List<Step<RecordReplay, State>> steps() {
    return List.of(
        (command, _) -> Boundary.of(Set.of(ReplayEnded.class), Tags.replay(command.replay())));
  }

  @Override
  public Decision decide(RecordReplay command, State state) {
    return state.ended()
        ? accepted()
        : accepted(
            new ReplayEnded(
                command.replay(),
                command.to(),
                command.scope(),
                command.outcome(),
                command.reportDigest(),
                command.requestedBy()));
  }

  @Override
  public State initial(RecordReplay command) {
    return new State(false);
  }

  @Override
  public State evolve(State state, LifecycleEvent event) {
    return new State(state.ended() || event instanceof ReplayEnded);
  }
}
