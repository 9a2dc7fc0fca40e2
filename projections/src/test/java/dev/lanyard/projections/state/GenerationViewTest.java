package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static dev.lanyard.projections.state.StateQueries.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.TokenEvent.TokensRevoked;
import dev.lanyard.projections.RebuildStatus;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The world gives out, in this order: the person, VM1's own, the shared one's, of VM1, of VM2. */
class GenerationViewTest {
  private static final long PERSONS = 0;
  private static final long VM1S_OWN = 1;
  private static final long SHARED_ALONE = 2;
  private static final long SHARED_ON_VM1 = 3;
  private static final long SHARED_ON_VM2 = 4;

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

  @Test
  void each_principal_and_each_way_of_using_an_identity_has_a_generation_of_its_own() {
    assertThat(generation(PERSON, Optional.empty())).isEqualTo(open(PERSONS, PERSON, none(), 3));
    assertThat(generation(VM1_PRINCIPAL, of(VM1)))
        .isEqualTo(open(VM1S_OWN, VM1_PRINCIPAL, of(VM1), 6));
    assertThat(generation(SHARED_PRINCIPAL, none()))
        .isEqualTo(open(SHARED_ALONE, SHARED_PRINCIPAL, none(), 9));
    assertThat(generation(SHARED_PRINCIPAL, of(VM1)))
        .isEqualTo(open(SHARED_ON_VM1, SHARED_PRINCIPAL, of(VM1), 10));
    assertThat(generation(SHARED_PRINCIPAL, of(VM2)))
        .isEqualTo(open(SHARED_ON_VM2, SHARED_PRINCIPAL, of(VM2), 11));
    assertThat(views.generations().open(VM1_PRINCIPAL, none(), CURRENT)).isEmpty();
    assertThat(active()).containsExactly(0L, 1L, 2L, 3L, 4L);
  }

