package dev.lanyard.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RatesTest {
  private final AtomicLong nanos = new AtomicLong(-5);

  @Test
  void a_key_may_come_twice_its_rate_at_once_and_others_are_not_held_up() {
    Rates<String> rates = new Rates<>(1);
    assertThat(rates.tooMany("a")).isEmpty();
    assertThat(rates.tooMany("a")).isEmpty();
    assertThat(rates.tooMany("a")).hasValueSatisfying(wait -> assertThat(wait).isPositive());
    assertThat(rates.tooMany("b")).isEmpty();
  }

  @Test
  void what_is_allowed_comes_back_little_by_little_and_never_more_than_at_once() {
    Rates<String> rates = new Rates<>(new Allowance(3_600, 60, Duration.ofMinutes(1)), nanos::get);
    assertThat(taken(rates, "a")).isEqualTo(3_600);
    assertThat(rates.tooMany("a")).contains(Duration.ofSeconds(1));
    pass(Duration.ofMillis(2_500));
    assertThat(taken(rates, "a")).isEqualTo(2);
    pass(Duration.ofDays(1));
    assertThat(taken(rates, "a")).isEqualTo(3_600);
  }

  @Test
  void forgetting_gives_nothing_away() {
    Rates<String> rates = new Rates<>(Allowance.perMinute(60), nanos::get);
    assertThat(taken(rates, "a")).isEqualTo(3_600);
    pass(Duration.ofMinutes(59));
    assertThat(taken(rates, "a")).isEqualTo(59 * 60);
  }

  @Test
  void the_wait_is_whole_seconds_after_which_there_is_room() {
    Rates<String> rates = new Rates<>(new Allowance(1, 40, Duration.ofMinutes(1)), nanos::get);
    assertThat(rates.tooMany("a")).isEmpty();
    assertThat(rates.tooMany("a")).contains(Duration.ofSeconds(2));
    pass(Duration.ofSeconds(2));
    assertThat(rates.tooMany("a")).isEmpty();
  }

  private static int taken(Rates<String> rates, String key) {
    int taken = 0;
    while (rates.tooMany(key).isEmpty()) {
      taken++;
    }
    return taken;
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void without_a_rate_there_is_no_limit() {
    Rates<String> rates = new Rates<>(0);
    for (int at = 0; at < 100; at++) {
      assertThat(rates.tooMany("a")).isEmpty();
    }
  }

  @Test
  void an_address_that_comes_too_often_is_told_when_to_come_again() throws Exception {
    Counted counted = new Counted();
    AddressRate filter = new AddressRate(new Rates<>(1), counted::turnedAway);
    assertThat(sent(filter, "192.0.2.1").getStatus()).isEqualTo(200);
    assertThat(sent(filter, "192.0.2.1").getStatus()).isEqualTo(200);
    MockHttpServletResponse third = sent(filter, "192.0.2.1");
    assertThat(third.getStatus()).isEqualTo(429);
    assertThat(third.getHeader("Retry-After")).isEqualTo("1");
    assertThat(third.getContentAsString()).contains("\"error\"", "TooManyRequests");
    assertThat(sent(filter, "192.0.2.2").getStatus()).isEqualTo(200);
    assertThat(counted.all()).isEqualTo(Map.of("192.0.2.1", Map.of("TooManyRequests", 1L)));
  }

  private static MockHttpServletResponse sent(AddressRate filter, String address)
      throws ServletException, IOException {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/subscriptions");
    request.setRemoteAddr(address);
    MockHttpServletResponse reply = new MockHttpServletResponse();
    filter.doFilter(request, reply, new MockFilterChain());
    return reply;
  }
}
