package dev.lanyard.projections.history;

import static dev.lanyard.projections.FakeLedger.asked;
import static dev.lanyard.projections.FakeLedger.fell;
import static dev.lanyard.projections.World.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Permission;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleBody;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import dev.lanyard.projections.audit.AuditSubject;
import dev.lanyard.projections.audit.FacetChange;
import dev.lanyard.projections.audit.Timeline;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryViewTest {
  private static final Scope VM1_ANEW = GROUP.child(VM1.path(), thing(12));

  @TempDir private Path folder;

  private ViewsFixture views;
  private long built;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    World.build(views.ledger);
    built = views.ledger.head();
  }

  @AfterEach
  void close() {
    views.close();
  }

  private void vm1Deleted() {
    views.ledger.commit(
        "DeleteResource",
        List.of(
            fell(new RoleAssignmentRemoved(GRANT, Cause.PRINCIPAL_ENDED), 1),
            fell(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL), 2),
            asked(new ResourceDeleted(VM1))));
  }

  private Timeline timeline(AuditSubject subject, Predicate<ResourcePath> seen) {
    return views.history().timeline(subject, seen, Paging.first(50));
  }

  private Timeline timeline(UUID id) {
    return timeline(new AuditSubject.WithId(id), _ -> true);
  }

  private static List<String> told(Timeline timeline) {
    return timeline.entries().stream()
        .map(entry -> entry.row().eventName() + " " + entry.fell())
        .toList();
  }

  @Test
  void what_fell_is_folded_into_what_it_fell_with() {
    vm1Deleted();
    assertThat(told(timeline(new AuditSubject.AtPath(VM1.path()), _ -> true)))
        .containsExactly(
            "ResourceCreated 0",
            "SystemIdentityEnabled 0",
            "UserIdentityAttached 0",
            "RoleAssigned 0",
            "ResourceDeleted 2");
    assertThat(told(timeline(VM1_PRINCIPAL.value())))
        .containsExactly("SystemIdentityEnabled 0", "RoleAssigned 0", "SystemIdentityDeleted 1");
    assertThat(told(timeline(GRANT_ID.value())))
        .containsExactly("RoleAssigned 0", "RoleAssignmentRemoved 0");
  }

  @Test
  void a_fall_over_something_else_is_folded_too() {
    Grant atGroup =
        new Grant(
            GRANT_ID,
            READER,
            VM1_PRINCIPAL,
            PrincipalType.SERVICE_PRINCIPAL,
            GROUP,
            Grant.Terms.NONE);
    views.ledger.commit(new RoleAssignmentRemoved(GRANT, Cause.REMOVED), new RoleAssigned(atGroup));
    views.ledger.commit(
        "DeleteResourceGroup",
        List.of(
            fell(new RoleAssignmentRemoved(atGroup, Cause.PRINCIPAL_ENDED), 1),
            fell(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL), 2),
            fell(new ResourceDeleted(VM1), 3),
            asked(new ResourceGroupDeleted(GROUP))));
    assertThat(told(timeline(GROUP.requireThing().value())))
        .containsExactly("ResourceGroupCreated 0", "RoleAssigned 0", "ResourceGroupDeleted 3");
  }

  @Test
  void only_what_may_be_seen_is_told_and_counted() {
    vm1Deleted();
    AuditSubject vm1 = new AuditSubject.AtPath(VM1.path());
    assertThat(told(timeline(vm1, path -> path.isWithin(VM1.path()))))
        .containsExactly(
            "ResourceCreated 0",
            "SystemIdentityEnabled 0",
            "UserIdentityAttached 0",
            "ResourceDeleted 1");
    assertThat(told(timeline(vm1, path -> path.isWithin(VAULT.path()))))
        .containsExactly("RoleAssigned 0", "RoleAssignmentRemoved 0");
  }

  @Test
  void subjects_of_other_scopes_are_not_told_by_their_ids() {
    vm1Deleted();
    for (UUID id : List.of(VM1_CLIENT.value(), VM1_PRINCIPAL.value(), VM1.requireThing().value())) {
      AuditSubject subject = new AuditSubject.WithId(id);
      assertThat(timeline(subject, path -> path.isWithin(VM1.path())).subjects()).hasSize(1);
      assertThat(timeline(subject, path -> path.isWithin(VM2.path())))
          .isEqualTo(new Timeline(List.of(), List.of(), Optional.empty()));
    }
  }

  @Test
  void of_an_identity_elsewhere_its_principal_is_told_where_that_is_seen_and_not_the_identity() {
    vm1Deleted();
    Timeline timeline =
        timeline(
            new AuditSubject.WithId(VM1_PRINCIPAL.value()), path -> path.isWithin(VAULT.path()));

    assertThat(timeline.subjects())
        .containsExactly(new Timeline.Stood(VM1_PRINCIPAL.toString(), List.of()));
    assertThat(timeline.entries().stream().map(Timeline.Entry::about))
        .containsExactly(List.of(VM1_PRINCIPAL.toString()), List.of(VM1_PRINCIPAL.toString()));
  }

  @Test
  void things_that_lived_at_one_path_are_told_apart() {
    vm1Deleted();
    views.ledger.commit(created(VM1_ANEW));
    Timeline both = timeline(new AuditSubject.AtPath(VM1.path()), _ -> true);
    String first = VM1.id().toString();
    String second = VM1_ANEW.id().toString();
    assertThat(both.subjects())
        .containsExactly(
            new Timeline.Stood(first, List.of(VM1_PRINCIPAL.toString())),
            new Timeline.Stood(second, List.of()));
    assertThat(both.entries().stream().map(Timeline.Entry::about))
        .containsExactly(
            List.of(first),
            List.of(first),
            List.of(first),
            List.of(first),
            List.of(first),
            List.of(second));
    assertThat(told(timeline(VM1_ANEW.requireThing().value())))
        .containsExactly("ResourceCreated 0");
  }

  @Test
  void identities_are_found_by_their_client_ids() {
    assertThat(timeline(VM1_CLIENT.value())).isEqualTo(timeline(VM1_PRINCIPAL.value()));
    assertThat(told(timeline(SHARED_CLIENT.value())))
        .isEqualTo(told(timeline(SHARED.requireThing().value())))
        .containsExactly(
            "UserIdentityCreated 0", "UserIdentityAttached 0", "UserIdentityAttached 0");
    assertThat(timeline(new ClientId(new UUID(1, 1)).value()).subjects()).isEmpty();
  }

  @Test
  void a_role_is_told_with_its_assignments() {
    assertThat(told(timeline(READER.value()))).containsExactly("RoleDefined 0", "RoleAssigned 0");
  }

  @Test
  void pages_of_a_timeline_lose_nothing() {
    vm1Deleted();
    AuditSubject vm1 = new AuditSubject.AtPath(VM1.path());
    List<Timeline.Entry> whole = timeline(vm1, _ -> true).entries();
    List<Timeline.Entry> paged = new ArrayList<>();
    Optional<String> next = Optional.empty();
    do {
      Timeline part = views.history().timeline(vm1, _ -> true, new Paging(next, 2));
      paged.addAll(part.entries());
      next = part.next();
    } while (next.isPresent());
    assertThat(paged).isEqualTo(whole);
  }

  private Span.End end(long commit) {
    return new Span.End(commit, views.ledger.committedAt(commit).orElse(Instant.EPOCH));
  }

  private List<String> differences(long from, Scope scope) {
    return differences(new Span(end(from), end(views.ledger.head()), scope.path()));
  }

  private List<String> differences(Span span) {
    return views.history().differences(span, Paging.first(100)).items().stream()
        .map(HistoryViewTest::told)
        .toList();
  }

  private static String told(Difference difference) {
    return switch (difference) {
      case Difference.OfState(FacetChange change) ->
          "%s %s by %d".formatted(change.kind(), change.how(), change.deeds().count());
      case Difference.OfAccess(var change, var deeds) ->
          "ACCESS of %s %s by %s"
              .formatted(
                  change.principal(),
                  change.before().isEmpty()
                      ? "gained"
                      : change.after().isEmpty() ? "lost" : "changed",
                  deeds.latest().stream().map(deed -> deed.eventName()).toList());
    };
  }

  private static String access(PrincipalId principal, String how) {
    return "ACCESS of " + principal + " " + how;
  }

  private long commit(LifecycleEvent... events) {
    return views.ledger.commit(events);
  }

  @Test
  void what_went_is_told_with_who_lost_what_by_it() {
    vm1Deleted();
    assertThat(differences(built, Scope.ROOT))
        .containsExactly(
            "GRANT WENT by 1",
            "SYSTEM_IDENTITY WENT by 1",
            "RESOURCE WENT by 1",
            access(VM1_PRINCIPAL, "lost by [RoleAssignmentRemoved]"));
    assertThat(differences(built, VM1))
        .containsExactly("SYSTEM_IDENTITY WENT by 1", "RESOURCE WENT by 1");
    assertThat(differences(built, VAULT))
        .containsExactly(
            "GRANT WENT by 1", access(VM1_PRINCIPAL, "lost by [RoleAssignmentRemoved]"));
    assertThat(differences(built, VM2)).isEmpty();
  }

  @Test
  void what_came_and_went_between_passed_and_what_never_was_visible_is_not_told() {
    LockName keep = new LockName("keep");
    LockPlaced placed = new LockPlaced(VM2, keep, LockLevel.READ_ONLY, Optional.empty());
    commit(placed);
    commit(new LockRemoved(VM2, keep));
    LockName never = new LockName("never");
    commit(
        new LockPlaced(VM2, never, LockLevel.READ_ONLY, Optional.empty()),
        new LockRemoved(VM2, never));
    assertThat(differences(built, Scope.ROOT)).containsExactly("LOCK PASSED by 2");
  }

  @Test
  void new_terms_change_the_grant_and_a_new_id_changes_no_access() {
    Grant.Terms terms =
        new Grant.Terms(
            Optional.empty(),
            Optional.empty(),
            Optional.of("why"),
            Optional.empty(),
            Personal.none());
    Grant again =
        new Grant(GRANT_ID, READER, VM1_PRINCIPAL, PrincipalType.SERVICE_PRINCIPAL, VAULT, terms);
    commit(new RoleAssignmentRemoved(GRANT, Cause.REPLACED), new RoleAssigned(again));
    assertThat(differences(built, Scope.ROOT)).containsExactly("GRANT CHANGED by 2");
  }

  @Test
  void time_alone_takes_access_away() {
    Instant expiry = end(built).at().plusMillis(1_500);
    Grant limited =
        new Grant(
            GRANT_ID,
            READER,
            VM1_PRINCIPAL,
            PrincipalType.SERVICE_PRINCIPAL,
            VAULT,
            new Grant.Terms(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(expiry),
                Personal.none()));
    long given =
        commit(new RoleAssignmentRemoved(GRANT, Cause.REPLACED), new RoleAssigned(limited));
    Span before =
        new Span(end(given), new Span.End(given, expiry.minusNanos(1_000)), ResourcePath.ROOT);
    Span after = new Span(end(given), new Span.End(given, expiry), ResourcePath.ROOT);
    assertThat(differences(before)).isEmpty();
    assertThat(differences(after)).containsExactly(access(VM1_PRINCIPAL, "lost by []"));
    commit(new RoleAssignmentRemoved(limited, Cause.EXPIRED));
    assertThat(differences(after)).containsExactly(access(VM1_PRINCIPAL, "lost by []"));
  }

  @Test
  void who_is_disabled_has_lost_what_it_had() {
    Grant toPerson =
        new Grant(
            GRANT_ID, READER, PERSON, PrincipalType.USER, SUBSCRIPTION_SCOPE, Grant.Terms.NONE);
    long given =
        commit(new RoleAssignmentRemoved(GRANT, Cause.REMOVED), new RoleAssigned(toPerson));
    commit(new PrincipalDisabled(PERSON));
    String lost = access(PERSON, "lost by [PrincipalDisabled]");
    assertThat(differences(given, Scope.ROOT)).containsExactly("PRINCIPAL CHANGED by 1", lost);
    assertThat(differences(given, GROUP)).containsExactly(lost);
  }

  @Test
  void a_role_that_says_something_else_changes_access_where_it_is_held() {
    RoleBody more =
        new RoleBody(
            "Key Vault Reader",
            "Reads vaults",
            List.of(
                new Permission(
                    List.of(new ActionPattern("*/read")), List.of(), List.of(), List.of())),
            List.of(Scope.ROOT, GROUP));
    commit(new RoleUpdated(READER, more, READER_BODY));
    String changed = access(VM1_PRINCIPAL, "changed by [RoleUpdated]");
    assertThat(differences(built, Scope.ROOT)).containsExactly("ROLE CHANGED by 1", changed);
    assertThat(differences(built, GROUP)).containsExactly("ROLE CHANGED by 1", changed);
    assertThat(differences(built, VAULT)).containsExactly(changed);
    assertThat(differences(built, VM2)).isEmpty();
  }

  @Test
  void a_span_goes_forward() {
    assertThatThrownBy(() -> new Span(end(built), end(1), ResourcePath.ROOT))
        .isInstanceOf(MalformedValue.class);
    assertThat(differences(built, Scope.ROOT)).isEmpty();
  }
}
