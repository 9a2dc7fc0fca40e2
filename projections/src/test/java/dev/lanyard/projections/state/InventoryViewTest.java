package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static dev.lanyard.projections.state.StateQueries.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What there is, and listings that a filter sieves. */
class InventoryViewTest {
  private static final TagFilter RARE = new TagFilter(Optional.of("RARE"), Optional.of("yes"));

  @TempDir Path folder;
  private ViewsFixture views;

  @BeforeEach
  void open() {
    views = new ViewsFixture(folder);
    World.build(views.ledger);
  }

  @AfterEach
  void close() {
    views.close();
  }

  private static Scope box(int number) {
    return resource("My.Things/boxes/box%05d".formatted(number), 1_000 + number);
  }

  private static ResourceCreated created(Scope scope, String location, Map<String, String> tags) {
    return new ResourceCreated(
        scope, Optional.of(location), new ResourceBody(tags, Json.Obj.EMPTY));
  }

  private void boxes(int from, int until) {
    views.ledger.commit(
        IntStream.range(from, until)
            .<LifecycleEvent>mapToObj(n -> created(box(n), "westeurope", Map.of()))
            .toArray(LifecycleEvent[]::new));
  }

  private Page<Listed> list(
      Optional<String> location, NameFilter name, TagFilter tags, Paging paging) {
    return views
        .state()
        .resources(
            new ResourceFilter(GROUP.path(), Optional.empty(), location, name, tags),
            paging,
            CURRENT);
  }

  private static List<String> names(Page<Listed> page) {
    return page.items().stream()
        .map(
            item ->
                switch (item) {
                  case Listed.OfResource(var resource) -> resource.scope().path().name();
                  case Listed.OfUserIdentity(var identity) -> identity.scope().path().name();
                })
        .toList();
  }

  @Test
  void types_in_use_are_told_as_they_were_written() {
    long before = views.ledger.commit(new ResourceDeleted(VAULT));
    views.ledger.commit(created(box(1), "local", Map.of()));
    assertThat(views.inventory().typesInUse(SUBSCRIPTION, Optional.empty(), CURRENT))
        .containsExactlyInAnyOrder(
            "Microsoft.Compute/virtualMachines",
            "Microsoft.ManagedIdentity/userAssignedIdentities",
            "My.Things/boxes");
    assertThat(views.inventory().typesInUse(SUBSCRIPTION, Optional.of("MY.things"), CURRENT))
        .containsExactly("My.Things/boxes");
    assertThat(views.inventory().typesInUse(SUBSCRIPTION, Optional.of("My.Things"), before))
        .isEmpty();
    assertThat(views.inventory().typesInUse(SUBSCRIPTION, Optional.of("My"), CURRENT)).isEmpty();
  }

  @Test
  void a_type_is_in_use_at_a_place_and_below_it() {
    String vms = "microsoft.compute/VIRTUALMACHINES";
    assertThat(views.inventory().isInUse(vms, VM1.path(), CURRENT)).isTrue();
    assertThat(views.inventory().isInUse(vms, GROUP.path(), CURRENT)).isTrue();
    assertThat(views.inventory().isInUse(vms, VAULT.path(), CURRENT)).isFalse();
    long before = views.ledger.commit(new ResourceDeleted(VAULT));
    assertThat(views.inventory().isInUse("Microsoft.KeyVault/vaults", VAULT.path(), before - 1))
        .isTrue();
    assertThat(views.inventory().isInUse("Microsoft.KeyVault/vaults", GROUP.path(), CURRENT))
        .isFalse();
    assertThat(views.inventory().isInUse("Not.Known/things", GROUP.path(), CURRENT)).isFalse();
  }

  @Test
  void a_lifetime_begins_once_and_changes_with_body_and_identity() {
    long created = views.ledger.commit(created(box(1), "local", Map.of()));
    long updated = views.ledger.commit(new ResourceUpdated(box(1), BODY));
    assertThat(views.inventory().lifetime(box(1).path(), CURRENT))
        .contains(new Lifetime(created, updated));
    assertThat(views.inventory().lifetime(box(1).path(), created))
        .contains(new Lifetime(created, created));
    assertThat(views.inventory().lifetime(box(2).path(), CURRENT)).isEmpty();
  }

  @Test
  void a_sieved_page_is_full_while_there_is_more() {
    boxes(0, 1_500);
    views.ledger.commit(created(box(1_500), "Local", Map.of("rare", "yes")));
    boxes(1_501, 2_600);
    views.ledger.commit(created(box(2_600), "local", Map.of("rare", "yes")));
    views.ledger.commit(created(box(2_601), "local", Map.of("rare", "no")));

    Page<Listed> first = list(Optional.empty(), NameFilter.ANY, RARE, Paging.first(1));
    assertThat(names(first)).containsExactly("box01500");
    Page<Listed> second = list(Optional.empty(), NameFilter.ANY, RARE, new Paging(first.next(), 1));
    assertThat(names(second)).containsExactly("box02600");
    assertThat(second.next()).isEmpty();
    assertThat(names(list(Optional.of("LOCAL"), NameFilter.ANY, TagFilter.ANY, Paging.first(9))))
        .containsExactly("box01500", "box02600", "box02601");
  }

  @Test
  void names_are_sieved_in_any_case() {
    NameFilter is = new NameFilter(Optional.of("vm1"), Optional.empty(), Optional.empty());
    NameFilter start = new NameFilter(Optional.empty(), Optional.of("VM"), Optional.empty());
    NameFilter part = new NameFilter(Optional.empty(), Optional.empty(), Optional.of("AF"));
    assertThat(names(list(Optional.empty(), is, TagFilter.ANY, Paging.first(9))))
        .containsExactly("Vm1");
    assertThat(names(list(Optional.empty(), start, TagFilter.ANY, Paging.first(9))))
        .containsExactly("Vm1", "Vm2");
    assertThat(names(list(Optional.empty(), part, TagFilter.ANY, Paging.first(9))))
        .containsExactly("Safe");
  }

  @Test
  void a_page_looks_at_so_many_places_and_goes_on_behind_them() {
    for (int from = 0; from <= Sieve.EXAMINED_MAX; from += 1_000) {
      boxes(from, from + 1_000);
    }
    int last = Sieve.EXAMINED_MAX + 1_000;
    views.ledger.commit(created(box(last), "local", Map.of("rare", "yes")));
    Page<Listed> short1 = list(Optional.empty(), NameFilter.ANY, RARE, Paging.first(5));
    assertThat(short1.items()).isEmpty();
    List<String> seen = new ArrayList<>();
    for (Optional<String> next = short1.next(); next.isPresent(); ) {
      Page<Listed> page = list(Optional.empty(), NameFilter.ANY, RARE, new Paging(next, 5));
      seen.addAll(names(page));
      next = page.next();
    }
    assertThat(seen).containsExactly("box" + last);
  }

  @Test
  void groups_are_sieved_by_tag() {
    views.ledger.commit(new ResourceGroupUpdated(GROUP, Map.of("Rare", "yes")));
    assertThat(
            views.state().groups(SUBSCRIPTION, RARE, Paging.first(5), CURRENT).items().stream()
                .map(group -> group.scope().path()))
        .containsExactly(GROUP.path());
    TagFilter other = new TagFilter(Optional.of("rare"), Optional.of("YES"));
    assertThat(views.state().groups(SUBSCRIPTION, other, Paging.first(5), CURRENT).items())
        .isEmpty();
  }
}
