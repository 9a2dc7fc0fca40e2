package dev.lanyard.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class StreamSettingsTest {

  @Test
  void unset_and_blank_variables_have_defaults() {
    var environment = new MockEnvironment().withProperty(StreamSettings.IN_ALL, " ");
    assertThat(StreamSettings.of(environment))
        .isEqualTo(new StreamSettings(64, 4, Duration.ofSeconds(15)));
  }

  @Test
  void what_is_set_counts() {
    var environment =
        new MockEnvironment()
            .withProperty(StreamSettings.IN_ALL, "1000")
            .withProperty(StreamSettings.OF_ONE_PRINCIPAL, "1")
            .withProperty(StreamSettings.HEARTBEAT, "300");
    assertThat(StreamSettings.of(environment))
        .isEqualTo(new StreamSettings(1_000, 1, Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @CsvSource({
    "LANYARD_STREAMS, 0, 1000",
    "LANYARD_STREAMS, 1001, 1000",
    "LANYARD_STREAMS_PRINCIPAL, -1, 1000",
    "LANYARD_STREAMS_PRINCIPAL, four, 1000",
    "LANYARD_STREAM_HEARTBEAT, 301, 300",
    "LANYARD_STREAM_HEARTBEAT, 15s, 300",
    "LANYARD_STREAM_HEARTBEAT, 99999999999, 300",
  })
  void what_is_no_number_within_bounds_is_refused_by_name(String variable, String value, int max) {
    var environment = new MockEnvironment().withProperty(variable, value);
    assertThatThrownBy(() -> StreamSettings.of(environment))
        .isInstanceOf(StartRefused.class)
        .hasMessage(variable + " must be a whole number, 1 to " + max);
  }
}
