package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import java.util.List;

/**
 * A live resource has at most {@link WorkloadCredential#OF_A_KIND_MAX} current credentials of each
 * kind; the id of each is issued once in all time, and asking for it again changes nothing.
 */
final class IssueCredentialDecider implements Decider<IssueCredential, WorkloadCredentialState> {

  @Override
  public List<Step<IssueCredential, WorkloadCredentialState>> steps() {
    return WorkloadCredentialState.steps(command -> command.credential().id());
  }

  @Override
  public Decision decide(IssueCredential command, WorkloadCredentialState state) {
    WorkloadCredential wanted = command.credential();
    return state.give(
        wanted,
        _ -> true,
        resource ->
            state
                .tooManyCurrent(wanted)
                .orElseGet(() -> accepted(new CredentialIssued(resource, wanted))));
  }

  @Override
  public WorkloadCredentialState initial(IssueCredential command) {
    return WorkloadCredentialState.unknown(command.resource(), command.credential().id());
  }

  @Override
  public WorkloadCredentialState evolve(WorkloadCredentialState state, LifecycleEvent event) {
    return state.after(event);
  }
}
