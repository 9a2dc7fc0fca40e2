package dev.lanyard.projections.state;

import static dev.lanyard.projections.World.*;
import static dev.lanyard.projections.state.OperatorRole.*;
import static dev.lanyard.projections.state.StateQueries.CURRENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.RoleType;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDefined;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessListsTest {
  private static final RequestedAction READ = action("microsoft.compute/virtualmachines/read");
  private static final RequestedAction POWER_OFF =
      action("Microsoft.Compute/virtualMachines/powerOff/action");
  private static final PrincipalId TEAM = World.principal(20);
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
  void all_who_may_are_listed_with_their_grants_in_pages() {
    commit(registered(TEAM, PrincipalType.GROUP), registered(gone(), PrincipalType.USER));
    long assigned =
        commit(
            assigned(1, TEAM, GROUP),
            assigned(2, PERSON, VM1),
            assigned(3, PERSON, SUBSCRIPTION_SCOPE),
            assigned(4, PERSON, VM2),
            assigned(5, VM1_PRINCIPAL, GROUP),
            assigned(6, gone(), GROUP),
            assigned(7, PERSON, GROUP, terms(Optional.of("condition"), Optional.empty())),
            assigned(8, PERSON, GROUP, terms(Optional.empty(), Optional.of(NOW))));
    commit(new PrincipalDisabled(gone()));
    List<Entitled> all =
        List.of(
            entitled(held(5, VM1_PRINCIPAL, GROUP, assigned, worded)),
            entitled(held(2, PERSON, VM1, assigned, worded)),
            entitled(held(3, PERSON, SUBSCRIPTION_SCOPE, assigned, worded)),
            entitled(held(1, TEAM, GROUP, assigned, worded)));
    assertThat(who(READ, Paging.first(10))).isEqualTo(new Page<>(all, Optional.empty()));
    assertThat(who(POWER_OFF, Paging.first(10)).items()).isEmpty();

    Page<Entitled> first = who(READ, Paging.first(3));
    assertThat(first.items()).isEqualTo(all.subList(0, 3));
    assertThat(who(READ, new Paging(first.next(), 3)).items()).isEqualTo(all.subList(3, 4));
    assertThat(views.decisions().who(READ, VM1.path(), Paging.first(10), assigned - 1, NOW).items())
        .isEmpty();
    assertThatThrownBy(() -> who(READ, new Paging(Optional.of("x"), 3)))
        .isInstanceOf(MalformedValue.class);
  }

  @Test
  void all_that_counts_for_somebody_is_listed_with_what_its_roles_say() {
    commit(registered(TEAM, PrincipalType.GROUP));
    long assigned =
        commit(
            assigned(1, TEAM, GROUP),
            assigned(2, PERSON, VM1),
            assigned(3, PERSON, VM2, terms(Optional.empty(), Optional.of(NOW))));
    List<WordedGrant> all =
        List.of(
            new WordedGrant(held(1, TEAM, GROUP, assigned, worded), OPERATOR_BODY.permissions()),
            new WordedGrant(held(2, PERSON, VM1, assigned, worded), OPERATOR_BODY.permissions()));
    assertThat(what(MEMBER, Paging.first(10))).isEqualTo(new Page<>(all, Optional.empty()));
    Page<WordedGrant> first = what(MEMBER, Paging.first(1));
    assertThat(first).isEqualTo(new Page<>(all.subList(0, 1), Optional.of(id(1).toString())));
    assertThat(what(MEMBER, new Paging(first.next(), 1)).items()).isEqualTo(all.subList(1, 2));
    commit(new PrincipalDisabled(PERSON));
    assertThat(what(MEMBER, Paging.first(10)).items()).isEmpty();
  }

  private Page<Entitled> who(RequestedAction action, Paging paging) {
    return views.decisions().who(action, VM1.path(), paging, CURRENT, NOW);
  }

  private Page<WordedGrant> what(Holders holders, Paging paging) {
    return views.decisions().what(holders, paging, CURRENT, NOW);
  }

  private static Entitled entitled(HeldGrant grant) {
    return new Entitled(grant, COMPUTE);
  }

  private static PrincipalId gone() {
    return World.principal(21);
  }

  private long commit(LifecycleEvent... events) {
    return views.ledger.commit(events);
  }
}
