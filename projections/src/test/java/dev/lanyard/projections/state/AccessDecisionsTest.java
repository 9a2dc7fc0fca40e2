package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static dev.lanyard.projections.state.OperatorRole.*;
import static dev.lanyard.projections.state.StateQueries.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import dev.lanyard.projections.state.Explanation.Considered;
import dev.lanyard.projections.state.Explanation.Denial;
import dev.lanyard.projections.state.Explanation.Locked;
import dev.lanyard.projections.state.Explanation.Place;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessDecisionsTest {
  private static final RequestedAction WRITE = action("Microsoft.Compute/virtualMachines/write");
  private static final RequestedAction DELETE = action("Microsoft.Compute/virtualMachines/delete");
  private static final RequestedAction READ = action("microsoft.compute/virtualmachines/read");
  private static final RequestedAction POWER_OFF =
      action("Microsoft.Compute/virtualMachines/powerOff/action");
  private static final RequestedAction GET_SECRET =
      RequestedAction.parse(
          "dataAction", "Microsoft.KeyVault/vaults/secrets/getSecret/action", true);
  private static final PrincipalId TEAM = World.principal(20);
  private static final Holders ADA = new Holders(PERSON, List.of());
  private static final Holders MEMBER = new Holders(PERSON, List.of(TEAM));
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir Path folder;
  private ViewsFixture views;
  private long worded;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    World.build(views.ledger);
    worded = commit(new RoleDefined(OPERATOR, RoleType.BUILT_IN, OPERATOR_BODY));
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void an_allowed_action_names_the_places_the_grant_the_role_and_the_pattern() {
    long assigned = commit(assigned(1, PERSON, GROUP));
    assertThat(check(ADA, READ, VM1))
        .isEqualTo(
            new Explanation(
                Optional.empty(),
                views.ledger.head(),
                NOW,
                List.of(
                    new Place(VM1.path(), VM1.id(), 6),
                    new Place(GROUP.path(), GROUP.id(), 4),
                    new Place(SUBSCRIPTION_SCOPE.path(), SUBSCRIPTION_SCOPE.id(), 3),
                    new Place(ResourcePath.ROOT, Scope.ROOT.id(), 0)),
                List.of(
                    considered(
                        held(1, PERSON, GROUP, assigned, worded), new Outcome.Grants(COMPUTE))),
                List.of(),
                6));
  }

  @Test
  void what_a_role_takes_back_is_named_with_the_pattern_that_does() {
    long assigned = commit(assigned(1, PERSON, GROUP));
    Explanation denied = check(ADA, POWER_OFF, VM1);
    assertThat(denied.denial()).contains(Denial.NOT_ACTION);
    assertThat(denied.considered())
        .containsExactly(
            considered(
                held(1, PERSON, GROUP, assigned, worded),
                new Outcome.ExcludedBy(COMPUTE, NO_POWER)));
  }

  @Test
  void data_actions_are_separate() {
    commit(assigned(1, PERSON, VAULT));
    assertThat(check(ADA, GET_SECRET, VAULT).considered().getFirst().outcome())
        .isEqualTo(new Outcome.Grants(SECRETS));
    RequestedAction control = action(GET_SECRET.text());
    assertThat(check(ADA, control, VAULT))
        .extracting(Explanation::denial, it -> it.considered().getFirst().outcome())
        .containsExactly(Optional.of(Denial.NO_ASSIGNMENT), new Outcome.NoMatch());
  }

  @Test
  void an_expiry_counts_at_the_instant_of_evaluation() {
    commit(assigned(1, PERSON, GROUP, terms(Optional.empty(), Optional.of(NOW))));
    assertThat(outcomes(ADA, READ, VM1, CURRENT, NOW.minusNanos(1)))
        .containsExactly(new Outcome.Grants(COMPUTE));
    assertThat(outcomes(ADA, READ, VM1, CURRENT, NOW))
        .containsExactly(new Outcome.Expired(COMPUTE));
    assertThat(check(ADA, READ, VM1).denial()).contains(Denial.EXPIRED);
  }

  @Test
  void a_condition_grants_nothing() {
    commit(assigned(1, PERSON, GROUP, terms(Optional.of("condition"), Optional.empty())));
    assertThat(check(ADA, READ, VM1).denial()).contains(Denial.CONDITION);
    assertThat(outcomes(ADA, READ, VM1, CURRENT, NOW))
        .containsExactly(new Outcome.Conditional(COMPUTE));
  }

  @Test
  void a_group_counts_while_it_is_registered_and_not_disabled() {
    commit(registered(TEAM, PrincipalType.GROUP), assigned(1, TEAM, GROUP));
    assertThat(check(MEMBER, READ, VM1).allowed()).isTrue();
    assertThat(check(ADA, READ, VM1).denial()).contains(Denial.NO_ASSIGNMENT);
    commit(new PrincipalDisabled(TEAM));
    assertThat(check(MEMBER, READ, VM1).denial()).contains(Denial.PRINCIPAL_NOT_LIVE);
    assertThat(outcomes(MEMBER, READ, VM1, CURRENT, NOW))
        .containsExactly(new Outcome.HolderNotActing(COMPUTE));
  }

  @Test
  void who_is_disabled_may_nothing_from_then_on_and_could_before() {
    long before = commit(assigned(1, PERSON, GROUP));
    commit(new PrincipalDisabled(PERSON));
    assertThat(check(ADA, READ, VM1).denial()).contains(Denial.PRINCIPAL_NOT_LIVE);
    assertThat(check(ADA, GET_SECRET, VM2).denial()).contains(Denial.PRINCIPAL_NOT_LIVE);
    Explanation then = views.decisions().check(ADA, READ, VM1.path(), before, NOW);
    assertThat(then)
        .extracting(Explanation::allowed, Explanation::position)
        .containsExactly(true, before);
  }

  @Test
  void what_was_taken_away_is_named_with_the_commit_that_did() {
    long assigned = commit(assigned(1, PERSON, GROUP));
    long removed = commit(new RoleAssignmentRemoved(grant(1, PERSON, GROUP), Cause.REMOVED));
    Explanation denied = check(ADA, READ, VM1);
    assertThat(denied.denial()).contains(Denial.NO_ASSIGNMENT);
    assertThat(denied.considered())
        .containsExactly(
            considered(
                held(1, PERSON, GROUP, assigned, worded), new Outcome.Removed(COMPUTE, removed)));
    assertThat(outcomes(ADA, READ, VM1, removed - 1, NOW))
        .containsExactly(new Outcome.Grants(COMPUTE));
    assertThat(outcomes(ADA, POWER_OFF, VM1, CURRENT, NOW)).isEmpty();
  }

  @Test
  void a_role_said_then_what_it_said_then() {
    long assigned = commit(assigned(1, PERSON, GROUP));
    RoleBody nothing = new RoleBody("Operator 2", "", List.of(), List.of(Scope.ROOT));
    long updated = commit(new RoleUpdated(OPERATOR, nothing, OPERATOR_BODY));
    assertThat(outcomes(ADA, READ, VM1, updated - 1, NOW))
        .containsExactly(new Outcome.Grants(COMPUTE));
    HeldGrant now =
        new HeldGrant(
            id(1),
            OPERATOR,
            "Operator 2",
            PERSON,
            PrincipalType.USER,
            GROUP.path(),
            Optional.empty(),
            assigned,
            updated);
    assertThat(check(ADA, READ, VM1).considered())
        .containsExactly(considered(now, new Outcome.NoMatch()));
  }

  @Test
  void locks_forbid_what_they_forbid_to_commands() {
    commit(assigned(1, PERSON, SUBSCRIPTION_SCOPE));
    long group = commit(lock(GROUP, "frozen", LockLevel.READ_ONLY));
    long vm = commit(lock(VM1, "kept", LockLevel.CAN_NOT_DELETE));
    Locked frozen = new Locked(GROUP.path(), new LockName("frozen"), LockLevel.READ_ONLY, group);
    Locked kept = new Locked(VM1.path(), new LockName("kept"), LockLevel.CAN_NOT_DELETE, vm);

    assertThat(check(ADA, WRITE, VM1))
        .extracting(Explanation::denial, Explanation::locks)
        .containsExactly(Optional.of(Denial.LOCKED), List.of(frozen));
    assertThat(check(ADA, DELETE, VM1).locks()).containsExactly(kept, frozen);
    assertThat(check(ADA, READ, VM1).allowed()).isTrue();
    assertThat(check(ADA, GET_SECRET, VAULT).allowed()).isTrue();
    assertThat(views.decisions().check(ADA, WRITE, VM1.path(), group - 1, NOW).allowed()).isTrue();
    assertThat(views.decisions().allowed(ADA, WRITE, VM1.path(), NOW).allowed()).isFalse();
    assertThat(views.decisions().allowed(ADA, READ, VM1.path(), NOW).allowed()).isTrue();
  }

  @Test
  void deleting_a_thing_is_forbidden_by_locks_below_it_and_deleting_something_else_is_not() {
    RoleBody all =
        new RoleBody(
            "Owner",
            "",
            List.of(
                new Permission(List.of(new ActionPattern("*")), List.of(), List.of(), List.of())),
            List.of(Scope.ROOT));
    commit(new RoleUpdated(OPERATOR, all, OPERATOR_BODY), assigned(1, PERSON, GROUP));
    commit(lock(VM1, "kept", LockLevel.CAN_NOT_DELETE));
    RequestedAction group = action("Microsoft.Resources/subscriptions/resourceGroups/delete");
    assertThat(check(ADA, group, GROUP).denial()).contains(Denial.LOCKED);
    assertThat(check(ADA, action("Microsoft.Authorization/roleAssignments/delete"), GROUP).denial())
        .isEmpty();
    assertThat(check(ADA, action("Microsoft.Authorization/locks/delete"), VM1).denial()).isEmpty();
    assertThat(check(ADA, action("Microsoft.Authorization/roleAssignments/delete"), VM1).denial())
        .contains(Denial.LOCKED);
  }

  @Test
  void the_short_answer_is_the_long_one() {
    commit(registered(TEAM, PrincipalType.GROUP), assigned(1, TEAM, VM1));
    commit(assigned(2, PERSON, VAULT, terms(Optional.empty(), Optional.of(NOW))));
    for (Holders holders : List.of(ADA, MEMBER, new Holders(World.principal(99), List.of()))) {
      for (RequestedAction action : List.of(READ, WRITE, DELETE, POWER_OFF, GET_SECRET)) {
        for (Scope scope : List.of(VM1, VM2, VAULT, GROUP)) {
          for (Instant at : List.of(NOW.minusSeconds(1), NOW)) {
            assertThat(views.decisions().allowed(holders, action, scope.path(), at).allowed())
                .isEqualTo(
                    views.decisions().check(holders, action, scope.path(), CURRENT, at).allowed());
          }
        }
      }
    }
  }

  @Test
  void the_rows_looked_at_do_not_grow_with_what_others_hold() {
    commit(assigned(1, PERSON, GROUP));
    others(0, 1_000);
    Explanation few = check(ADA, READ, VM1);
    others(1_000, 20_000);
    assertThat(check(ADA, READ, VM1).rowsVisited()).isEqualTo(few.rowsVisited()).isEqualTo(6);
    views.decisions().allowed(ADA, READ, VM1.path(), NOW);
    assertThat(views.decisions().allowed(ADA, READ, VM1.path(), NOW))
        .isEqualTo(new Ruling(true, views.ledger.head(), 1));
  }

  @Test
  void an_action_is_a_text_without_stars() {
    for (String text : List.of("", "*", "a/*/read", "a b", "ä/read", "x".repeat(513))) {
      assertThatThrownBy(() -> RequestedAction.parse("action", text, false))
          .isInstanceOf(MalformedValue.class)
          .hasMessageContaining("action");
    }
  }

  private void others(int from, int to) {
    commit(
        IntStream.range(from, to)
            .mapToObj(number -> assigned(10_000 + number, World.principal(1_000 + number), GROUP))
            .toArray(LifecycleEvent[]::new));
  }

  private Explanation check(Holders holders, RequestedAction action, Scope scope) {
    return views.decisions().check(holders, action, scope.path(), CURRENT, NOW);
  }

  private List<Outcome> outcomes(
      Holders holders, RequestedAction action, Scope scope, long asOf, Instant at) {
    return views.decisions().check(holders, action, scope.path(), asOf, at).considered().stream()
        .map(Considered::outcome)
        .toList();
  }

  private static Considered considered(HeldGrant grant, Outcome outcome) {
    return new Considered(grant, outcome);
  }

  private static LockPlaced lock(Scope scope, String name, LockLevel level) {
    return new LockPlaced(scope, new LockName(name), level, Optional.empty());
  }

  private long commit(LifecycleEvent... events) {
    return views.ledger.commit(events);
  }
}
