package dev.lanyard.projections.access;

import static dev.lanyard.projections.FakeAccessLedger.circumstances;
import static dev.lanyard.projections.FakeAccessLedger.refused;
import static dev.lanyard.projections.World.VM1;
import static dev.lanyard.projections.World.VM2;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.RebuildStatus;
import dev.lanyard.projections.ViewsFixture;
import dev.lanyard.projections.World;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UseViewTest {
  private static final PrincipalId SHARED = World.SHARED_PRINCIPAL;
  private static final PrincipalId OTHER = World.VM1_PRINCIPAL;
  private static final Optional<ResourcePath> ON_VM1 = Optional.of(VM1.path());
  private static final Optional<ResourcePath> ON_VM2 = Optional.of(VM2.path());

  @TempDir Path folder;
  private ViewsFixture views;

  @BeforeEach
  void record() {
    views = new ViewsFixture(folder);
    issue(SHARED, ON_VM1, "https://vault");
    issue(SHARED, ON_VM2, "https://vault");
    views.access.record(refused(VM1.path(), 403));
    issue(SHARED, ON_VM1, "https://vault");
    issue(SHARED, ON_VM1, "api://orders");
    issue(SHARED, Optional.empty(), "https://vault");
    issue(OTHER, ON_VM1, "https://vault");
  }

  @AfterEach
  void close() {
    views.close();
  }

  @Test
  void each_way_and_audience_has_its_last_token_and_how_many_there_were() {
    assertThat(views.uses().uses(UseFilter.of(SHARED), Paging.first(10)))
        .isEqualTo(new Page<>(sharedUses(), Optional.empty()));
    assertThat(views.uses().uses(UseFilter.of(World.principal(99)), Paging.first(10)).items())
        .isEmpty();
  }

  @Test
  void a_resource_tells_who_was_used_through_it_in_any_case() {
    List<Use> uses =
        List.of(
            use(OTHER, ON_VM1, "https://vault", 7, 1),
            use(SHARED, ON_VM1, "api://orders", 5, 1),
            use(SHARED, ON_VM1, "https://vault", 4, 2));
    ResourcePath upper = ResourcePath.parse("path", VM1.path().toString().replace("Vm1", "VM1"));
    assertThat(views.uses().uses(UseFilter.within(upper), Paging.first(10)))
        .isEqualTo(new Page<>(uses, Optional.empty()));

    Page<Use> first = views.uses().uses(UseFilter.within(upper), Paging.first(2));
    assertThat(first.items()).isEqualTo(uses.subList(0, 2));
    assertThat(views.uses().uses(UseFilter.within(upper), new Paging(first.next(), 2)))
        .isEqualTo(new Page<>(uses.subList(2, 3), Optional.empty()));
  }

  @Test
  void all_that_is_given_must_hold() {
    List<Use> all =
        Stream.concat(Stream.of(use(OTHER, ON_VM1, "https://vault", 7, 1)), sharedUses().stream())
            .sorted(Comparator.comparing(use -> use.principal().toString()))
            .toList();
    assertThat(matching(UseFilter.ALL)).isEqualTo(all);
    assertThat(matching(UseFilter.within(ResourcePath.ROOT))).isEqualTo(all);
    assertThat(matching(UseFilter.within(VM1.path().parent())))
        .isEqualTo(all.stream().filter(use -> use.through().isPresent()).toList());
    Instant fifth = FakeLedger.START.plusSeconds(5);
    assertThat(
            matching(
                new UseFilter(
                    Optional.of(SHARED),
                    Optional.of(VM1.path()),
                    Optional.of("https://vault"),
                    Optional.of(fifth))))
        .containsExactly(use(SHARED, ON_VM1, "https://vault", 4, 2));
    UseFilter before =
        new UseFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(fifth));
    assertThat(matching(before).stream().map(Use::position)).containsExactly(4L, 2L);
  }

  private List<Use> matching(UseFilter filter) {
    List<Use> found = new ArrayList<>();
    Page<Use> page = views.uses().uses(filter, Paging.first(2));
    found.addAll(page.items());
    while (page.next().isPresent()) {
      page = views.uses().uses(filter, new Paging(page.next(), 2));
      found.addAll(page.items());
    }
    return found;
  }

  @Test
  void pages_of_a_principal_go_on_behind_the_last_use() {
    Page<Use> first = views.uses().uses(UseFilter.of(SHARED), Paging.first(1));
    Page<Use> second = views.uses().uses(UseFilter.of(SHARED), new Paging(first.next(), 1));
    Page<Use> rest = views.uses().uses(UseFilter.of(SHARED), new Paging(second.next(), 2));
    assertThat(List.of(first.items().getFirst(), second.items().getFirst()))
        .isEqualTo(sharedUses().subList(0, 2));
    assertThat(rest).isEqualTo(new Page<>(sharedUses().subList(2, 4), Optional.empty()));
    assertThatThrownBy(
            () -> views.uses().uses(UseFilter.of(SHARED), new Paging(Optional.of("x"), 1)))
        .isInstanceOf(MalformedValue.class);
  }

  @Test
  void a_use_stays_known_when_its_record_was_dropped_and_the_view_compares_equal() {
    views.access();
    views.access.drop(6);
    issue(OTHER, ON_VM2, "https://vault");
    assertThat(views.uses().uses(UseFilter.of(SHARED), Paging.first(10)).items())
        .isEqualTo(sharedUses());

    RebuildStatus status = views.rebuilt("access");
    assertThat(status.state()).isEqualTo(RebuildStatus.State.DONE);
    assertThat(status.differences()).isEmpty();
    assertThat(views.uses().uses(UseFilter.of(OTHER), Paging.first(10)).items())
        .containsExactly(
            use(OTHER, ON_VM1, "https://vault", 7, 1), use(OTHER, ON_VM2, "https://vault", 8, 1));
  }

  private static List<Use> sharedUses() {
    return List.of(
        use(SHARED, Optional.empty(), "https://vault", 6, 1),
        use(SHARED, ON_VM1, "api://orders", 5, 1),
        use(SHARED, ON_VM1, "https://vault", 4, 2),
        use(SHARED, ON_VM2, "https://vault", 2, 1));
  }

  private static Use use(
      PrincipalId principal,
      Optional<ResourcePath> through,
      String audience,
      long position,
      long count) {
    return new Use(
        principal,
        through,
        audience,
        position,
        FakeLedger.START.plusSeconds(position),
        "uti-" + position,
        count);
  }

  private void issue(PrincipalId principal, Optional<ResourcePath> through, String audience) {
    views.access.record(
        new TokenIssued(
            principal,
            World.SHARED_CLIENT,
            new CredentialId(new UUID(1, 3)),
            audience,
            "uti-" + (views.access.head() + 1),
            FakeLedger.START.plusSeconds(3_600),
            through,
            circumstances(1, "one")));
  }
}
