package dev.lanyard.projections.audit;

import static dev.lanyard.projections.FakeLedger.asked;
import static dev.lanyard.projections.FakeLedger.fell;
import static dev.lanyard.projections.World.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivityTest {
  private static final ActivityFilter ALL = filter(Long.MAX_VALUE, Optional.empty(), Map.of());

  @TempDir Path folder;
  private ViewsFixture views;
  private FakeLedger ledger;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    ledger = views.ledger;
    ledger.commit(subscriptionAdded());
    ledger.commit(groupCreated());
  }

  @AfterEach
  void close() {
    views.close();
  }

  /**
   * A filter; {@code more} has the group as {@code group}, the bounds as {@code from}, {@code to}.
   */
  private static ActivityFilter filter(
      long upTo, Optional<UUID> correlation, Map<String, Object> more) {
    return new ActivityFilter(
        SUBSCRIPTION,
        upTo,
        Optional.ofNullable((ResourcePath) more.get("group")),
        Optional.empty(),
        correlation,
        Optional.empty(),
        Optional.ofNullable((Instant) more.get("from")),
        Optional.ofNullable((Instant) more.get("to")));
  }

  private List<String> told(ActivityFilter filter, int limit) {
    List<String> told = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<AuditRow> page = views.audit().activity(filter, new Paging(cursor, limit));
      page.items().forEach(row -> told.add(row.eventName()));
      cursor = page.next();
    } while (cursor.isPresent());
    return told;
  }

  @Test
  void a_command_is_told_by_its_last_main_fact_and_by_what_ended() {
    ledger.commit(created(VM1), vm1Enabled());
    ledger.commit(readerDefined(), granted());
    ledger.commit(
        "DeleteResourceGroup",
        List.of(
            fell(new RoleAssignmentRemoved(GRANT, Cause.PRINCIPAL_ENDED), 1),
            fell(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL), 2),
            fell(new ResourceDeleted(VM1), 3),
            asked(new ResourceGroupDeleted(GROUP))));
    List<String> newestFirst =
        List.of(
            "ResourceGroupDeleted",
            "ResourceDeleted",
            "RoleAssignmentRemoved",
            "RoleAssigned",
            "SystemIdentityEnabled",
            "ResourceGroupCreated",
            "SubscriptionAdded");
    assertThat(told(ALL, 10)).isEqualTo(newestFirst);
    assertThat(told(ALL, 1)).isEqualTo(newestFirst);
  }

  @Test
  void filters_hold_together() {
    long created = ledger.commit(created(VM1));
    ledger.commit(created(VM2));
    Instant second = FakeLedger.START.plusSeconds(2);
    assertThat(told(filter(created, Optional.empty(), Map.of()), 10)).hasSize(3);
    assertThat(told(filter(9, Optional.empty(), Map.of("group", GROUP.path())), 10)).hasSize(3);
    assertThat(told(filter(9, Optional.empty(), Map.of("from", second)), 10)).hasSize(2);
    assertThat(told(filter(9, Optional.empty(), Map.of("from", second, "to", second)), 10))
        .containsExactly("ResourceCreated");
    assertThat(told(filter(9, Optional.of(FakeLedger.correlationOf(2)), Map.of()), 10))
        .containsExactly("ResourceGroupCreated");
    assertThat(told(filter(9, Optional.empty(), Map.of("from", second.plusSeconds(60))), 10))
        .isEmpty();
  }

  @Test
  void a_page_looks_at_so_many_positions_and_the_log_goes_on_behind_them() {
    int part = 10_000;
    for (long from = 0; from <= Activity.WINDOW; from += part) {
      int start = (int) from + 100;
      ledger.commit(
          IntStream.range(start, start + part)
              .<LifecycleEvent>mapToObj(
                  n ->
                      new PrincipalRegistered(
                          principal(n),
                          PrincipalType.USER,
                          new Subject("i", "s" + n),
                          Personal.none()))
              .toArray(LifecycleEvent[]::new));
    }
    Page<AuditRow> first = views.audit().activity(ALL, Paging.first(10));
    assertThat(first.items()).isEmpty();
    assertThat(first.next()).isPresent();
    assertThat(told(ALL, 10)).containsExactly("ResourceGroupCreated", "SubscriptionAdded");
    ledger.commit(new ResourceGroupUpdated(GROUP, Map.of()));
    ActivityFilter narrow = filter(Long.MAX_VALUE, Optional.empty(), Map.of("group", GROUP.path()));
    assertThat(views.audit().activity(narrow, Paging.first(10)).items()).hasSize(2);
  }
}
