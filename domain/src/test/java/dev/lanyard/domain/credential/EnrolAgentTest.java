package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM2_PATH;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.credential.Workloads.CERTIFICATE;
import static dev.lanyard.domain.credential.Workloads.CODE;
import static dev.lanyard.domain.credential.Workloads.SECRET;
import static dev.lanyard.domain.credential.Workloads.hourly;
import static dev.lanyard.domain.credential.Workloads.issued;
import static dev.lanyard.domain.credential.Workloads.machines;
import static dev.lanyard.domain.credential.Workloads.most;
import static dev.lanyard.domain.credential.Workloads.revoked;
import static dev.lanyard.domain.credential.Workloads.rotated;
import static dev.lanyard.domain.credential.Workloads.valid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Given;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Race;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.CredentialNotFound;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.TooManyWorkloadCredentials;
import dev.lanyard.domain.Samples;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.WorkloadCredentialCommand.EnrolAgent;
import dev.lanyard.domain.command.WorkloadCredentialCommand.RevokeCredential;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnrolAgentTest {
  private static final EnrolAgent ENROL = new EnrolAgent(VM_PATH, CODE.id(), CERTIFICATE);
  private static final RevokeCredential REVOKE = new RevokeCredential(VM_PATH, SECRET.id());
  private static final LifecycleEvent USED = revoked(CODE, Cause.USED);

  private static Given<EnrolAgent, ?> enrolling(LifecycleEvent... more) {
    return machines(WorkloadCredentialRules.ENROL, more);
  }

  private static Given<RevokeCredential, ?> revoking(LifecycleEvent... more) {
    return machines(WorkloadCredentialRules.REVOKE, more);
  }

  @Test
  void a_code_is_used_up_for_a_certificate() {
    assertThat(enrolling(issued(CODE)).when(ENROL)).isEqualTo(accepted(USED, issued(CERTIFICATE)));
  }

  @Test
  void enrolling_the_same_again_changes_nothing() {
    assertThat(enrolling(issued(CODE), USED, issued(CERTIFICATE)).when(ENROL))
        .isEqualTo(accepted());
  }

  @Test
  void a_code_is_good_for_one_certificate_only() {
    EnrolAgent second = new EnrolAgent(VM_PATH, CODE.id(), hourly(5, Kind.CERTIFICATE));
    assertThat(enrolling(issued(CODE), USED, issued(CERTIFICATE)).when(second))
        .isEqualTo(rejected(new CredentialNotFound(CODE.id())));
    assertThat(
            Race.after(Samples.ADDED, Samples.GROUP_CREATED, Samples.VM_CREATED, issued(CODE))
                .conflict(
                    Race.of(WorkloadCredentialRules.ENROL, ENROL),
                    Race.of(WorkloadCredentialRules.ENROL, second)))
        .isEqualTo(rejected(new CredentialNotFound(CODE.id())));
  }

  @Test
  void a_certificate_that_came_to_be_otherwise_is_taken() {
    assertThat(enrolling(issued(CODE), issued(CERTIFICATE)).when(ENROL))
        .isEqualTo(rejected(new CredentialFixed(CERTIFICATE.id())));
  }

  @Test
  void what_is_no_valid_code_of_the_resource_lets_nobody_in() {
    var missing = rejected(new CredentialNotFound(CODE.id()));
    assertThat(enrolling().when(ENROL)).isEqualTo(missing);
    assertThat(enrolling(new CredentialIssued(VM2, CODE)).when(ENROL)).isEqualTo(missing);
    assertThat(enrolling(issued(hourly(3, Kind.ENDPOINT_SECRET))).when(ENROL)).isEqualTo(missing);
    assertThat(enrolling(issued(CODE), revoked(CODE, Cause.REVOKED)).when(ENROL))
        .isEqualTo(missing);
    assertThat(enrolling(issued(valid(3, Kind.ENROLMENT_CODE, -600, 0))).when(ENROL))
        .as("over")
        .isEqualTo(missing);
    assertThat(enrolling(issued(valid(3, Kind.ENROLMENT_CODE, 1, 600))).when(ENROL))
        .as("not yet")
        .isEqualTo(missing);
  }

  @Test
  void a_replaced_code_is_good_for_as_long_as_it_goes_on() {
    WorkloadCredential next = hourly(6, Kind.ENROLMENT_CODE);
    assertThat(enrolling(issued(CODE), rotated(CODE, 1, next)).when(ENROL))
        .isEqualTo(accepted(USED, issued(CERTIFICATE)));
    assertThat(enrolling(issued(CODE), rotated(CODE, 0, next)).when(ENROL))
        .isEqualTo(rejected(new CredentialNotFound(CODE.id())));
  }

  @Test
  void a_missing_locked_or_full_resource_refuses() {
    assertThat(enrolling(issued(CODE), new ResourceDeleted(VM)).when(ENROL))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
    assertThat(enrolling(issued(CODE), locked(VM, LockLevel.READ_ONLY)).when(ENROL))
        .isEqualTo(rejected(new ScopeLocked(VM_PATH, Operation.WRITE, List.of(VM_PATH))));
    assertThat(enrolling(most(Kind.CERTIFICATE)).and(issued(CODE)).when(ENROL))
        .isEqualTo(rejected(new TooManyWorkloadCredentials(VM_PATH, Kind.CERTIFICATE, 20)));
  }

  @Test
  void only_certificates_are_given_for_codes() {
    assertThatThrownBy(() -> new EnrolAgent(VM_PATH, CODE.id(), SECRET))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("certificate must be a certificate");
  }

  @Test
  void a_credential_is_revoked_once_whatever_is_locked() {
    assertThat(revoking(issued(SECRET), locked(VM, LockLevel.READ_ONLY)).when(REVOKE))
        .isEqualTo(accepted(revoked(SECRET, Cause.REVOKED)));
    assertThat(revoking(issued(SECRET), revoked(SECRET, Cause.REVOKED)).when(REVOKE))
        .isEqualTo(accepted());
  }

  @Test
  void what_was_replaced_and_goes_on_is_revoked_too() {
    assertThat(
            revoking(issued(SECRET), rotated(SECRET, 60, hourly(2, Kind.ENDPOINT_SECRET)))
                .when(REVOKE))
        .isEqualTo(accepted(revoked(SECRET, Cause.REVOKED)));
  }

  @Test
  void what_is_no_credential_of_the_resource_is_revoked_already() {
    assertThat(revoking().when(REVOKE)).isEqualTo(accepted());
    assertThat(revoking(issued(SECRET)).when(new RevokeCredential(VM2_PATH, SECRET.id())))
        .isEqualTo(accepted());
    assertThat(revoking(issued(CODE), USED).when(new RevokeCredential(VM_PATH, CODE.id())))
        .isEqualTo(accepted());
  }

  @Test
  void revoking_at_a_missing_resource_is_refused() {
    assertThat(
            revoking(issued(SECRET), revoked(SECRET, Cause.RESOURCE_ENDED), new ResourceDeleted(VM))
                .when(REVOKE))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void revoking_reads_that_credential_alone() {
    var attempt =
        machines(WorkloadCredentialRules.REVOKE, most(Kind.ENDPOINT_SECRET))
            .and(issued(SECRET))
            .attempt(REVOKE);
    assertThat(attempt.read()).isEqualTo(2);
    assertThat(attempt.before().subject()).contains(SECRET);
    assertThat(attempt.after().subject()).isEmpty();
  }
}
