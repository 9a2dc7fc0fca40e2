package dev.lanyard.api.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TurnedAwayTest {
  private static final Instant SECOND = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(SECOND);
  private final List<AccessEvent> recorded = Collections.synchronizedList(new ArrayList<>());
  private final TurnedAway turnedAway =
      new TurnedAway(
          event -> {
            recorded.add(event);
            return CompletableFuture.completedFuture((long) recorded.size());
          },
          now::get);

  private static CallersTurnedAway counted(
      String address, Instant second, Map<String, Long> counts) {
    return new CallersTurnedAway(Personal.of(address), second, counts);
  }

  @Test
  void each_address_and_second_is_one_record() {
    turnedAway.count("192.0.2.1", "InvalidToken");
    now.set(SECOND.plusMillis(999));
    turnedAway.count("192.0.2.1", "InvalidToken");
    turnedAway.count("192.0.2.1", "Expired");
    turnedAway.count("192.0.2.2", "InvalidToken");
    assertThat(turnedAway.look()).isCompleted();
    assertThat(recorded).isEmpty();

    now.set(SECOND.plusSeconds(1));
    turnedAway.count("192.0.2.1", "InvalidToken");
    turnedAway.look().join();
    turnedAway.look().join();

    assertThat(recorded)
        .containsExactlyInAnyOrder(
            counted("192.0.2.1", SECOND, Map.of("InvalidToken", 2L, "Expired", 1L)),
            counted("192.0.2.2", SECOND, Map.of("InvalidToken", 1L)));
  }

  @Test
  void closing_records_the_second_at_hand() {
    turnedAway.count("192.0.2.1", "InvalidToken");

    turnedAway.close();

    assertThat(recorded).containsExactly(counted("192.0.2.1", SECOND, Map.of("InvalidToken", 1L)));
  }

  @Test
  void a_clock_that_was_set_back_goes_on_in_the_second_that_it_had_reached() {
    turnedAway.count("192.0.2.1", "InvalidToken");
    now.set(SECOND.minusSeconds(5));
    turnedAway.count("192.0.2.1", "InvalidToken");

    turnedAway.close();

    assertThat(recorded).containsExactly(counted("192.0.2.1", SECOND, Map.of("InvalidToken", 2L)));
  }

  @Test
  void addresses_beyond_the_bound_share_one_count() {
    for (int at = 0; at < TurnedAway.ADDRESSES_MAX + 10; at++) {
      turnedAway.count("10.0." + at / 256 + "." + at % 256, "InvalidToken");
    }
    turnedAway.count("10.0.0.0", "InvalidToken");

    turnedAway.close();

    assertThat(recorded)
        .hasSize(TurnedAway.ADDRESSES_MAX + 1)
        .contains(
            counted(TurnedAway.OTHER, SECOND, Map.of("InvalidToken", 10L)),
            counted("10.0.0.0", SECOND, Map.of("InvalidToken", 2L)));
  }

  @Test
  void what_the_log_does_not_take_is_not_waited_for() {
    try (TurnedAway failing =
        new TurnedAway(
            _ -> CompletableFuture.failedFuture(new IllegalStateException("full")), now::get)) {
      failing.count("192.0.2.1", "InvalidToken");
      now.set(SECOND.plusSeconds(1));
      assertThat(failing.look()).isCompletedExceptionally();
      assertThat(failing.look()).isCompleted();
    }
  }
}