  @Test
  void deleting_one_of_two_machines_ends_the_tokens_of_that_one_only() {
    commit(
        new RoleAssignmentRemoved(GRANT, Cause.PRINCIPAL_ENDED),
        new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL),
        new SystemIdentityDeleted(VM1, VM1_PRINCIPAL),
        new ResourceDeleted(VM1));
    assertThat(active()).containsExactly(PERSONS, SHARED_ALONE, SHARED_ON_VM2);
    assertThat(views.generations().generation(SHARED_ON_VM1))
        .contains(
            new Generation(
                SHARED_ON_VM1, SHARED_PRINCIPAL, of(VM1), 10, Optional.of(views.ledger.head())));
  }

  @Test
  void attaching_again_begins_another_generation() {
    commit(new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL));
    long attached = commit(World.attached(VM2));
    assertThat(active()).containsExactly(0L, 1L, 2L, 3L, 5L);
    assertThat(generation(SHARED_PRINCIPAL, of(VM2)))
        .isEqualTo(open(5, SHARED_PRINCIPAL, of(VM2), attached));
  }

  @Test
  void revoking_a_principal_s_tokens_replaces_all_its_generations_in_their_order() {
    long before = views.ledger.head();
    long revoked = commit(new TokensRevoked(SHARED_PRINCIPAL, Optional.of(SHARED)));
    assertThat(active()).containsExactly(PERSONS, VM1S_OWN, 5L, 6L, 7L);
    assertThat(generation(SHARED_PRINCIPAL, none()))
        .isEqualTo(open(5, SHARED_PRINCIPAL, none(), revoked));
    assertThat(generation(SHARED_PRINCIPAL, of(VM1)))
        .isEqualTo(open(6, SHARED_PRINCIPAL, of(VM1), revoked));
    assertThat(generation(SHARED_PRINCIPAL, of(VM2)))
        .isEqualTo(open(7, SHARED_PRINCIPAL, of(VM2), revoked));
    assertThat(views.generations().open(SHARED_PRINCIPAL, of(VM1), before))
        .contains(
            new Generation(SHARED_ON_VM1, SHARED_PRINCIPAL, of(VM1), 10, Optional.of(revoked)));
  }

  @Test
  void what_was_detached_in_the_same_commit_does_not_begin_anew() {
    commit(
        new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL),
        new TokensRevoked(SHARED_PRINCIPAL, Optional.of(SHARED)),
        new TokensRevoked(SHARED_PRINCIPAL, Optional.of(SHARED)));
    assertThat(active()).containsExactly(PERSONS, VM1S_OWN, 7L, 8L);
    assertThat(views.generations().open(SHARED_PRINCIPAL, of(VM2), CURRENT)).isEmpty();
  }

  @Test
  void the_end_of_a_principal_ends_all_of_its_tokens() {
    commit(new PrincipalDisabled(PERSON));
    commit(
        new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL),
        new UserIdentityDetached(VM2, SHARED.requireThing(), SHARED_PRINCIPAL),
        new UserIdentityDeleted(SHARED, SHARED_PRINCIPAL));
    assertThat(active()).containsExactly(VM1S_OWN);
    commit(new PrincipalRemoved(PERSON, new Subject("https://issuer", "person")));
    commit(new TokensRevoked(PERSON, Optional.empty()));
    assertThat(active()).containsExactly(VM1S_OWN);
  }

  @Test
  void a_list_stays_the_same_object_until_one_of_its_generations_changes() {
    GenerationList before = views.generations().list(0).orElseThrow();
    commit(World.created(World.resource("A.B/c/new", 5_000)));
    assertThat(views.generations().list(0)).containsSame(before);
    assertThat(views.generations().position()).isEqualTo(views.ledger.head());

    long revoked = commit(new TokensRevoked(VM1_PRINCIPAL, Optional.of(VM1)));
    GenerationList after = views.generations().list(0).orElseThrow();
    assertThat(List.of(after.number(), after.changed(), (long) after.given()))
        .containsExactly(0L, revoked, 6L);
    assertThat(after.words()[0]).isEqualTo(0b111101);
    assertThat(before.words()[0]).isEqualTo(0b011111);
    assertThat(views.generations().list(1)).isEmpty();
    assertThat(views.generations().list(-1)).isEmpty();
    assertThat(views.generations().lists()).isEqualTo(1);
  }

  @Test
  void what_was_never_given_out_is_not_active() {
    for (long index : List.of(-1L, 5L, 1L << 17, Long.MAX_VALUE, Long.MIN_VALUE)) {
      assertThat(views.generations().isActive(index)).isFalse();
      assertThat(views.generations().generation(index)).isEmpty();
    }
  }

  @Test
  void a_rebuilt_view_gives_out_the_same_indexes() {
    commit(new TokensRevoked(SHARED_PRINCIPAL, Optional.of(SHARED)));
    commit(new UserIdentityDetached(VM1, SHARED.requireThing(), SHARED_PRINCIPAL));
    List<Long> before = active();
    RebuildStatus status = views.rebuilt("state");
    assertThat(status.state()).isEqualTo(RebuildStatus.State.DONE);
    assertThat(status.differencesFound()).isZero();
    assertThat(active()).isEqualTo(before).containsExactly(0L, 1L, 5L, 7L);
    commit(World.attached(VM1));
    assertThat(active()).containsExactly(0L, 1L, 5L, 7L, 8L);
  }

  @Test
  void ten_thousand_attachments_are_revoked_together() {
    int count = 10_000;
    List<LifecycleEvent> attached = new ArrayList<>();
    for (int number = 0; number < count; number++) {
      Scope resource = World.resource("A.B/c/r" + number, 10_000 + number);
      attached.add(World.created(resource));
      attached.add(World.attached(resource));
    }
    commit(attached.toArray(LifecycleEvent[]::new));
    assertThat(views.generations().isActive(count)).isTrue();

    commit(new TokensRevoked(SHARED_PRINCIPAL, Optional.of(SHARED)));
    assertThat(views.generations().isActive(count)).isFalse();
    assertThat(views.generations().isActive(2L * count)).isTrue();
    assertThat(countActive()).isEqualTo(count + 5);
  }

  private long countActive() {
    return LongStream.range(0, views.generations().lists() * GenerationList.SIZE)
        .filter(views.generations()::isActive)
        .count();
  }

  private List<Long> active() {
    return LongStream.range(0, 64).filter(views.generations()::isActive).boxed().toList();
  }

  private Generation generation(PrincipalId principal, Optional<ThingId> resource) {
    return views.generations().open(principal, resource, CURRENT).orElseThrow();
  }

  private static Generation open(
      long index, PrincipalId principal, Optional<ThingId> resource, long from) {
    return new Generation(index, principal, resource, from, Optional.empty());
  }

  private static Optional<ThingId> of(Scope resource) {
    return resource.thing();
  }

  private static Optional<ThingId> none() {
    return Optional.empty();
  }

  private long commit(LifecycleEvent... events) {
    return views.ledger.commit(events);
  }
}
