package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static dev.lanyard.projections.state.StateQueries.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Lock;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleDefinition;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateGrantsTest {
  @TempDir Path folder;
  private ViewsFixture views;
  private FakeLedger ledger;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    ledger = views.ledger;
  }

  @AfterEach
  void close() {
    views.close();
  }

  private static Stamps stamps(int createdCommit, int updatedCommit) {
    return new Stamps(
        FakeLedger.START.plusSeconds(createdCommit - 1),
        FakeLedger.CALLER,
        FakeLedger.START.plusSeconds(updatedCommit - 1),
        FakeLedger.CALLER);
  }

  @Test
  void an_assignment_keeps_its_making_when_it_is_given_new_terms() {
    World.build(ledger);
    long granted = ledger.head();
    Grant.Terms terms =
        new Grant.Terms(
            Optional.of("condition"),
            Optional.of("2.0"),
            Optional.of("text"),
            Optional.of(Instant.parse("2026-05-01T00:00:00.000001Z")),
            Personal.of("why"));
    Grant renewed =
        new Grant(GRANT_ID, READER, VM1_PRINCIPAL, PrincipalType.SERVICE_PRINCIPAL, VAULT, terms);
    long replaced =
        ledger.commit(new RoleAssignmentRemoved(GRANT, Cause.REPLACED), new RoleAssigned(renewed));
    long removed = ledger.commit(new RoleAssignmentRemoved(renewed, Cause.REMOVED));

    StateQueries state = views.state();
    assertThat(state.assignment(GRANT_ID, granted)).contains(new Assigned(GRANT, stamps(9, 9)));
    assertThat(state.assignment(GRANT_ID, replaced)).contains(new Assigned(renewed, stamps(9, 10)));
    assertThat(state.assignment(GRANT_ID, removed)).isEmpty();
  }

  @Test
  void assignments_are_found_at_above_and_below_and_by_principal() {
    World.build(ledger);
    Grant atRoot =
        new Grant(id(1), READER, PERSON, PrincipalType.USER, Scope.ROOT, Grant.Terms.NONE);
    Grant atGroup = new Grant(id(2), READER, PERSON, PrincipalType.USER, GROUP, Grant.Terms.NONE);
    ledger.commit(new RoleAssigned(atRoot));
    ledger.commit(new RoleAssigned(atGroup));

    assertThat(grants(GROUP.path(), false, false)).containsExactly(atGroup);
    assertThat(grants(GROUP.path(), true, false)).containsExactly(atRoot, atGroup);
    assertThat(grants(GROUP.path(), false, true)).containsExactly(atGroup, GRANT);
    assertThat(grants(SUBSCRIPTION_SCOPE.path(), true, true))
        .containsExactly(atRoot, atGroup, GRANT);
    assertThat(grants(ResourcePath.ROOT, false, true)).containsExactly(atRoot, atGroup, GRANT);
    ResourcePath missing = path(GROUP.path() + "/providers/A.B/c/d");
    assertThat(grants(missing, true, true)).containsExactly(atRoot, atGroup);
    AssignmentFilter ofPerson =
        new AssignmentFilter(ResourcePath.ROOT, true, true, Optional.of(PERSON));
    Page<Assigned> first = views.state().assignments(ofPerson, Paging.first(1), CURRENT);
    assertThat(first.items()).extracting(Assigned::grant).containsExactly(atRoot);
    Page<Assigned> second =
        views.state().assignments(ofPerson, new Paging(first.next(), 1), CURRENT);
    assertThat(second.items()).extracting(Assigned::grant).containsExactly(atGroup);
    assertThat(second.next()).isEmpty();
  }

  private List<Grant> grants(ResourcePath path, boolean above, boolean below) {
    AssignmentFilter filter = new AssignmentFilter(path, above, below, Optional.empty());
    return views.state().assignments(filter, Paging.first(10), CURRENT).items().stream()
        .map(Assigned::grant)
        .toList();
  }

  private static AssignmentId id(int number) {
    return new AssignmentId(new UUID(0, number));
  }

  @Test
  void grants_whose_expiry_has_come_are_due_oldest_first() {
    World.build(ledger);
    Instant day = Instant.parse("2026-03-01T00:00:00Z");
    Grant later = expiring(1, day);
    Grant sooner = expiring(2, day.minusSeconds(1));
    Grant notYet = expiring(3, day.plusSeconds(1));
    ledger.commit(new RoleAssigned(later));
    ledger.commit(new RoleAssigned(sooner));
    ledger.commit(new RoleAssigned(notYet));

    assertThat(views.state().dueAssignments(day, 10)).containsExactly(sooner, later);
    assertThat(views.state().dueAssignments(day, 1)).containsExactly(sooner);
    ledger.commit(new RoleAssignmentRemoved(sooner, Cause.EXPIRED));
    assertThat(views.state().dueAssignments(day, 10)).containsExactly(later);
  }

  private static Grant expiring(int number, Instant at) {
    Grant.Terms terms =
        new Grant.Terms(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(at), Personal.none());
    return new Grant(id(number), READER, PERSON, PrincipalType.USER, GROUP, terms);
  }

  @Test
  void a_role_is_what_it_was_and_is_listed_where_it_can_be_assigned() {
    ledger.commit(subscriptionAdded(), readerDefined());
    ledger.commit(groupCreated());
    RoleBody narrow = new RoleBody("Other", "text", READER_BODY.permissions(), List.of(GROUP));
    long updated = ledger.commit(new RoleUpdated(READER, narrow, READER_BODY));
    long deleted = ledger.commit(new RoleDeleted(READER, narrow));

    StateQueries state = views.state();
    Defined first =
        new Defined(new RoleDefinition(READER, RoleType.BUILT_IN, READER_BODY), stamps(1, 1));
    Defined second =
        new Defined(new RoleDefinition(READER, RoleType.BUILT_IN, narrow), stamps(1, 3));
    assertThat(state.role(READER, 3)).contains(first);
    assertThat(state.role(READER, updated)).contains(second);
    assertThat(state.role(READER, deleted)).isEmpty();
    RoleFilter atGroup =
        new RoleFilter(GROUP.path(), false, Optional.of("OTHER"), Optional.of(RoleType.BUILT_IN));
    RoleFilter atSubscription =
        new RoleFilter(SUBSCRIPTION_SCOPE.path(), false, Optional.empty(), Optional.empty());
    RoleFilter belowSubscription =
        new RoleFilter(SUBSCRIPTION_SCOPE.path(), true, Optional.empty(), Optional.empty());
    assertThat(state.roles(atSubscription, Paging.first(5), 3).items()).containsExactly(first);
    assertThat(state.roles(atGroup, Paging.first(5), 3).items()).isEmpty();
    assertThat(state.roles(atGroup, Paging.first(5), updated).items()).containsExactly(second);
    assertThat(state.roles(atSubscription, Paging.first(5), updated).items()).isEmpty();
    assertThat(state.roles(belowSubscription, Paging.first(5), updated).items())
        .containsExactly(second);
  }

  @Test
  void locks_are_listed_at_a_path_and_below_and_replaced_in_one_commit() {
    World.build(ledger);
    LockName name = new LockName("Keep");
    long placed =
        ledger.commit(
            new LockPlaced(VM1, name, LockLevel.CAN_NOT_DELETE, Optional.of("note")),
            new LockPlaced(SUBSCRIPTION_SCOPE, name, LockLevel.READ_ONLY, Optional.empty()));
    long replaced =
        ledger.commit(
            new LockRemoved(VM1, name),
            new LockPlaced(VM1, new LockName("KEEP"), LockLevel.READ_ONLY, Optional.empty()));
    long removed = ledger.commit(new LockRemoved(VM1, name));

    StateQueries state = views.state();
    Lock first = new Lock(VM1, name, LockLevel.CAN_NOT_DELETE, Optional.of("note"));
    Lock second = new Lock(VM1, new LockName("KEEP"), LockLevel.READ_ONLY, Optional.empty());
    Lock wide = new Lock(SUBSCRIPTION_SCOPE, name, LockLevel.READ_ONLY, Optional.empty());
    assertThat(state.lock(VM1.path(), new LockName("keep"), placed)).contains(first);
    assertThat(state.lock(VM1.path(), name, replaced)).contains(second);
    assertThat(state.lock(VM1.path(), name, removed)).isEmpty();
    assertThat(state.locks(GROUP.path(), Paging.first(5), placed).items()).containsExactly(first);
    Page<Lock> page = state.locks(SUBSCRIPTION_SCOPE.path(), Paging.first(1), placed);
    assertThat(page.items()).containsExactly(wide);
    assertThat(state.locks(SUBSCRIPTION_SCOPE.path(), new Paging(page.next(), 1), placed).items())
        .containsExactly(first);
    assertThat(state.locks(GROUP.path(), Paging.first(5), CURRENT).items()).isEmpty();
  }

  @Test
  void a_principal_is_what_it_was() {
    long registered = ledger.commit(personRegistered());
    long disabled = ledger.commit(new PrincipalDisabled(PERSON));
    Subject subject = new Subject("https://issuer", "person");
    long removed = ledger.commit(new PrincipalRemoved(PERSON, subject));

    StateQueries state = views.state();
    Principal active =
        new Principal(PERSON, PrincipalType.USER, subject, Personal.of("Ada"), false);
    Principal inactive =
        new Principal(PERSON, PrincipalType.USER, subject, Personal.of("Ada"), true);
    assertThat(state.principal(PERSON, registered)).contains(active);
    assertThat(state.principal(PERSON, disabled)).contains(inactive);
    assertThat(state.principal(PERSON, removed)).isEmpty();
    assertThat(state.principals(Paging.first(5), disabled).items()).containsExactly(inactive);
    assertThat(state.principalOf(subject, registered)).contains(active);
    assertThat(state.principalOf(subject, disabled)).contains(inactive);
    assertThat(state.principalOf(subject, removed)).isEmpty();
    assertThat(state.principalOf(new Subject("https://other", "person"), registered)).isEmpty();
  }

  @Test
  void who_has_an_issuer_and_subject_now_is_who_came_last() {
    Subject subject = new Subject("https://issuer", "person");
    ledger.commit(personRegistered());
    long removed = ledger.commit(new PrincipalRemoved(PERSON, subject));
    ledger.commit(
        new PrincipalRegistered(
            principal(8), PrincipalType.SERVICE_PRINCIPAL, subject, Personal.none()));

    StateQueries state = views.state();
    assertThat(state.principalOf(subject, CURRENT).map(Principal::principal))
        .contains(principal(8));
    assertThat(state.principalOf(subject, removed)).isEmpty();
    assertThat(state.principalOf(subject, removed - 1).map(Principal::principal)).contains(PERSON);
  }

  @Test
  void a_principal_has_the_credentials_that_were_not_revoked() {
    OperatorCredential secret = credential(1, OperatorCredential.Kind.SECRET, Optional.empty());
    OperatorCredential certificate =
        credential(2, OperatorCredential.Kind.CERTIFICATE, Optional.of("A".repeat(43)));
    OperatorCredential others = credential(3, OperatorCredential.Kind.SECRET, Optional.empty());
    long registered = ledger.commit(personRegistered());
    long added =
        ledger.commit(
            new OperatorCredentialAdded(PERSON, certificate),
            new OperatorCredentialAdded(PERSON, secret),
            new OperatorCredentialAdded(principal(8), others));
    long revoked = ledger.commit(new OperatorCredentialRevoked(PERSON, secret.id()));

    StateQueries state = views.state();
    assertThat(state.credentials(PERSON, registered)).isEmpty();
    assertThat(state.credentials(PERSON, added)).containsExactly(secret, certificate);
    assertThat(state.credentials(PERSON, revoked)).containsExactly(certificate);
    assertThat(state.credentials(PERSON, CURRENT)).containsExactly(certificate);
    assertThat(state.credentials(principal(7), CURRENT)).isEmpty();
    assertThat(state.orphans()).as("the credential of nobody").isEqualTo(1);
  }

  private static OperatorCredential credential(
      int number, OperatorCredential.Kind kind, Optional<String> thumbprint) {
    Instant from = Instant.parse("2026-01-01T00:00:00.123456Z");
    return new OperatorCredential(
        new CredentialId(new UUID(0xd000, number)), kind, thumbprint, from, from.plusSeconds(60));
  }
}
