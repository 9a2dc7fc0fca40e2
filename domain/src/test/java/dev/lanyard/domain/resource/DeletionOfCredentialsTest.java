package dev.lanyard.domain.resource;

import static dev.lanyard.domain.Given.given;
import static dev.lanyard.domain.Samples.ADDED;
import static dev.lanyard.domain.Samples.DISK;
import static dev.lanyard.domain.Samples.DISK_CREATED;
import static dev.lanyard.domain.Samples.GROUP;
import static dev.lanyard.domain.Samples.GROUP_CREATED;
import static dev.lanyard.domain.Samples.GROUP_PATH;
import static dev.lanyard.domain.Samples.OTHER;
import static dev.lanyard.domain.Samples.OTHER_CREATED;
import static dev.lanyard.domain.Samples.READER;
import static dev.lanyard.domain.Samples.SHARED;
import static dev.lanyard.domain.Samples.SHARED_CREATED;
import static dev.lanyard.domain.Samples.SHARED_PATH;
import static dev.lanyard.domain.Samples.SHARED_PRINCIPAL;
import static dev.lanyard.domain.Samples.VM;
import static dev.lanyard.domain.Samples.VM2;
import static dev.lanyard.domain.Samples.VM2_CREATED;
import static dev.lanyard.domain.Samples.VM_CREATED;
import static dev.lanyard.domain.Samples.VM_ENABLED;
import static dev.lanyard.domain.Samples.VM_PATH;
import static dev.lanyard.domain.Samples.VM_PRINCIPAL;
import static dev.lanyard.domain.Samples.assigned;
import static dev.lanyard.domain.Samples.grant;
import static dev.lanyard.domain.Samples.principal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Decision;
import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.Precondition;
import dev.lanyard.domain.Race;
import dev.lanyard.domain.Rejection.ResourceNotFound;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.GroupCommand.DeleteResourceGroup;
import dev.lanyard.domain.command.ResourceCommand.DeleteResource;
import dev.lanyard.domain.command.UserIdentityCommand.DeleteUserIdentity;
import dev.lanyard.domain.command.WorkloadCredentialCommand.IssueCredential;
import dev.lanyard.domain.credential.WorkloadCredentialRules;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.WorkloadCredentialEvent.Cause;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import dev.lanyard.domain.federation.FederationRules;
import dev.lanyard.domain.identity.UserIdentityRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nothing proves what has ended. */
class DeletionOfCredentialsTest {
  private static final Instant NOW = Instant.parse("2026-07-01T12:00:00Z");
  private static final DeleteResource DELETE_VM =
      new DeleteResource(VM_PATH, new Precondition.Always());
  private static final DeleteUserIdentity DELETE_SHARED = new DeleteUserIdentity(SHARED_PATH);
  private static final DeleteResourceGroup DELETE_GROUP = new DeleteResourceGroup(GROUP_PATH);
  private static final LifecycleEvent VM_ENDED = new ResourceDeleted(VM);
  private static final LifecycleEvent SHARED_ENDED =
      new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL);

  private static WorkloadCredential secret(int number) {
    return new WorkloadCredential(
        new CredentialId(new UUID(6, number)),
        Kind.ENDPOINT_SECRET,
        Optional.empty(),
        NOW,
        NOW.plusSeconds(60));
  }

  private static CredentialIssued issued(Scope resource, int number) {
    return new CredentialIssued(resource, secret(number));
  }

  private static CredentialRevoked revoked(Scope resource, int number, Cause cause) {
    return new CredentialRevoked(resource, secret(number).id(), cause);
  }

  private static FederatedCredential federated(String name) {
    return new FederatedCredential(
        name, "https://issuer.example", Match.subject(name), List.of("api://x"));
  }

  private static FederatedCredentialAdded added(String name) {
    return new FederatedCredentialAdded(SHARED, SHARED_PRINCIPAL, federated(name));
  }

  private static FederatedCredentialRemoved removed(String name) {
    return new FederatedCredentialRemoved(SHARED, SHARED_PRINCIPAL, name);
  }

  private static Decision accepted(Fact... facts) {
    return Decision.accepted(List.of(facts));
  }

  private static Fact from(int index, LifecycleEvent event) {
    return new Fact(event, OptionalInt.of(index));
  }

  @Test
  void a_resources_credentials_fall_before_the_grants_of_its_identity() {
    assertThat(
            given(ResourceRules.DELETE, ADDED, GROUP_CREATED, VM_CREATED)
                .and(VM_ENABLED, issued(VM, 1), assigned(1, READER, VM_PRINCIPAL, GROUP))
                .and(issued(VM, 2))
                .when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(4, revoked(VM, 1, Cause.RESOURCE_ENDED)),
                from(4, revoked(VM, 2, Cause.RESOURCE_ENDED)),
                from(
                    3,
                    new RoleAssignmentRemoved(
                        grant(1, READER, VM_PRINCIPAL, GROUP),
                        RoleAssignmentEvent.Cause.PRINCIPAL_ENDED)),
                from(4, new SystemIdentityDeleted(VM, VM_PRINCIPAL)),
                Fact.of(VM_ENDED)));
  }

  @Test
  void what_was_revoked_or_used_does_not_fall_again_and_what_was_replaced_does() {
    assertThat(
            given(ResourceRules.DELETE, GROUP_CREATED, VM_CREATED)
                .and(
                    issued(VM, 1),
                    issued(VM, 2),
                    issued(VM, 3),
                    revoked(VM, 1, Cause.REVOKED),
                    revoked(VM, 2, Cause.USED),
                    new CredentialRotated(VM, secret(3).id(), NOW, secret(4)))
                .when(DELETE_VM))
        .isEqualTo(
            accepted(
                from(2, revoked(VM, 3, Cause.RESOURCE_ENDED)),
                from(2, revoked(VM, 4, Cause.RESOURCE_ENDED)),
                Fact.of(VM_ENDED)));
  }

  @Test
  void an_identitys_federated_credentials_fall_with_it() {
    assertThat(
            given(UserIdentityRules.DELETE, GROUP_CREATED, SHARED_CREATED, OTHER_CREATED)
                .and(
                    added("one"),
                    added("Two"),
                    removed("one"),
                    added("three"),
                    new FederatedCredentialAdded(OTHER, principal(6), federated("four")),
                    assigned(1, READER, SHARED_PRINCIPAL, GROUP))
                .when(DELETE_SHARED))
        .isEqualTo(
            accepted(
                from(3, removed("Two")),
                from(3, removed("three")),
                from(
                    3,
                    new RoleAssignmentRemoved(
                        grant(1, READER, SHARED_PRINCIPAL, GROUP),
                        RoleAssignmentEvent.Cause.PRINCIPAL_ENDED)),
                Fact.of(SHARED_ENDED)));
  }

  @Test
  void all_below_a_group_lose_theirs_each_before_its_own_end() {
    assertThat(
            given(GroupRules.DELETE, ADDED, GROUP_CREATED, VM_CREATED, DISK_CREATED)
                .and(SHARED_CREATED, issued(VM, 1), issued(DISK, 2), added("one"))
                .when(DELETE_GROUP))
        .isEqualTo(
            accepted(
                from(1, revoked(DISK, 2, Cause.RESOURCE_ENDED)),
                from(3, new ResourceDeleted(DISK)),
                from(3, revoked(VM, 1, Cause.RESOURCE_ENDED)),
                from(6, VM_ENDED),
                from(5, removed("one")),
                from(6, SHARED_ENDED),
                Fact.of(new ResourceGroupDeleted(GROUP))));
  }

  @Test
  void credentials_are_no_change_of_the_resource() {
    assertThat(
            given(ResourceRules.DELETE, GROUP_CREATED, VM_CREATED, issued(VM, 1))
                .when(
                    new DeleteResource(VM_PATH, new Precondition.Matches(Set.of(new Revision(1))))))
        .isEqualTo(accepted(from(1, revoked(VM, 1, Cause.RESOURCE_ENDED)), Fact.of(VM_ENDED)));
  }

  @Test
  void what_hangs_on_the_neighbours_is_not_read() {
    var attempt =
        given(ResourceRules.DELETE, GROUP_CREATED, VM_CREATED, VM2_CREATED, SHARED_CREATED)
            .and(issued(VM2, 1), added("one"), issued(VM, 2))
            .attempt(DELETE_VM);
    assertThat(attempt.read()).isEqualTo(2);
    assertThat(attempt.decision())
        .isEqualTo(accepted(from(1, revoked(VM, 2, Cause.RESOURCE_ENDED)), Fact.of(VM_ENDED)));
  }

  @Test
  void a_new_credential_and_the_end_of_its_resource_conflict() {
    var issue = Race.of(WorkloadCredentialRules.ISSUE, new IssueCredential(VM_PATH, secret(1)));
    var delete = Race.of(ResourceRules.DELETE, DELETE_VM);
    Race race = Race.after(GROUP_CREATED, VM_CREATED);
    assertThat(race.conflict(issue, delete))
        .isEqualTo(accepted(from(1, revoked(VM, 1, Cause.RESOURCE_ENDED)), Fact.of(VM_ENDED)));
    assertThat(race.conflict(delete, issue))
        .isEqualTo(Decision.rejected(new ResourceNotFound(VM_PATH)));
  }

  @Test
  void a_new_federated_credential_and_the_end_of_its_identity_conflict() {
    var put =
        Race.of(FederationRules.PUT, new PutFederatedCredential(SHARED_PATH, federated("one"), 9));
    var delete = Race.of(UserIdentityRules.DELETE, DELETE_SHARED);
    Race race = Race.after(GROUP_CREATED, SHARED_CREATED);
    assertThat(race.conflict(put, delete))
        .isEqualTo(accepted(from(1, removed("one")), Fact.of(SHARED_ENDED)));
    assertThat(race.conflict(delete, put))
        .isEqualTo(Decision.rejected(new ResourceNotFound(SHARED_PATH)));
  }
}
