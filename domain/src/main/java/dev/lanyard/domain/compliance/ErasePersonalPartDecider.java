package dev.lanyard.domain.compliance;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.command.ComplianceCommand.ErasePersonalPart;
import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A personal part is erased once: of two who ask at the same time, one does it. */
final class ErasePersonalPartDecider implements Decider<ErasePersonalPart, Erasure> {

  @Override
  public List<Step<ErasePersonalPart, Erasure>> steps() {
    return List.of(
        (command, _) ->
            Boundary.of(Set.of(PersonalPartErased.class), Tags.erased(command.position())));
  }

  @Override
  public Decision decide(ErasePersonalPart command, Erasure state) {
    return state.made().isPresent()
        ? accepted()
        : accepted(new PersonalPartErased(command.position(), command.event(), command.reason()));
  }

  @Override
  public Erasure initial(ErasePersonalPart command) {
    return new Erasure(Optional.empty());
  }

  @Override
  public Erasure evolve(Erasure state, LifecycleEvent event) {
    return event instanceof PersonalPartErased erased && state.made().isEmpty()
        ? new Erasure(Optional.of(erased))
        : state;
  }
}
