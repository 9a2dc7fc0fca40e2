package dev.lanyard.api.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class ForwardingTest {
  private static final Forwarding FORWARDING = new Forwarding(Set.of("lanyard.internal"));

  private static MockHttpServletRequest to(String host) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/msi/token");
    request.addHeader("Host", host);
    return request;
  }

  private static void refused(MockHttpServletRequest request, WorkloadError why) {
    assertThatThrownBy(() -> FORWARDING.refuse(request))
        .isInstanceOfSatisfying(
            WorkloadRefusal.class, refusal -> assertThat(refusal.error()).isEqualTo(why));
  }

  @Test
  void the_names_of_the_machine_and_the_configured_ones_are_taken() {
    for (String host :
        List.of(
            "localhost",
            "LOCALHOST:8080",
            "127.0.0.1:8080",
            "[::1]:8080",
            "169.254.169.254",
            "lanyard.internal:8080")) {
      assertThatCode(() -> FORWARDING.refuse(to(host))).doesNotThrowAnyException();
    }
  }

  @Test
  void a_name_that_was_bound_to_the_loopback_address_anew_is_refused() {
    for (String host :
        List.of(
            "attacker.example",
            "localhost.attacker.example",
            "attacker.example#localhost",
            "localhost@attacker.example",
            "127.0.0.1.attacker.example:8080",
            "[::1]attacker.example",
            "localhost:8080:8080",
            "")) {
      refused(to(host), WorkloadError.foreignHost());
    }
    refused(new MockHttpServletRequest("GET", "/msi/token"), WorkloadError.foreignHost());
  }

  @Test
  void whatever_a_proxy_adds_is_refused() {
    for (String header :
        List.of("X-Forwarded-For", "Forwarded", "Via", "X-Forwarded-Host", "X-Forwarded-Proto")) {
      MockHttpServletRequest request = to("localhost");
      request.addHeader(header, "");
      refused(request, WorkloadError.forwarded(header));
    }
  }
}
