package dev.lanyard.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.http.Problems;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.TenantId;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.projections.ViewStatus;
import dev.lanyard.projections.ViewStatus.Stopped;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Held;
import dev.lanyard.projections.state.StateQueries;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.springframework.mock.web.MockHttpServletRequest;

class GuardTest {
  private static final Caller NOBODY = Caller.itself(new PrincipalId(new UUID(1, 1)));
  private static final Route READS = route("GET", Route.Access.RIGHT, false);

  private final Entitlements entitlements = mock(Entitlements.class);
  private final StateQueries state = mock(StateQueries.class);
  private final Views views = mock(Views.class);
  private final Ledger<?> ledger = mock(Ledger.class);

  private static Route route(String method, Route.Access access, boolean asOfTheView) {
    return new Route("id", method, "/", access, "A.B/c/read", "/", asOfTheView);
  }

  @BeforeEach
  void nobody_holds_anything() {
    when(views.state()).thenReturn(state);
    when(state.position()).thenReturn(5L);
    when(ledger.head()).thenReturn(5L);
    when(entitlements.at(ArgumentMatchers.any(), ArgumentMatchers.any()))
        .thenReturn(new Held(5, true, List.of(), 0));
  }

  private Optional<ProblemException> admit(Route route, AccessLog log) {
    Guard guard =
        new Guard(
            new Permissions(entitlements, InstantSource.system(), _ -> {}),
            new Freshness(views, ledger),
            mock(Commands.class),
            new Problems(new TenantId(new UUID(2, 2))),
            log,
            new Limit<>(Allowance.perMinute(0), new Counted().turnedAway(), "unlimited"),
            () -> 5);
    MockHttpServletRequest request = new MockHttpServletRequest(route.method(), "/");
    return Optional.ofNullable(
        catchThrowableOfType(
            ProblemException.class,
            () -> guard.admit(request, NOBODY, route.at(ResourcePath.ROOT, ""), route)));
  }

  private static AccessLog taking() {
    return _ -> CompletableFuture.completedFuture(1L);
  }

  private void behind(Duration lag, Optional<Stopped> stopped) {
    when(ledger.head()).thenReturn(9L);
    when(views.status()).thenReturn(List.of(new ViewStatus("state", 5, 4, lag, stopped)));
  }

  @Test
  void a_refusal_that_cannot_be_recorded_is_not_told() {
    AccessLog failing =
        _ -> CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
    assertThat(admit(READS, taking())).map(refused -> refused.problem().status()).contains(403);
    ProblemException untold = admit(READS, failing).orElseThrow();
    assertThat(untold.problem().status()).isEqualTo(503);
    assertThat(untold.problem().code()).isEqualTo("AccessLogUnavailable");
    assertThat(untold.problem().headers()).containsKey("Retry-After");
  }

  @Test
  void a_view_that_is_two_seconds_behind_still_checks_rights() {
    behind(Duration.ofSeconds(2), Optional.empty());
    assertThat(admit(READS, taking())).map(refused -> refused.problem().status()).contains(403);
  }

  @Test
  void a_view_that_is_further_behind_checks_none() {
    behind(Duration.ofMillis(2_001), Optional.empty());
    ProblemException refused = admit(READS, taking()).orElseThrow();
    assertThat(refused.problem().status()).isEqualTo(503);
    assertThat(refused.problem().code()).isEqualTo("ViewBehind");
  }

  @Test
  void a_stopped_view_checks_rights_of_what_takes_away_alone() {
    behind(Duration.ofMillis(1), Optional.of(new Stopped(6, "broken")));
    assertThat(admit(READS, taking())).map(refused -> refused.problem().status()).contains(503);
    Route deletes = route("DELETE", Route.Access.RIGHT, true);
    assertThat(admit(deletes, taking())).map(refused -> refused.problem().status()).contains(403);
  }
}
