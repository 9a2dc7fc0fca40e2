package dev.lanyard.projections.access;

import static dev.lanyard.projections.FakeAccessLedger.circumstances;
import static dev.lanyard.projections.FakeAccessLedger.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.audit.AuditQueries.Order;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessViewTest {
  private static final String SUBSCRIPTION = "/subscriptions/22222222-2222-4222-8222-222222222222";
  private static final ResourcePath GROUP = path(SUBSCRIPTION + "/resourceGroups/Payments");
  private static final ResourcePath OTHER = path(SUBSCRIPTION + "/resourceGroups/Payments-2");
  private static final ResourcePath VM =
      path(GROUP + "/providers/Microsoft.Compute/virtualMachines/vm1");
  private static final PrincipalId ALICE = new PrincipalId(new UUID(1, 1));
  private static final ClientId CLIENT = new ClientId(new UUID(1, 2));

  @TempDir Path folder;
  private ViewsFixture views;
  private AccessRecord issued;
  private AccessRecord token;
  private AccessRecord onGroup;
  private AccessRecord onMachine;
  private AccessRecord onOther;
  private AccessRecord read;
  private AccessRecord turned;

  private static ResourcePath path(String text) {
    return ResourcePath.parse("path", text);
  }

  @BeforeEach
  void record() {
    views = new ViewsFixture(folder);
    issued =
        views.access.record(
            new TokenIssued(
                ALICE,
                CLIENT,
                new CredentialId(new UUID(1, 3)),
                "https://vault",
                "uti",
                Instant.parse("2026-01-01T01:00:00Z"),
                Optional.of(VM),
                circumstances(1, "one")));
    token =
        views.access.record(
            new TokenRefused(ALICE, CLIENT, "https://x", "AADSTS500011", circumstances(2, "two")));
    onGroup = views.access.record(refused(GROUP, 403));
    onMachine = views.access.record(refused(VM, 409));
    onOther = views.access.record(refused(OTHER, 403));
    read =
        views.access.record(
            new RecordsRead(
                ALICE,
                "/audit/events",
                "limit=5",
                "Lanyard.Audit/events/read",
                circumstances(9, "six")));
    turned =
        views.access.record(
            new CallersTurnedAway(
                Personal.of("192.0.2.7"), FakeLedger.START, Map.of("InvalidToken", 3L)));
  }

  @AfterEach
  void close() {
    views.close();
  }

  private List<AccessRecord> found(AccessFilter filter) {
    return views.access().records(filter, Order.OLDEST_FIRST, Paging.first(100)).items();
  }

  /** A filter by the scope and kinds, and by what is recorded of the request. */
  private static AccessFilter filter(
      Set<Class<? extends AccessEvent>> kinds,
      Optional<PrincipalId> caller,
      Optional<ResourcePath> within,
      Optional<Integer> status,
      Optional<String> code,
      Optional<String> requestId) {
    return new AccessFilter(
        kinds,
        caller,
        Optional.empty(),
        within,
        Optional.empty(),
        status,
        code,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        requestId);
  }

  private static AccessFilter within(ResourcePath path) {
    return filter(
        Set.of(),
        Optional.empty(),
        Optional.of(path),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void every_kind_of_record_is_told_whole() {
    assertThat(found(AccessFilter.ALL))
        .containsExactly(issued, token, onGroup, onMachine, onOther, read, turned);
  }

  @Test
  void a_scope_selects_what_is_at_it_and_below_in_any_case() {
    assertThat(found(within(path(GROUP.toString().toUpperCase(Locale.ROOT)))))
        .containsExactly(issued, onGroup, onMachine);
    assertThat(found(within(VM))).containsExactly(issued, onMachine);
    assertThat(found(within(path(SUBSCRIPTION))))
        .containsExactly(issued, onGroup, onMachine, onOther);
    assertThat(found(within(path("/")))).containsExactly(issued, onGroup, onMachine, onOther);
    assertThat(found(within(path("/subscriptions/22222222-2222-4222-8222-222222222223"))))
        .isEmpty();
  }

  @Test
  void each_part_of_a_filter_selects() {
    Optional<ResourcePath> anywhere = Optional.empty();
    Optional<Integer> any = Optional.empty();
    Optional<String> all = Optional.empty();
    assertThat(found(filter(Set.of(), Optional.of(ALICE), anywhere, any, all, all)))
        .containsExactly(issued, token, read);
    assertThat(
            found(
                filter(
                    Set.of(RequestRefused.class, TokenRefused.class),
                    Optional.empty(),
                    anywhere,
                    any,
                    all,
                    all)))
        .containsExactly(token, onGroup, onMachine, onOther);
    assertThat(found(filter(Set.of(), Optional.empty(), anywhere, Optional.of(409), all, all)))
        .containsExactly(onMachine);
    assertThat(
            found(
                filter(
                    Set.of(), Optional.empty(), anywhere, any, Optional.of("AADSTS500011"), all)))
        .containsExactly(token);
    assertThat(found(filter(Set.of(), Optional.empty(), anywhere, any, all, Optional.of("six"))))
        .containsExactly(read);
    assertThat(
            found(
                filter(
                    Set.of(),
                    Optional.of(new PrincipalId(new UUID(9, 9))),
                    anywhere,
                    any,
                    all,
                    all)))
        .isEmpty();
  }

  private static AccessFilter between(
      Optional<Long> decidedFrom,
      Optional<Long> decidedTo,
      Optional<Instant> from,
      Optional<Instant> to) {
    return new AccessFilter(
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(2L),
        Optional.of(6L),
        decidedFrom,
        decidedTo,
        from,
        to,
        Optional.empty());
  }

  @Test
  void positions_and_instants_bound_at_both_ends() {
    Optional<Long> open = Optional.empty();
    Optional<Instant> ever = Optional.empty();
    assertThat(found(between(open, open, ever, ever)))
        .containsExactly(token, onGroup, onMachine, onOther, read);
    assertThat(found(between(Optional.of(5L), Optional.of(8L), ever, ever)))
        .containsExactly(onGroup, onMachine, onOther);
    assertThat(
            found(
                between(
                    open,
                    open,
                    Optional.of(onGroup.committedAt()),
                    Optional.of(onMachine.committedAt()))))
        .containsExactly(onGroup, onMachine);
    assertThat(found(between(open, open, Optional.of(turned.committedAt().plusNanos(1)), ever)))
        .isEmpty();
  }

  @Test
  void pages_follow_each_other_in_both_orders() {
    Page<AccessRecord> newest =
        views.access().records(AccessFilter.ALL, Order.NEWEST_FIRST, Paging.first(3));
    assertThat(newest).isEqualTo(new Page<>(List.of(turned, read, onOther), Optional.of("5")));
    assertThat(
            views
                .access()
                .records(AccessFilter.ALL, Order.NEWEST_FIRST, new Paging(newest.next(), 100)))
        .isEqualTo(new Page<>(List.of(onMachine, onGroup, token, issued), Optional.empty()));
    assertThat(
            views
                .access()
                .records(AccessFilter.ALL, Order.OLDEST_FIRST, new Paging(Optional.of("5"), 100))
                .items())
        .containsExactly(read, turned);
    assertThatThrownBy(
            () ->
                views
                    .access()
                    .records(AccessFilter.ALL, Order.OLDEST_FIRST, new Paging(Optional.of("x"), 1)))
        .isInstanceOf(MalformedValue.class);
  }

  @Test
  void what_the_ledger_dropped_goes_from_the_view() {
    views.access();
    views.access.drop(4);
    AccessRecord last = views.access.record(refused(GROUP, 404));

    assertThat(found(AccessFilter.ALL)).containsExactly(onMachine, onOther, read, turned, last);
  }

  @Test
  void a_view_that_comes_late_begins_at_the_first_kept_record() {
    views.close();
    views.access.drop(6);
    Path elsewhere = folder.resolve("elsewhere");
    try (ViewsFixture late = new ViewsFixture(elsewhere, views.access)) {
      assertThat(
              late.access().records(AccessFilter.ALL, Order.OLDEST_FIRST, Paging.first(9)).items())
          .containsExactly(read, turned);
    }
  }
}
