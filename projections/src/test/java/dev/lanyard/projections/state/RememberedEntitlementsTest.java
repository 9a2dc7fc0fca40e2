package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RememberedEntitlementsTest {
  private static final PrincipalId TEAM = World.principal(20);
  private static final Holders ADA = new Holders(PERSON, List.of());
  private static final Holders MEMBER = new Holders(PERSON, List.of(TEAM));

  @TempDir Path folder;
  private ViewsFixture views;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    World.build(views.ledger);
    commit(registered(TEAM, PrincipalType.GROUP), new RoleAssigned(grant(1, PERSON, GROUP)));
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void what_changes_no_rights_lets_the_answer_stand_at_the_new_position() {
    Held before = ask(ADA);
    commit(World.created(World.resource("A.B/c/new", 5_000)));
    assertThat(ask(ADA))
        .isEqualTo(new Held(views.ledger.head(), true, before.grants(), 1))
        .isNotEqualTo(before);
    assertThat(before.rowsVisited()).isEqualTo(2);
  }

  @Test
  void a_grant_that_is_removed_is_gone_with_its_commit() {
    assertThat(ask(ADA).grants()).containsExactly(held(1, PERSON));
    commit(new RoleAssignmentRemoved(grant(1, PERSON, GROUP), Cause.REMOVED));
    assertThat(ask(ADA)).isEqualTo(new Held(views.ledger.head(), true, List.of(), 1));
  }

  @Test
  void a_grant_that_is_given_counts_with_its_commit() {
    assertThat(ask(MEMBER).grants()).containsExactly(held(1, PERSON));
    commit(new RoleAssigned(grant(2, TEAM, GROUP)));
    assertThat(ask(MEMBER).grants()).containsExactlyInAnyOrder(held(1, PERSON), held(2, TEAM));
  }

  @Test
  void a_group_that_is_disabled_gives_nothing_more() {
    commit(new RoleAssigned(grant(2, TEAM, GROUP)));
    assertThat(ask(MEMBER).grants()).hasSize(2);
    commit(new PrincipalDisabled(TEAM));
    assertThat(ask(MEMBER).grants()).containsExactly(held(1, PERSON));
  }

  @Test
  void who_is_disabled_acts_no_more() {
    assertThat(views.entitlements().acts(PERSON)).isTrue();
    assertThat(ask(ADA).acts()).isTrue();
    commit(new PrincipalDisabled(PERSON));
    assertThat(views.entitlements().acts(PERSON)).isFalse();
    assertThat(ask(ADA).grants()).isEmpty();
  }

  @Test
  void an_identity_that_ends_acts_no_more() {
    assertThat(views.entitlements().acts(VM1_PRINCIPAL)).isTrue();
    commit(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL));
    assertThat(views.entitlements().acts(VM1_PRINCIPAL)).isFalse();
  }

  @Test
  void a_group_does_not_act_by_itself() {
    assertThat(views.entitlements().acts(TEAM)).isFalse();
    assertThat(ask(new Holders(TEAM, List.of())).acts()).isFalse();
  }

  @Test
  void grants_below_a_place_are_remembered_as_well() {
    Held above = views.entitlements().below(ADA, SUBSCRIPTION_SCOPE.path());
    assertThat(above.grants()).containsExactly(held(1, PERSON));
    assertThat(views.entitlements().below(ADA, SUBSCRIPTION_SCOPE.path()).rowsVisited())
        .isEqualTo(1);
    assertThat(views.entitlements().below(ADA, GROUP.path()).grants()).isEmpty();
    commit(new RoleAssignmentRemoved(grant(1, PERSON, GROUP), Cause.REMOVED));
    assertThat(views.entitlements().below(ADA, SUBSCRIPTION_SCOPE.path()))
        .isEqualTo(new Held(views.ledger.head(), true, List.of(), 1));
  }

  @Test
  void a_role_says_what_it_says_since_its_last_change() {
    assertThat(ask(ADA).grants()).containsExactly(held(1, PERSON));
    RoleBody body = new RoleBody("Reader", "", List.of(), List.of(Scope.ROOT));
    commit(new RoleUpdated(READER, body, READER_BODY));
    assertThat(ask(ADA).grants().getFirst().permissions()).isEmpty();
  }

  private Held ask(Holders holders) {
    return views.entitlements().at(holders, VM1.path());
  }

  private void commit(LifecycleEvent... events) {
    views.ledger.commit(events);
  }

  private static Grant grant(int number, PrincipalId principal, Scope scope) {
    return new Grant(id(number), READER, principal, PrincipalType.USER, scope, Grant.Terms.NONE);
  }

  private static Entitlement held(int number, PrincipalId principal) {
    return new Entitlement(
        id(number), READER, principal, GROUP.path(), Optional.empty(), READER_BODY.permissions());
  }

  private static PrincipalRegistered registered(PrincipalId principal, PrincipalType type) {
    return new PrincipalRegistered(
        principal, type, new Subject("https://issuer", principal.toString()), Personal.none());
  }

  private static AssignmentId id(int number) {
    return new AssignmentId(new UUID(0xd000, number));
  }
}
