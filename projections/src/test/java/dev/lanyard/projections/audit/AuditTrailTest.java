package dev.lanyard.projections.audit;

import static dev.lanyard.projections.FakeLedger.asked;
import static dev.lanyard.projections.FakeLedger.fell;
import static dev.lanyard.projections.World.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.OperatorCredential;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import dev.lanyard.projections.audit.AuditQueries.Order;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {
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

  private static Json.Obj obj(String name, Json value) {
    return new Json.Obj(Map.of(name, value));
  }

  /** Ends the first machine with all that hangs on it; positions 12 to 15, commit 15. */
  private void deleteVm1() {
    World.build(ledger);
    ledger.commit(
        "DeleteResource",
        List.of(
            fell(new RoleAssignmentRemoved(GRANT, Cause.PRINCIPAL_ENDED), 2),
            fell(new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL), 3),
            fell(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL), 3),
            asked(new ResourceDeleted(VM1))));
  }

  @Test
  void a_row_tells_all_of_one_event() {
    ledger.commit(subscriptionAdded());
    ledger.commit(groupCreated());
    ledger.commit(
        "UpdateResourceGroup", List.of(asked(new ResourceGroupUpdated(GROUP, Map.of("a", "b")))));

    assertThat(views.audit().event(3))
        .contains(
            new AuditRow(
                3,
                3,
                FakeLedger.START.plusSeconds(2),
                FakeLedger.eventId(3),
                "ResourceGroupUpdated",
                GROUP.requireThing().toString(),
                Optional.of(GROUP.path().toString()),
                Map.of("thing", List.of(GROUP.requireThing().toString())),
                Optional.of(obj("tags", Json.Obj.EMPTY)),
                Optional.of(obj("tags", obj("a", new Json.Text("b")))),
                new AuditRow.Cause(
                    FakeLedger.CALLER,
                    FakeLedger.GROUPS,
                    Optional.empty(),
                    "UpdateResourceGroup",
                    FakeLedger.correlationOf(3),
                    Optional.of("request-3"),
                    Optional.of("client's-3"),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("because")),
                new AuditRow.Fall(Optional.empty(), 3)));
    assertThat(views.audit().event(2).orElseThrow().cause().groups()).isEmpty();
    assertThat(views.audit().event(4)).isEmpty();
  }

  @Test
  void a_credential_is_told_without_what_it_proves_by() {
    CredentialId id = new CredentialId(new UUID(0xd000, 1));
    Instant from = Instant.parse("2026-01-01T00:00:00Z");
    ledger.commit(personRegistered());
    long added =
        ledger.commit(
            new OperatorCredentialAdded(
                PERSON,
                new OperatorCredential(
                    id,
                    OperatorCredential.Kind.SECRET,
                    Optional.empty(),
                    from,
                    from.plusSeconds(1))));
    long revoked = ledger.commit(new OperatorCredentialRevoked(PERSON, id));

    Json.Obj said =
        new Json.Obj(
            Map.of(
                "principal", new Json.Text(PERSON.toString()),
                "kind", new Json.Text("Secret"),
                "notBefore", new Json.Text("2026-01-01T00:00:00Z"),
                "notAfter", new Json.Text("2026-01-01T00:00:01Z")));
    AuditRow first = views.audit().event(added).orElseThrow();
    AuditRow last = views.audit().event(revoked).orElseThrow();
    assertThat(first.subject()).isEqualTo(id.toString());
    assertThat(first.after()).contains(said);
    assertThat(first.before()).isEmpty();
    assertThat(last.before()).contains(said);
    assertThat(last.after()).isEmpty();
  }

  @Test
  void what_ended_is_told_whole_even_after_partial_changes() {
    ledger.commit(subscriptionAdded());
    ledger.commit(groupCreated());
    ledger.commit(new ResourceGroupUpdated(GROUP, Map.of("a", "b")));
    long ended = ledger.commit(new ResourceGroupDeleted(GROUP));

    AuditRow row = views.audit().event(ended).orElseThrow();
    assertThat(row.before())
        .contains(
            new Json.Obj(
                Map.of(
                    "location",
                    new Json.Text("westeurope"),
                    "tags",
                    obj("a", new Json.Text("b")))));
    assertThat(row.after()).isEmpty();
  }

  @Test
  void a_change_leaves_out_what_stayed_the_same() {
    World.build(ledger);
    Json.Obj large = obj("properties", obj("size", new Json.Text("large")));
    long updated = ledger.commit(new ResourceUpdated(VM1, new ResourceBody(BODY.tags(), large)));

    AuditRow row = views.audit().event(updated).orElseThrow();
    assertThat(row.before())
        .contains(obj("body", obj("properties", obj("size", new Json.Text("small")))));
    assertThat(row.after()).contains(obj("body", large));
  }

  @Test
  void a_cascade_is_a_tree_from_what_was_asked_for() {
    deleteVm1();

    Cascade cascade = views.audit().cascade(FakeLedger.correlationOf(10)).orElseThrow();
    assertThat(cascade.events()).isEqualTo(4);
    assertThat(cascade.commit()).isEqualTo(ledger.head());
    assertThat(inWords(cascade.roots()))
        .isEqualTo(
            "ResourceDeleted[UserIdentityDetached[]SystemIdentityDeleted[RoleAssignmentRemoved[]]]");
    AuditRow removed = cascade.roots().getFirst().fell().get(1).fell().getFirst().row();
    assertThat(removed.cascade())
        .isEqualTo(new AuditRow.Fall(Optional.of(ledger.head() - 1), ledger.head()));
    assertThat(views.audit().cascade(FakeLedger.correlationOf(99))).isEmpty();
  }

  private static String inWords(List<Cascade.Node> nodes) {
    StringBuilder words = new StringBuilder();
    for (Cascade.Node node : nodes) {
      words.append(node.row().eventName()).append('[').append(inWords(node.fell())).append(']');
    }
    return words.toString();
  }

  @Test
  void the_history_of_an_ended_subject_has_all_that_hung_on_it() {
    deleteVm1();

    List<String> told =
        List.of(
            "ResourceCreated",
            "SystemIdentityEnabled",
            "UserIdentityAttached",
            "RoleAssigned",
            "RoleAssignmentRemoved",
            "UserIdentityDetached",
            "SystemIdentityDeleted",
            "ResourceDeleted");
    assertThat(names(history(new AuditSubject.AtPath(VM1.path())))).isEqualTo(told);
    assertThat(names(history(new AuditSubject.WithId(VM1.requireThing().value())))).isEqualTo(told);
    assertThat(names(history(new AuditSubject.WithId(GRANT_ID.value()))))
        .containsExactly("RoleAssigned", "RoleAssignmentRemoved");
    assertThat(names(history(new AuditSubject.AtPath(SHARED.path()))))
        .containsExactly(
            "UserIdentityCreated",
            "UserIdentityAttached",
            "UserIdentityAttached",
            "UserIdentityDetached");
    assertThat(history(new AuditSubject.WithId(new UUID(1, 2)))).isEmpty();
    assertThat(names(history(new AuditSubject.WithId(SUBSCRIPTION.value()))))
        .containsExactly("SubscriptionAdded");
  }

  private List<AuditRow> history(AuditSubject subject) {
    AuditFilter about = AuditFilter.ALL.about(subject);
    return views.audit().events(about, Order.OLDEST_FIRST, Paging.first(50)).items();
  }

  private static List<String> names(List<AuditRow> rows) {
    return rows.stream().map(AuditRow::eventName).toList();
  }

  @Test
  void events_are_filtered_by_all_that_is_asked() {
    deleteVm1();
    long head = ledger.head();

    assertThat(positions(with(Optional.of(GROUP.path()), Optional.empty())))
        .hasSize((int) head - 3);
    assertThat(
            positions(
                with(
                    Optional.of(path(SUBSCRIPTION_SCOPE.path() + "/resourceGroups/no")),
                    Optional.empty())))
        .isEmpty();
    assertThat(positions(with(Optional.empty(), Optional.of("DeleteResource"))))
        .containsExactly(head, head - 1, head - 2, head - 3);
    AuditFilter byTime =
        new AuditFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(FakeLedger.CALLER),
            Optional.empty(),
            Optional.of(2L),
            Optional.of(head),
            Optional.of(FakeLedger.START.plusNanos(1)),
            Optional.of(FakeLedger.START.plusSeconds(2)),
            Optional.empty());
    assertThat(positions(byTime)).containsExactly(6L, 5L, 4L);
    AuditFilter byCommand =
        new AuditFilter(
            Optional.of(new AuditSubject.AtPath(VM1.path())),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(FakeLedger.correlationOf(3)));
    assertThat(positions(byCommand)).containsExactly(6L, 5L);
  }

  private static AuditFilter with(Optional<ResourcePath> group, Optional<String> operation) {
    return new AuditFilter(
        Optional.empty(),
        group,
        Optional.empty(),
        operation,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private List<Long> positions(AuditFilter filter) {
    return views.audit().events(filter, Order.NEWEST_FIRST, Paging.first(50)).items().stream()
        .map(AuditRow::position)
        .toList();
  }

  @Test
  void events_page_from_either_end() {
    World.build(ledger);
    AuditQueries audit = views.audit();

    Page<AuditRow> newest = audit.events(AuditFilter.ALL, Order.NEWEST_FIRST, Paging.first(4));
    assertThat(newest.items()).extracting(AuditRow::position).containsExactly(12L, 11L, 10L, 9L);
    Page<AuditRow> older =
        audit.events(AuditFilter.ALL, Order.NEWEST_FIRST, new Paging(newest.next(), 8));
    assertThat(older.items()).extracting(AuditRow::position).startsWith(8L).endsWith(1L);
    assertThat(older.next()).isEmpty();
    Page<AuditRow> oldest =
        audit.events(AuditFilter.ALL, Order.OLDEST_FIRST, new Paging(Optional.of("4"), 2));
    assertThat(oldest.items()).extracting(AuditRow::position).containsExactly(5L, 6L);
  }
}
