package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static dev.lanyard.projections.state.StateQueries.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveResource.Attachment;
import dev.lanyard.domain.LiveResource.SystemIdentity;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateViewTest {
  private static final ResourceBody OTHER_BODY =
      new ResourceBody(Map.of(), new Json.Obj(Map.of("kind", new Json.Text("other"))));
  private static final Attachment SHARED_ATTACHMENT =
      new Attachment(SHARED.path(), SHARED_PRINCIPAL, SHARED_CLIENT);

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

  private static LiveResource vm(Scope scope, ResourceBody body, long revision) {
    return new LiveResource(
        scope, Optional.of("westeurope"), body, Optional.empty(), Map.of(), new Revision(revision));
  }

  @Test
  void the_root_and_subscriptions_live_at_their_paths() {
    long added = ledger.commit(subscriptionAdded());

    assertThat(views.state().scopeAt(ResourcePath.ROOT, 0)).contains(Scope.ROOT);
    assertThat(views.state().scopeAt(SUBSCRIPTION_SCOPE.path(), added))
        .contains(SUBSCRIPTION_SCOPE);
    assertThat(views.state().scopeAt(SUBSCRIPTION_SCOPE.path(), added - 1)).isEmpty();
    assertThat(views.state().subscriptions(CURRENT))
        .containsExactly(new LiveSubscription(SUBSCRIPTION, TENANT, "Default"));
    assertThat(views.state().subscription(SUBSCRIPTION, CURRENT))
        .contains(new LiveSubscription(SUBSCRIPTION, TENANT, "Default"));
  }

  @Test
  void a_group_is_what_it_was_as_of_each_commit() {
    ledger.commit(subscriptionAdded());
    long created = ledger.commit(groupCreated());
    long updated = ledger.commit(new ResourceGroupUpdated(GROUP, Map.of("a", "b")));
    long deleted = ledger.commit(new ResourceGroupDeleted(GROUP));

    StateQueries state = views.state();
    LiveGroup first = new LiveGroup(GROUP, "westeurope", Map.of());
    LiveGroup second = new LiveGroup(GROUP, "westeurope", Map.of("a", "b"));
    ResourcePath otherCase = path(GROUP.path().toString().toUpperCase(Locale.ROOT));
    assertThat(state.group(GROUP.path(), created - 1)).isEmpty();
    assertThat(state.group(otherCase, created)).contains(first);
    assertThat(state.group(GROUP.path(), updated)).contains(second);
    assertThat(state.group(GROUP.path(), deleted)).isEmpty();
    assertThat(state.group(GROUP.path(), CURRENT)).isEmpty();
    assertThat(state.groups(SUBSCRIPTION, TagFilter.ANY, Paging.first(10), updated).items())
        .containsExactly(second);
  }

  @Test
  void a_new_thing_at_an_old_path_is_another() {
    ledger.commit(subscriptionAdded());
    ledger.commit(groupCreated());
    long first = ledger.commit(created(VM1));
    ledger.commit(new ResourceDeleted(VM1));
    Scope again = World.resource("Microsoft.Compute/virtualMachines/VM1", 77);
    long second = ledger.commit(new ResourceCreated(again, Optional.empty(), OTHER_BODY));

    StateQueries state = views.state();
    assertThat(state.resource(VM1.path(), first)).contains(vm(VM1, BODY, 1));
    LiveResource other =
        new LiveResource(
            again, Optional.empty(), OTHER_BODY, Optional.empty(), Map.of(), new Revision(1));
    assertThat(state.resource(VM1.path(), second)).contains(other);
    assertThat(state.resource(VM1.path(), CURRENT)).contains(other);
  }

  @Test
  void a_resource_counts_each_change_of_itself_and_its_identity_block() {
    World.build(ledger);
    long updated = ledger.commit(new ResourceUpdated(VM1, OTHER_BODY));
    long detached =
        ledger.commit(new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL));
    long disabled = ledger.commit(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL));
    long enabled = ledger.commit(new SystemIdentityEnabled(VM1, principal(50), client(50)));

    StateQueries state = views.state();
    assertThat(state.resource(VM1.path(), updated))
        .contains(
            new LiveResource(
                VM1,
                Optional.of("westeurope"),
                OTHER_BODY,
                Optional.of(new SystemIdentity(VM1_PRINCIPAL, VM1_CLIENT)),
                Map.of(SHARED.requireThing(), SHARED_ATTACHMENT),
                new Revision(4)));
    assertThat(state.resource(VM1.path(), detached).orElseThrow().attached()).isEmpty();
    assertThat(state.resource(VM1.path(), disabled)).contains(vm(VM1, OTHER_BODY, 6));
    assertThat(state.resource(VM1.path(), enabled))
        .contains(
            new LiveResource(
                VM1,
                Optional.of("westeurope"),
                OTHER_BODY,
                Optional.of(new SystemIdentity(principal(50), client(50))),
                Map.of(),
                new Revision(7)));
  }

  @Test
  void a_position_inside_a_commit_counts_as_the_end_of_the_one_before() {
    World.build(ledger);
    long before = ledger.head();
    long commit =
        ledger.commit(
            new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL),
            new SystemIdentityDeleted(VM1, VM1_PRINCIPAL),
            new ResourceDeleted(VM1));

    StateQueries state = views.state();
    Optional<LiveResource> live = state.resource(VM1.path(), before);
    assertThat(live).isPresent();
    assertThat(state.resource(VM1.path(), commit - 1)).isEqualTo(live);
    assertThat(state.resource(VM1.path(), commit)).isEmpty();
  }

  @Test
  void a_user_identity_is_what_it_was_and_knows_its_resources() {
    World.build(ledger);
    long built = ledger.head();
    long updated =
        ledger.commit(
            new UserIdentityUpdated(
                SHARED, SHARED_PRINCIPAL, new UserIdentityBody(Map.of(), Isolation.NONE)));
    long ended =
        ledger.commit(
            new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL),
            new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL),
            new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL));

    StateQueries state = views.state();
    LiveUserIdentity first =
        new LiveUserIdentity(
            SHARED,
            SHARED_PRINCIPAL,
            SHARED_CLIENT,
            "westeurope",
            new UserIdentityBody(Map.of("team", "a"), Isolation.REGIONAL));
    assertThat(state.userIdentity(SHARED.path(), built)).contains(first);
    assertThat(state.userIdentities(GROUP.path(), Paging.first(5), built).items())
        .containsExactly(first);
    assertThat(state.userIdentity(SHARED.path(), updated).orElseThrow().body())
        .isEqualTo(new UserIdentityBody(Map.of(), Isolation.NONE));
    assertThat(state.userIdentity(SHARED.path(), ended)).isEmpty();
    assertThat(state.identityOf(SHARED_PRINCIPAL, updated))
        .contains(new ManagedIdentity(SHARED, false, SHARED_PRINCIPAL, SHARED_CLIENT));
    assertThat(state.identityOf(SHARED_PRINCIPAL, ended)).isEmpty();
    assertThat(state.identityOf(VM1_PRINCIPAL, CURRENT))
        .contains(new ManagedIdentity(VM1, true, VM1_PRINCIPAL, VM1_CLIENT));
    assertThat(state.associatedResources(SHARED.requireThing(), 0, Paging.first(1), updated))
        .isEqualTo(new Associated(2, new Page<>(List.of(VM1), Optional.of(VM1.path().key()))));
    assertThat(state.associatedResources(SHARED.requireThing(), 1, Paging.first(1), updated))
        .isEqualTo(new Associated(2, new Page<>(List.of(VM2), Optional.empty())));
    assertThat(state.associatedResources(SHARED.requireThing(), 0, Paging.first(1), CURRENT))
        .isEqualTo(new Associated(0, new Page<>(List.of(), Optional.empty())));
  }

  @Test
  void resources_are_listed_by_path_page_by_page() {
    World.build(ledger);
    StateQueries state = views.state();
    ResourceFilter all = new ResourceFilter(SUBSCRIPTION_SCOPE.path(), Optional.empty());

    List<ResourcePath> paths = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Listed> page = state.resources(all, new Paging(cursor, 3), CURRENT);
      page.items().forEach(item -> paths.add(pathOf(item)));
      cursor = page.next();
    } while (cursor.isPresent());
    assertThat(paths).containsExactly(VM1.path(), VM2.path(), VAULT.path(), SHARED.path());

    ResourceFilter vaults =
        new ResourceFilter(GROUP.path(), Optional.of("microsoft.keyvault/VAULTS"));
    assertThat(state.resources(vaults, Paging.first(10), CURRENT).items())
        .containsExactly(new Listed.OfResource(vm(VAULT, BODY, 1)));
    assertThat(
            state.resources(
                new ResourceFilter(World.group("We", 99).path(), Optional.empty()),
                Paging.first(10),
                CURRENT))
        .isEqualTo(new Page<>(List.of(), Optional.empty()));
  }

  private static ResourcePath pathOf(Listed item) {
    return switch (item) {
      case Listed.OfResource(var resource) -> resource.scope().path();
      case Listed.OfUserIdentity(var identity) -> identity.scope().path();
    };
  }

  @Test
  void what_hangs_on_something_that_ended_is_counted() {
    World.build(ledger);
    assertThat(views.state().orphans()).isZero();

    ledger.commit(new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL));
    // Two attachments lost their identity, on both counts: its place and its principal.
    assertThat(views.state().orphans()).isEqualTo(2);

    ledger.commit(new SystemIdentityDeleted(VM1, VM1_PRINCIPAL));
    assertThat(views.state().orphans()).isEqualTo(3);
  }
}
