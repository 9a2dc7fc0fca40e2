package dev.lanyard.projections.invariant;

import static dev.lanyard.projections.FakeLedger.asked;
import static dev.lanyard.projections.FakeLedger.fell;
import static dev.lanyard.projections.World.GROUP;
import static dev.lanyard.projections.World.SHARED;
import static dev.lanyard.projections.World.SHARED_PRINCIPAL;
import static dev.lanyard.projections.World.VAULT;
import static dev.lanyard.projections.World.VM1;
import static dev.lanyard.projections.World.VM1_PRINCIPAL;
import static dev.lanyard.projections.World.VM2;
import static dev.lanyard.projections.World.attached;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.Grant.Terms;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each invariant is broken by a ledger that no rule would write, and by nothing that rules do. */
class InvariantsTest extends HandMadeLedger {

  @Test
  void a_sound_ledger_breaks_nothing() {
    assertSound();
  }

  @Test
  void a_thing_may_end_with_all_that_hangs_on_it() {
    ledger.commit(
        "DeleteResource",
        List.of(
            fell(new RoleAssignmentRemoved(World.GRANT, Cause.PRINCIPAL_ENDED), 2),
            fell(new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL), 3),
            fell(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL), 3),
            asked(new ResourceDeleted(VM1))));

    assertSound();
  }

  @Test
  void a_second_system_identity_is_told() {
    ledger.commit(enabled(VM1, 70));

    assertBroken(
        Invariant.ONE_SYSTEM_IDENTITY, VM1, VM1.path() + " has 2 system-assigned identities");
  }

  @Test
  void an_attachment_to_an_identity_that_has_ended_is_told() {
    ledger.commit(
        new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL),
        new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL),
        new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL));
    assertSound();
    ledger.commit(attached(VM1));

    assertThat(breaches())
        .extracting(Breach::invariant, Breach::position)
        .containsExactly(tuple(Invariant.LIVE_ATTACHMENTS, ledger.head()));
  }

  @Test
  void an_identity_that_ends_attached_is_told() {
    ledger.commit(new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL));

    assertBroken(Invariant.LIVE_ATTACHMENTS, SHARED, SHARED.path() + " ended with 2 attachments");
  }

  @Test
  void a_grant_to_a_principal_that_has_ended_is_told() {
    ledger.commit(new PrincipalRemoved(World.PERSON, SUBJECT));
    ledger.commit(assigned(grant(World.PERSON, World.READER, VM2, Terms.NONE)));

    assertBroken(
        Invariant.LIVE_GRANTS,
        VM2,
        "role assignment 00000000-0000-d000-0000-000000000001: its principal does not live");
  }

  @Test
  void a_grant_at_a_scope_that_has_ended_is_told() {
    ledger.commit(
        fellAll(
            new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL),
            new ResourceDeleted(VM2)));
    ledger.commit(assigned(grant(World.PERSON, World.READER, VM2, Terms.NONE)));

    assertBroken(
        Invariant.LIVE_GRANTS,
        VM2,
        "role assignment 00000000-0000-d000-0000-000000000001: its scope does not live");
  }

  private static LifecycleEvent[] fellAll(LifecycleEvent... events) {
    return events;
  }

  @Test
  void a_grant_of_a_role_that_nobody_defined_is_told() {
    ledger.commit(assigned(grant(World.PERSON, new RoleId(new UUID(0xd000, 7)), VM2, Terms.NONE)));

    assertBroken(
        Invariant.LIVE_GRANTS,
        VM2,
        "role assignment 00000000-0000-d000-0000-000000000001: its role does not live");
  }

  @Test
  void a_principal_that_ends_with_grants_is_told() {
    ledger.commit(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL));

    assertThat(breaches())
        .containsExactly(
            new Breach(
                Invariant.LIVE_GRANTS,
                ledger.head(),
                Optional.empty(),
                "principal " + VM1_PRINCIPAL + " ended with 1 grants"));
  }

  @Test
  void a_role_that_ends_while_somebody_holds_it_is_told_unless_another_takes_its_id() {
    ledger.commit(
        new RoleDeleted(World.READER, World.READER_BODY),
        new RoleDefined(World.READER, RoleType.BUILT_IN, World.READER_BODY));
    assertSound();
    ledger.commit(new RoleDeleted(World.READER, World.READER_BODY));

    assertThat(breaches())
        .extracting(Breach::invariant, Breach::what)
        .containsExactly(
            tuple(Invariant.LIVE_GRANTS, "role " + World.READER + " ended with 1 grants"));
  }

  @Test
  void a_group_that_ends_before_what_is_in_it_is_told() {
    ledger.commit(new ResourceGroupDeleted(GROUP));

    assertBroken(Invariant.NO_ORPHANS, GROUP, GROUP.path() + ": 4 things live in it");
  }

  @Test
  void a_thing_that_is_born_into_something_that_does_not_live_is_told() {
    Scope nowhere = World.group("Nowhere", 80);
    Scope machine =
        nowhere.child(
            World.path(nowhere.path() + "/providers/Microsoft.Compute/virtualMachines/x"),
            World.thing(81));
    ledger.commit(World.created(machine));

    assertBroken(
        Invariant.NO_ORPHANS, machine, machine.path() + ": what contains it does not live");
  }

  @Test
  void a_credential_that_outlives_its_resource_is_told() {
    WorkloadCredential credential =
        new WorkloadCredential(
            new CredentialId(new UUID(0xe000, 1)),
            WorkloadCredential.Kind.ENDPOINT_SECRET,
            Optional.empty(),
            now(),
            now().plus(Duration.ofDays(1)));
    ledger.commit(new CredentialIssued(VAULT, credential));
    ledger.commit(new RoleAssignmentRemoved(World.GRANT, Cause.REMOVED));
    ledger.commit(new ResourceDeleted(VAULT));

    assertBroken(Invariant.NO_ORPHANS, VAULT, VAULT.path() + ": 1 credentials are left");
  }

  @Test
  void a_federated_credential_that_outlives_its_identity_is_told() {
    ledger.commit(
        new FederatedCredentialAdded(
            SHARED,
            SHARED_PRINCIPAL,
            new FederatedCredential(
                "Main", "https://issuer.example", Match.subject("x"), List.of("api://x"))));
    ledger.commit(
        new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL),
        new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL));
    ledger.commit(new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL));

    assertBroken(Invariant.NO_ORPHANS, SHARED, SHARED.path() + ": 1 credentials are left");
  }

  @Test
  void a_gap_and_a_time_that_goes_back_are_told() {
    List<Recorded> facts = new ArrayList<>(ledger.read(0, Integer.MAX_VALUE));
    Recorded last = facts.removeLast();
    facts.removeLast();
    facts.add(
        new Recorded(
            last.position(),
            last.commit(),
            FakeLedger.START.minusSeconds(1),
            last.eventId(),
            last.event(),
            last.metadata()));

    assertThat(breaches(Optional.empty(), facts))
        .extracting(Breach::invariant, Breach::what)
        .containsExactly(
            tuple(Invariant.CONTINUITY, "it follows position " + (last.position() - 2)),
            tuple(Invariant.CONTINUITY, "its time does not fit the one before it"));
  }

  @Test
  void a_breach_elsewhere_is_not_told_within_a_scope() {
    ledger.commit(enabled(VM1, 70));
    List<Recorded> facts = ledger.read(0, Integer.MAX_VALUE);

    assertThat(breaches(Optional.of(VM2.path()), facts)).isEmpty();
    assertThat(breaches(Optional.of(GROUP.path()), facts)).hasSize(1);
  }

  @Test
  void revoked_and_removed_credentials_do_not_count() {
    CredentialId id = new CredentialId(new UUID(0xe000, 1));
    ledger.commit(
        new CredentialIssued(
            VAULT,
            new WorkloadCredential(
                id,
                WorkloadCredential.Kind.ENDPOINT_SECRET,
                Optional.empty(),
                now(),
                now().plus(Duration.ofDays(1)))));
    ledger.commit(
        new RoleAssignmentRemoved(World.GRANT, Cause.SCOPE_ENDED),
        new CredentialRevoked(
            VAULT, id, dev.lanyard.domain.event.WorkloadCredentialEvent.Cause.RESOURCE_ENDED),
        new ResourceDeleted(VAULT));
    ledger.commit(
        new FederatedCredentialAdded(
            SHARED,
            SHARED_PRINCIPAL,
            new FederatedCredential(
                "Main", "https://issuer.example", Match.subject("x"), List.of("api://x"))));
    ledger.commit(new FederatedCredentialRemoved(SHARED, SHARED_PRINCIPAL, "main"));

    assertSound();
  }
}
