package dev.lanyard.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lanyard.api.Caller;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** Two refusals at once, and one more a minute, are records of their own. */
class AccessRecordsTest {
  private static final Caller CALLER = Caller.itself(new PrincipalId(new UUID(1, 1)));
  private static final Caller OTHER = Caller.itself(new PrincipalId(new UUID(1, 2)));
  private static final Requirement NEEDED = Requirement.at(Action.read("A.B/c"), ResourcePath.ROOT);

  private final AtomicLong nanos = new AtomicLong();
  private final Counted counted = new Counted();
  private final List<AccessEvent> recorded = new ArrayList<>();
  private final AccessRecords records =
      new AccessRecords(
          event -> {
            recorded.add(event);
            return CompletableFuture.completedFuture((long) recorded.size());
          },
          new Limit<>(
              new Rates<>(new Allowance(2, 1, Duration.ofMinutes(1)), nanos::get),
              counted.turnedAway(),
              "TooManyRefusals"));

  private Optional<Problem> refuse(Caller caller) {
    return Optional.ofNullable(
            catchThrowableOfType(
                ProblemException.class,
                () ->
                    records.refused(
                        request(),
                        caller,
                        NEEDED,
                        Optional.empty(),
                        Problem.of(403, "AuthorizationFailed", "Not allowed."),
                        5)))
        .map(ProblemException::problem);
  }

  private static MockHttpServletRequest request() {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.setRemoteAddr("192.0.2.1");
    return request;
  }

  private long refusals() {
    return recorded.stream().filter(RequestRefused.class::isInstance).count();
  }

  @Test
  void refusals_beyond_the_limit_are_counted_and_tell_nothing_but_to_wait() {
    assertThat(refuse(CALLER)).isEmpty();
    assertThat(refuse(CALLER)).isEmpty();
    Problem wait =
        Problem.of(429, "TooManyRequests", "Too many requests came from this caller.")
            .retryAfter(Duration.ofSeconds(60));
    assertThat(refuse(CALLER)).contains(wait);
    assertThat(refuse(CALLER)).contains(wait);
    assertThat(refusals()).isEqualTo(2);

    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    assertThat(refuse(CALLER)).isEmpty();
    assertThat(refusals()).isEqualTo(3);
    assertThat(counted.all()).isEqualTo(Map.of("192.0.2.1", Map.of("TooManyRefusals", 2L)));
  }

  @Test
  void nobody_pays_for_somebody_else() {
    for (int at = 0; at < 5; at++) {
      assertThat(refuse(CALLER).isPresent()).isEqualTo(at >= 2);
    }
    assertThat(refuse(OTHER)).isEmpty();
    assertThat(refusals()).isEqualTo(3);
  }

  @Test
  void who_is_refused_too_often_still_reads_what_it_may() {
    for (int at = 0; at < 3; at++) {
      var _ = refuse(CALLER);
    }
    records.read(request(), CALLER, NEEDED.action(), "", 5);
    assertThat(recorded.getLast()).isInstanceOf(RecordsRead.class);
  }

  @Test
  void a_question_is_on_record_whole_or_not_answered() {
    String question = "q".repeat(AccessRecords.QUERY_LENGTH_MAX - 3) + "end";
    records.read(request(), CALLER, NEEDED.action(), question, 5);
    assertThat(recorded.getLast())
        .isInstanceOfSatisfying(
            RecordsRead.class, read -> assertThat(read.query()).isEqualTo(question));
    recorded.clear();
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class,
            () -> records.read(request(), CALLER, NEEDED.action(), question + "x", 5));
    assertThat(refused.problem().status()).isEqualTo(400);
    assertThat(recorded).isEmpty();
  }
}
