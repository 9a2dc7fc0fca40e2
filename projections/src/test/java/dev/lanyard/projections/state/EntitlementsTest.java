package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import dev.lanyard.projections.state.Entitlements.HoldsTooMuch;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntitlementsTest {
  private static final PrincipalId TEAM = World.principal(20);
  private static final Holders ADA = new Holders(PERSON, List.of());

  @TempDir Path folder;
  private ViewsFixture views;
  private FakeLedger ledger;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    ledger = views.ledger;
    World.build(ledger);
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void grants_at_a_place_and_above_it_count_and_those_beside_and_below_do_not() {
    give(1, PERSON, Scope.ROOT);
    give(2, PERSON, GROUP);
    give(3, PERSON, VM1);
    give(4, PERSON, VM2);
    give(5, VM1_PRINCIPAL, GROUP);

    assertThat(at(ADA, VM1.path()).grants())
        .containsExactlyInAnyOrder(
            held(1, PERSON, Scope.ROOT), held(2, PERSON, GROUP), held(3, PERSON, VM1));
    assertThat(at(ADA, GROUP.path()).grants())
        .containsExactlyInAnyOrder(held(1, PERSON, Scope.ROOT), held(2, PERSON, GROUP));
    assertThat(at(ADA, ResourcePath.ROOT).grants()).containsExactly(held(1, PERSON, Scope.ROOT));
  }

  @Test
  void what_does_not_exist_is_judged_by_its_nearest_ancestor_that_does() {
    give(2, PERSON, GROUP);
    ResourcePath child = path(VM1.path() + "/extensions/none/deeper/none");
    assertThat(at(ADA, child).grants()).containsExactly(held(2, PERSON, GROUP));
    assertThat(at(ADA, path("/subscriptions/" + UUID.randomUUID())).grants()).isEmpty();
  }

  @Test
  void a_group_s_grants_count_for_those_whose_token_names_it_while_it_lives() {
    ledger.commit(registered(TEAM, PrincipalType.GROUP));
    give(1, TEAM, GROUP);
    Holders member = new Holders(PERSON, List.of(TEAM, VM1_PRINCIPAL));
    give(2, VM1_PRINCIPAL, GROUP);

    assertThat(at(member, VM1.path()).grants()).containsExactly(held(1, TEAM, GROUP));
    assertThat(at(ADA, VM1.path()).grants()).isEmpty();
    ledger.commit(new PrincipalDisabled(TEAM));
    assertThat(at(member, VM1.path()))
        .extracting(Held::acts, Held::grants)
        .containsExactly(true, List.of());
  }

  @Test
  void who_is_disabled_or_has_ended_holds_nothing() {
    give(1, PERSON, GROUP);
    give(2, VM1_PRINCIPAL, GROUP);
    Holders machine = new Holders(VM1_PRINCIPAL, List.of());
    assertThat(at(machine, VM2.path()).grants()).containsExactly(held(2, VM1_PRINCIPAL, GROUP));

    ledger.commit(new PrincipalDisabled(PERSON));
    ledger.commit(
        new RoleAssignmentRemoved(GRANT, Cause.PRINCIPAL_ENDED),
        new RoleAssignmentRemoved(grant(2, VM1_PRINCIPAL, GROUP), Cause.PRINCIPAL_ENDED),
        new SystemIdentityDeleted(VM1, VM1_PRINCIPAL));
    for (Holders gone : List.of(ADA, machine, new Holders(World.principal(77), List.of()))) {
      Held held = at(gone, VM2.path());
      assertThat(held).isEqualTo(new Held(ledger.head(), false, List.of(), held.rowsVisited()));
    }
  }

  @Test
  void a_member_of_a_group_that_was_removed_itself_holds_nothing() {
    ledger.commit(registered(TEAM, PrincipalType.GROUP));
    give(1, TEAM, GROUP);
    ledger.commit(new PrincipalRemoved(PERSON, new Subject("https://issuer", "person")));
    assertThat(at(new Holders(PERSON, List.of(TEAM)), GROUP.path()).acts()).isFalse();
  }

  @Test
  void a_grant_with_a_condition_counts_for_nothing_and_an_expiry_is_told() {
    Instant end = Instant.parse("2030-01-01T00:00:00Z");
    give(1, PERSON, GROUP, terms(Optional.of("condition"), Optional.empty()));
    give(2, PERSON, GROUP, terms(Optional.empty(), Optional.of(end)));
    assertThat(at(ADA, GROUP.path()).grants())
        .containsExactly(
            new Entitlement(
                id(2), READER, PERSON, GROUP.path(), Optional.of(end), READER_BODY.permissions()));
  }

  @Test
  void what_a_role_says_is_what_it_says_now() {
    give(1, PERSON, GROUP);
    assertThat(at(ADA, GROUP.path()).grants()).containsExactly(held(1, PERSON, GROUP));
    Permission more =
        new Permission(List.of(new ActionPattern("*/read")), List.of(), List.of(), List.of());
    RoleBody body = new RoleBody("Reader", "", List.of(more), List.of(Scope.ROOT));
    ledger.commit(new RoleUpdated(READER, body, READER_BODY));
    assertThat(at(ADA, GROUP.path()).grants().getFirst().permissions()).containsExactly(more);
  }

  @Test
  void the_rows_looked_at_do_not_grow_with_what_others_hold() {
    give(1, PERSON, GROUP);
    at(ADA, VM1.path());
    int few = at(ADA, VM1.path()).rowsVisited();
    for (int other = 0; other < 1_000; other++) {
      give(1_000 + other, World.principal(1_000 + other), SUBSCRIPTION_SCOPE);
      give(3_000 + other, PERSON, World.resource("A.B/c/other" + other, 5_000 + other), true);
    }
    int first = at(ADA, VM1.path()).rowsVisited();
    assertThat(first).isEqualTo(few + 1 + RememberedEntitlements.GRANTS_MAX + 2);
    assertThat(at(ADA, VM1.path()).rowsVisited()).isEqualTo(2);
  }

  @Test
  void the_database_finds_a_holder_s_grants_at_a_place_through_one_index() {
    give(1, PERSON, GROUP);
    views.state();
    String question =
        "EXPLAIN QUERY PLAN SELECT a.assignment FROM binding b CROSS JOIN assignment a"
            + " JOIN role r ON r.role = a.role AND r.until_commit = 9223372036854775807"
            + " WHERE a.scope = b.scope AND a.until_commit = 9223372036854775807"
            + " AND b.until_commit = 9223372036854775807 AND a.principal IN (1, 2)"
            + " AND b.path_key IN ('/', '/x')";
    // A new file gets its indexes after it has told the head: until then the plan has none.
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(plan(question))
                    .anyMatch(step -> step.contains("assignment_held (principal=? AND scope=?"))
                    .noneMatch(step -> step.startsWith("SCAN")));
  }

  private List<String> plan(String question) throws SQLException {
    List<String> plan = new ArrayList<>();
    String url = "jdbc:sqlite:" + folder.resolve("state.db");
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var row = statement.executeQuery(question)) {
      while (row.next()) {
        plan.add(row.getString("detail"));
      }
    }
    return plan;
  }

  @Test
  void grants_below_a_place_are_told_up_to_a_limit() {
    give(1, PERSON, SUBSCRIPTION_SCOPE);
    give(2, PERSON, GROUP);
    give(3, PERSON, VM1);
    assertThat(views.entitlements().below(ADA, SUBSCRIPTION_SCOPE.path()).grants())
        .containsExactlyInAnyOrder(held(2, PERSON, GROUP), held(3, PERSON, VM1));
    assertThat(views.entitlements().below(ADA, ResourcePath.ROOT).grants()).hasSize(3);

    ledger.commit(
        IntStream.range(0, Entitlements.BELOW_MAX)
            .mapToObj(number -> new RoleAssigned(grant(10_000 + number, PERSON, VM2)))
            .toArray(RoleAssigned[]::new));
    assertThatThrownBy(() -> views.entitlements().below(ADA, GROUP.path()))
        .isInstanceOf(HoldsTooMuch.class);
  }

  private Held at(Holders holders, ResourcePath path) {
    return views.entitlements().at(holders, path);
  }

  private void give(int number, PrincipalId principal, Scope scope) {
    give(number, principal, scope, Grant.Terms.NONE);
  }

  private void give(int number, PrincipalId principal, Scope scope, boolean created) {
    if (created) {
      ledger.commit(World.created(scope));
    }
    give(number, principal, scope);
  }

  private void give(int number, PrincipalId principal, Scope scope, Grant.Terms terms) {
    ledger.commit(
        new RoleAssigned(
            new Grant(id(number), READER, principal, PrincipalType.USER, scope, terms)));
  }

  private static Grant grant(int number, PrincipalId principal, Scope scope) {
    return new Grant(id(number), READER, principal, PrincipalType.USER, scope, Grant.Terms.NONE);
  }

  private static Entitlement held(int number, PrincipalId principal, Scope scope) {
    return new Entitlement(
        id(number), READER, principal, scope.path(), Optional.empty(), READER_BODY.permissions());
  }

  private static Grant.Terms terms(Optional<String> condition, Optional<Instant> expiresOn) {
    return new Grant.Terms(
        condition, condition.map(_ -> "2.0"), Optional.empty(), expiresOn, Personal.none());
  }

  private static PrincipalRegistered registered(PrincipalId principal, PrincipalType type) {
    return new PrincipalRegistered(
        principal, type, new Subject("https://issuer", principal.toString()), Personal.none());
  }

  private static AssignmentId id(int number) {
    return new AssignmentId(new UUID(0xd000, number));
  }
}
