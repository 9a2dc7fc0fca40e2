package dev.lanyard.api.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class RatesTest {

  @Test
  void a_key_may_come_twice_its_rate_at_once_and_others_are_not_held_up() {
    Rates<String> rates = new Rates<>(1);
    assertThat(rates.tooMany("a")).isEmpty();
    assertThat(rates.tooMany("a")).isEmpty();
    assertThat(rates.tooMany("a")).hasValueSatisfying(wait -> assertThat(wait).isPositive());
    assertThat(rates.tooMany("b")).isEmpty();
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
    AddressRate filter = new AddressRate(new Rates<>(1));
    assertThat(sent(filter, "192.0.2.1").getStatus()).isEqualTo(200);
    assertThat(sent(filter, "192.0.2.1").getStatus()).isEqualTo(200);
    MockHttpServletResponse third = sent(filter, "192.0.2.1");
    assertThat(third.getStatus()).isEqualTo(429);
    assertThat(third.getHeader("Retry-After")).isEqualTo("1");
    assertThat(third.getContentAsString()).contains("\"error\"", "TooManyRequests");
    assertThat(sent(filter, "192.0.2.2").getStatus()).isEqualTo(200);
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
