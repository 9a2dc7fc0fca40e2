package dev.lanyard.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class AccessSettingsTest {

  @Test
  void unset_and_blank_variables_have_defaults() {
    var environment = new MockEnvironment().withProperty(AccessSettings.RETENTION, " ");
    assertThat(AccessSettings.of(environment))
        .isEqualTo(new AccessSettings(4L << 30, Duration.ofDays(90)));
  }

  @Test
  void what_is_set_counts() {
    var environment =
        new MockEnvironment()
            .withProperty(AccessSettings.BYTES_MAX, "1048576")
            .withProperty(AccessSettings.RETENTION, "P1D");
    assertThat(AccessSettings.of(environment))
        .isEqualTo(new AccessSettings(1 << 20, Duration.ofDays(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1048575", "-1", "1e9", "4 GiB", "99999999999999999999"})
  void a_budget_that_is_no_number_of_bytes_is_refused(String text) {
    var environment = new MockEnvironment().withProperty(AccessSettings.BYTES_MAX, text);
    assertThatThrownBy(() -> AccessSettings.of(environment))
        .isInstanceOf(StartRefused.class)
        .hasMessage("LANYARD_ACCESS_BYTES_MAX must be a number of bytes, 1048576 at least");
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "PT23H", "P-1D", "90d", "P9999999D", "P99999999999999999999D"})
  void a_retention_that_is_no_duration_of_a_day_or_more_is_refused(String text) {
    var environment = new MockEnvironment().withProperty(AccessSettings.RETENTION, text);
    assertThatThrownBy(() -> AccessSettings.of(environment))
        .isInstanceOf(StartRefused.class)
        .hasMessage(
            "LANYARD_ACCESS_RETENTION must be an ISO 8601 duration of a day or more, such as P90D");
  }
}
