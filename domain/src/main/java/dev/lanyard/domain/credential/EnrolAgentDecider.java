package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.CredentialNotFound;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.WorkloadCredentialCommand.EnrolAgent;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.resource.WorkloadCredentials.Held;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An enrolment code of a live resource is good for one certificate, while it is valid. */
final class EnrolAgentDecider implements Decider<EnrolAgent, WorkloadCredentialState> {

  @Override
  public List<Step<EnrolAgent, WorkloadCredentialState>> steps() {
    return WorkloadCredentialState.steps(command -> command.certificate().id());
  }

  @Override
  public Decision decide(EnrolAgent command, WorkloadCredentialState state) {
    return state.give(
        command.certificate(),
        _ -> wasUsed(command.code(), state),
        resource -> enrol(command, resource, state));
  }

  private static boolean wasUsed(CredentialId code, WorkloadCredentialState state) {
    return state
        .credentials()
        .held(code)
        .filter(it -> it.ended().equals(Optional.of(Cause.USED)))
        .isPresent();
  }

  private static Decision enrol(EnrolAgent command, Scope resource, WorkloadCredentialState state) {
    WorkloadCredential certificate = command.certificate();
    return state
        .standing(command.code())
        .filter(code -> isValid(code, certificate.notBefore()))
        .map(
            _ ->
                state
                    .tooManyCurrent(certificate)
                    .orElseGet(
                        () ->
                            accepted(
                                new CredentialRevoked(resource, command.code(), Cause.USED),
                                new CredentialIssued(resource, certificate))))
        .orElseGet(() -> rejected(new CredentialNotFound(command.code())));
  }

  private static boolean isValid(Held code, Instant now) {
    return code.credential().kind() == Kind.ENROLMENT_CODE && code.untilReplaced().counts(now);
  }

  @Override
  public WorkloadCredentialState initial(EnrolAgent command) {
    return WorkloadCredentialState.unknown(command.resource(), command.certificate().id());
  }

  @Override
  public WorkloadCredentialState evolve(WorkloadCredentialState state, LifecycleEvent event) {
    return state.after(event);
  }
}
