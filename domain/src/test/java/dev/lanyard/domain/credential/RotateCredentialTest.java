package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.credential.Workloads.NEXT;
import static dev.lanyard.domain.credential.Workloads.NOW;
import static dev.lanyard.domain.credential.Workloads.SECRET;
import static dev.lanyard.domain.credential.Workloads.hourly;
import static dev.lanyard.domain.credential.Workloads.id;
import static dev.lanyard.domain.credential.Workloads.issued;
import static dev.lanyard.domain.credential.Workloads.machines;
import static dev.lanyard.domain.credential.Workloads.most;
import static dev.lanyard.domain.credential.Workloads.revoked;
import static dev.lanyard.domain.credential.Workloads.rotated;
import static dev.lanyard.domain.credential.Workloads.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Given;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.CredentialNotFound;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.TooManyWorkloadCredentials;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RotateCredential;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotateCredentialTest {
  private static final RotateCredential ROTATE = rotate(SECRET, 60, NEXT);
  private static final LifecycleEvent ROTATED = rotated(SECRET, 60, NEXT);

  private static RotateCredential rotate(
      WorkloadCredential replaced, long until, WorkloadCredential next) {
    return new RotateCredential(VM_PATH, replaced.id(), NOW.plusSeconds(until), next);
  }

  private static Given<RotateCredential, ?> rotating(LifecycleEvent... more) {
    return machines(WorkloadCredentialRules.ROTATE, more);
  }

  @Test
  void a_current_credential_is_replaced_by_one_of_its_kind() {
    assertThat(rotating(issued(SECRET)).when(ROTATE)).isEqualTo(accepted(ROTATED));
    assertThat(
            rotating(issued(SECRET), ROTATED)
                .when(rotate(NEXT, 60, hourly(5, Kind.ENDPOINT_SECRET))))
        .as("what came by a rotation is current too")
        .isEqualTo(accepted(rotated(NEXT, 60, hourly(5, Kind.ENDPOINT_SECRET))));
  }

  @Test
  void the_new_one_is_what_the_reply_tells() {
    var attempt = machines(WorkloadCredentialRules.ROTATE, issued(SECRET)).attempt(ROTATE);
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject()).contains(NEXT);
  }

  @Test
  void rotating_the_same_again_changes_nothing() {
    assertThat(rotating(issued(SECRET), ROTATED).when(ROTATE)).isEqualTo(accepted());
  }

  @Test
  void an_id_that_came_to_be_otherwise_is_taken() {
    var fixed = rejected(new CredentialFixed(NEXT.id()));
    assertThat(rotating(issued(SECRET), issued(NEXT)).when(ROTATE)).isEqualTo(fixed);
    assertThat(rotating(issued(SECRET), ROTATED).when(rotate(SECRET, 61, NEXT))).isEqualTo(fixed);
    assertThat(
            rotating(issued(SECRET), issued(hourly(5, Kind.ENDPOINT_SECRET)), ROTATED)
                .when(rotate(hourly(5, Kind.ENDPOINT_SECRET), 60, NEXT)))
        .isEqualTo(fixed);
    assertThat(rotating(issued(SECRET), ROTATED, revoked(NEXT, Cause.REVOKED)).when(ROTATE))
        .isEqualTo(fixed);
    assertThat(rotating(issued(SECRET)).when(rotate(SECRET, 60, SECRET)))
        .isEqualTo(rejected(new CredentialFixed(SECRET.id())));
  }

  @Test
  void what_is_not_current_here_cannot_be_replaced() {
    var missing = rejected(new CredentialNotFound(SECRET.id()));
    assertThat(rotating().when(ROTATE)).isEqualTo(missing);
    assertThat(rotating(new CredentialIssued(VM2, SECRET)).when(ROTATE)).isEqualTo(missing);
    assertThat(rotating(issued(hourly(1, Kind.ENDPOINT_PATH))).when(ROTATE)).isEqualTo(missing);
    assertThat(rotating(issued(SECRET), revoked(SECRET, Cause.REVOKED)).when(ROTATE))
        .isEqualTo(missing);
    assertThat(
            rotating(issued(SECRET), rotated(SECRET, 3_000, hourly(5, Kind.ENDPOINT_SECRET)))
                .when(ROTATE))
        .as("replaced before, though it goes on")
        .isEqualTo(missing);
    assertThat(rotating(issued(valid(1, Kind.ENDPOINT_SECRET, -60, 0))).when(ROTATE))
        .as("over when the new one begins")
        .isEqualTo(missing);
  }

  @Test
  void a_missing_or_locked_resource_refuses() {
    assertThat(rotating(issued(SECRET), new ResourceDeleted(VM)).when(ROTATE))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
    assertThat(rotating(issued(SECRET), locked(GROUP, LockLevel.READ_ONLY)).when(ROTATE))
        .isEqualTo(rejected(new ScopeLocked(VM_PATH, Operation.WRITE, List.of(GROUP_PATH))));
  }

  @Test
  void a_certificate_is_renewed_whatever_is_locked() {
    WorkloadCredential old = hourly(7, Kind.CERTIFICATE);
    WorkloadCredential next = hourly(8, Kind.CERTIFICATE);
    LifecycleEvent renewed = rotated(old, 60, next);
    LifecycleEvent lock = locked(GROUP, LockLevel.READ_ONLY);
    assertThat(rotating(issued(old), lock).when(rotate(old, 60, next)))
        .isEqualTo(accepted(renewed));
    assertThat(rotating(issued(old), renewed, lock).when(rotate(old, 60, next)))
        .isEqualTo(accepted());
    assertThat(rotating(lock).when(rotate(old, 60, next)))
        .isEqualTo(rejected(new CredentialNotFound(old.id())));
  }

  @Test
  void as_many_as_there_may_be_can_all_be_replaced_and_go_on() {
    LifecycleEvent[] most = most(Kind.ENDPOINT_SECRET);
    LifecycleEvent[] rotations =
        IntStream.range(0, most.length)
            .mapToObj(
                number ->
                    rotated(
                        hourly(100 + number, Kind.ENDPOINT_SECRET),
                        60,
                        hourly(200 + number, Kind.ENDPOINT_SECRET)))
            .toArray(LifecycleEvent[]::new);
    LifecycleEvent last = rotations[most.length - 1];
    rotations[most.length - 1] = rotations[0];
    assertThat(
            rotating(most)
                .and(rotations)
                .when(
                    rotate(
                        hourly(119, Kind.ENDPOINT_SECRET), 60, hourly(219, Kind.ENDPOINT_SECRET))))
        .isEqualTo(accepted(last));
  }

  @Test
  void no_more_go_on_at_a_time() {
    LifecycleEvent[] most = most(Kind.ENDPOINT_SECRET);
    LifecycleEvent[] rotations =
        IntStream.range(0, most.length)
            .mapToObj(
                number ->
                    rotated(
                        hourly(100 + number, Kind.ENDPOINT_SECRET),
                        60,
                        hourly(200 + number, Kind.ENDPOINT_SECRET)))
            .toArray(LifecycleEvent[]::new);
    WorkloadCredential current = hourly(200, Kind.ENDPOINT_SECRET);
    Given<RotateCredential, ?> full = rotating(most).and(rotations);
    assertThat(full.when(rotate(current, 1, NEXT)))
        .isEqualTo(rejected(new TooManyWorkloadCredentials(VM_PATH, Kind.ENDPOINT_SECRET, 20)));
    assertThat(full.when(rotate(current, 0, NEXT)))
        .as("what does not go on is one less")
        .isEqualTo(accepted(rotated(current, 0, NEXT)));
    WorkloadCredential later = valid(2, Kind.ENDPOINT_SECRET, 60, 7_200);
    assertThat(full.when(rotate(current, 100, later)))
        .as("the others are over by then")
        .isEqualTo(accepted(rotated(current, 100, later)));
  }

  @Test
  void a_replaced_credential_is_over_when_it_is_said_even_before_its_beginning() {
    assertThat(NEXT.until(NOW.plusSeconds(10))).isEqualTo(valid(2, Kind.ENDPOINT_SECRET, 0, 10));
    assertThat(NEXT.until(NEXT.notAfter())).isEqualTo(NEXT);
    WorkloadCredential never = NEXT.until(NOW.minusSeconds(10));
    assertThat(never.notAfter()).isEqualTo(NOW.minusSeconds(10));
    assertThat(never.counts(NOW.minusSeconds(10))).isFalse();
    assertThat(NEXT.until(NOW).counts(NOW)).isFalse();
    assertThat(id(2)).isEqualTo(never.id());
  }
}
