package dev.lanyard.domain.credential;

import static dev.lanyard.domain.Decision.accepted;
import static dev.lanyard.domain.Decision.rejected;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.IN_SUBSCRIPTION;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SUBSCRIPTION_PATH;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM2_PATH;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.attached;
import static dev.lanyard.domain.Samples.locked;
import static dev.lanyard.domain.Samples.thing;
import static dev.lanyard.domain.credential.Workloads.SECRET;
import static dev.lanyard.domain.credential.Workloads.hourly;
import static dev.lanyard.domain.credential.Workloads.issued;
import static dev.lanyard.domain.credential.Workloads.machines;
import static dev.lanyard.domain.credential.Workloads.most;
import static dev.lanyard.domain.credential.Workloads.revoked;
import static dev.lanyard.domain.credential.Workloads.rotated;
import static dev.lanyard.domain.credential.Workloads.valid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Given;
import dev.lanyard.domain.HistoryInMemory.Attempt;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.Rejection.CredentialFixed;
import dev.lanyard.domain.Rejection.Operation;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Rejection.ScopeLocked;
import dev.lanyard.domain.Rejection.TooManyWorkloadCredentials;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Samples;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssueCredentialTest {
  private static final IssueCredential ISSUE = new IssueCredential(VM_PATH, SECRET);

  private static Given<IssueCredential, ?> issuing(LifecycleEvent... more) {
    return machines(WorkloadCredentialRules.ISSUE, more);
  }

  @Test
  void a_live_resource_gets_one_credential_after_another() {
    assertThat(issuing().when(ISSUE)).isEqualTo(accepted(issued(SECRET)));
    assertThat(
            issuing(issued(SECRET))
                .when(new IssueCredential(VM_PATH, hourly(2, Kind.ENDPOINT_SECRET))))
        .isEqualTo(accepted(issued(hourly(2, Kind.ENDPOINT_SECRET))));
  }

  @Test
  void what_was_issued_is_what_the_reply_tells() {
    var attempt = machines(WorkloadCredentialRules.ISSUE).attempt(ISSUE);
    assertThat(attempt.before().subject()).isEmpty();
    assertThat(attempt.after().subject()).contains(SECRET);
    assertThat(
            machines(WorkloadCredentialRules.ISSUE, issued(SECRET))
                .attempt(ISSUE)
                .before()
                .subject())
        .contains(SECRET);
  }

  @Test
  void issuing_the_same_again_changes_nothing() {
    assertThat(issuing(issued(SECRET)).when(ISSUE)).isEqualTo(accepted());
    assertThat(issuing(rotated(hourly(7, Kind.ENDPOINT_SECRET), 0, SECRET)).when(ISSUE))
        .isEqualTo(accepted());
  }

  @Test
  void an_id_is_issued_once_in_all_time() {
    var fixed = rejected(new CredentialFixed(SECRET.id()));
    assertThat(
            issuing(issued(SECRET))
                .when(new IssueCredential(VM_PATH, valid(1, Kind.ENDPOINT_SECRET, 0, 7_200))))
        .isEqualTo(fixed);
    assertThat(issuing(issued(SECRET)).when(new IssueCredential(VM2_PATH, SECRET)))
        .isEqualTo(fixed);
    assertThat(issuing(issued(SECRET), revoked(SECRET, Cause.REVOKED)).when(ISSUE))
        .isEqualTo(fixed);
    assertThat(
            issuing(issued(SECRET), rotated(SECRET, 60, hourly(2, Kind.ENDPOINT_SECRET)))
                .when(ISSUE))
        .isEqualTo(fixed);
  }

  @Test
  void an_id_is_not_free_again_with_a_new_resource_at_the_old_path() {
    Scope again = GROUP.child(VM_PATH, thing(99));
    assertThat(
            issuing(
                    issued(SECRET),
                    revoked(SECRET, Cause.RESOURCE_ENDED),
                    new ResourceDeleted(VM),
                    new ResourceCreated(again, Optional.empty(), Samples.EMPTY))
                .when(ISSUE))
        .isEqualTo(rejected(new CredentialFixed(SECRET.id())));
  }

  @Test
  void only_live_generic_resources_have_credentials() {
    for (ResourcePath path : List.of(GROUP_PATH, SUBSCRIPTION_PATH, SHARED_PATH)) {
      assertThat(issuing().when(new IssueCredential(path, SECRET)))
          .isEqualTo(rejected(new ResourceNotFound(path)));
    }
    assertThat(issuing(new ResourceDeleted(VM)).when(ISSUE))
        .isEqualTo(rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void a_read_only_lock_at_the_resource_or_above_refuses() {
    for (Scope at : List.of(VM, GROUP, IN_SUBSCRIPTION)) {
      assertThat(issuing(locked(at, LockLevel.READ_ONLY)).when(ISSUE))
          .isEqualTo(rejected(new ScopeLocked(VM_PATH, Operation.WRITE, List.of(at.path()))));
    }
    assertThat(
            issuing(locked(VM, LockLevel.CAN_NOT_DELETE), locked(VM2, LockLevel.READ_ONLY))
                .when(ISSUE))
        .isEqualTo(accepted(issued(SECRET)));
  }

  @Test
  void a_resource_has_so_many_of_a_kind_and_no_more() {
    LifecycleEvent[] most = most(Kind.ENDPOINT_SECRET);
    var full = rejected(new TooManyWorkloadCredentials(VM_PATH, Kind.ENDPOINT_SECRET, 20));
    assertThat(issuing(most).when(ISSUE)).isEqualTo(full);
    assertThat(issuing(most).when(new IssueCredential(VM_PATH, hourly(1, Kind.ENDPOINT_PATH))))
        .isEqualTo(accepted(issued(hourly(1, Kind.ENDPOINT_PATH))));
    assertThat(issuing(most).when(new IssueCredential(VM2_PATH, SECRET)))
        .isEqualTo(accepted(new CredentialIssued(VM2, SECRET)));
    assertThat(issuing(most).when(new IssueCredential(VM_PATH, hourly(100, Kind.ENDPOINT_SECRET))))
        .isEqualTo(accepted());
  }

  @Test
  void what_is_over_revoked_or_replaced_does_not_count() {
    LifecycleEvent[] most = most(Kind.ENDPOINT_SECRET);
    var oldest = hourly(100, Kind.ENDPOINT_SECRET);
    assertThat(issuing(most).and(revoked(oldest, Cause.REVOKED)).when(ISSUE))
        .isEqualTo(accepted(issued(SECRET)));
    var later = new IssueCredential(VM_PATH, valid(1, Kind.ENDPOINT_SECRET, 3_600, 7_200));
    assertThat(issuing(most).when(later)).isEqualTo(accepted(issued(later.credential())));
    var last = new IssueCredential(VM_PATH, valid(1, Kind.ENDPOINT_SECRET, 3_599, 7_200));
    assertThat(issuing(most).when(last))
        .isEqualTo(rejected(new TooManyWorkloadCredentials(VM_PATH, Kind.ENDPOINT_SECRET, 20)));
    assertThat(
            issuing(most)
                .and(
                    rotated(oldest, 3_000, hourly(8, Kind.ENDPOINT_SECRET)),
                    revoked(hourly(101, Kind.ENDPOINT_SECRET), Cause.REVOKED))
                .when(ISSUE))
        .as("a replaced one goes on for proving only")
        .isEqualTo(accepted(issued(SECRET)));
  }

  @Test
  void nothing_is_read_but_the_resources_life_credentials_and_locks() {
    Attempt<?> attempt =
        issuing(
                VM_ENABLED,
                attached(VM, SHARED_CREATED),
                issued(hourly(2, Kind.CERTIFICATE)),
                new CredentialIssued(VM2, hourly(3, Kind.ENDPOINT_SECRET)),
                locked(VM2, LockLevel.READ_ONLY))
            .attempt(ISSUE);
    assertThat(attempt.read()).isEqualTo(2);
  }
}
