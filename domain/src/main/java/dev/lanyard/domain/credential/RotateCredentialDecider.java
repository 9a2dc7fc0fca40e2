package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;

import dev.lanyard.domain.Decider;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Rejection.CredentialNotFound;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import dev.lanyard.domain.resource.WorkloadCredentials.Held;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A current credential of a live resource is replaced once, by one of its kind. What was replaced
 * counts for nothing but proving; at most {@link WorkloadCredential#OF_A_KIND_MAX} of a kind do.
 * Locks forbid it, but for a certificate: its holder renews it, and a lock that nobody meant for
 * that would take the workload's identity away when its time is over.
 */
final class RotateCredentialDecider implements Decider<RotateCredential, WorkloadCredentialState> {

  @Override
  public List<Step<RotateCredential, WorkloadCredentialState>> steps() {
    return WorkloadCredentialState.steps(command -> command.credential().id());
  }

  @Override
  public Decision decide(RotateCredential command, WorkloadCredentialState state) {
    WorkloadCredential wanted = command.credential();
    Predicate<Held> again =
        known -> known.inPlaceOf().filter(rotation -> isOf(command, rotation)).isPresent();
    Function<Scope, Decision> issue = resource -> rotate(command, resource, state);
    return wanted.kind() == WorkloadCredential.Kind.CERTIFICATE
        ? state.renew(wanted, again, issue)
        : state.give(wanted, again, issue);
  }

  private static boolean isOf(RotateCredential command, CredentialRotated rotation) {
    return rotation.replaced().equals(command.replaced())
        && rotation.replacedUntil().equals(command.replacedUntil());
  }

  private static Decision rotate(
      RotateCredential command, Scope resource, WorkloadCredentialState state) {
    WorkloadCredential wanted = command.credential();
    Optional<Held> replaced =
        state
            .standing(command.replaced())
            .filter(it -> it.credential().kind() == wanted.kind())
            .filter(it -> it.isCurrent(wanted.notBefore()));
    if (replaced.isEmpty()) {
      return rejected(new CredentialNotFound(command.replaced()));
    }
    boolean goesOn = wanted.notBefore().isBefore(command.replacedUntil());
    Optional<Decision> refusal = goesOn ? state.tooManyReplaced(wanted) : Optional.empty();
    return refusal.orElseGet(
        () ->
            accepted(
                new CredentialRotated(
                    resource, command.replaced(), command.replacedUntil(), wanted)));
  }

  @Override
  public WorkloadCredentialState initial(RotateCredential command) {
    return WorkloadCredentialState.unknown(command.resource(), command.credential().id());
  }

  @Override
  public WorkloadCredentialState evolve(WorkloadCredentialState state, LifecycleEvent event) {
    return state.after(event);
  }
}
