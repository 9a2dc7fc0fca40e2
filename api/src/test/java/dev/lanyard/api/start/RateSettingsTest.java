package dev.lanyard.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class RateSettingsTest {

  @Test
  void unset_and_blank_variables_have_defaults() {
    var environment = new MockEnvironment().withProperty(RateSettings.TOKENS, " ");
    assertThat(RateSettings.of(environment)).isEqualTo(new RateSettings(2_000, 1_000, 60, 20));
  }

  @Test
  void what_is_set_counts() {
    var environment =
        new MockEnvironment()
            .withProperty(RateSettings.ADDRESS, "1")
            .withProperty(RateSettings.PRINCIPAL, "2")
            .withProperty(RateSettings.REFUSALS, "3")
            .withProperty(RateSettings.TOKENS, "0");
    assertThat(RateSettings.of(environment)).isEqualTo(new RateSettings(1, 2, 3, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "LANYARD_RATE_ADDRESS, -1, requests a second",
    "LANYARD_RATE_PRINCIPAL, 12345678, requests a second",
    "LANYARD_RATE_REFUSALS, 1/s, refusals a minute",
    "LANYARD_RATE_TOKENS, 1.5, tokens a second",
  })
  void what_is_no_rate_is_refused_by_name(String variable, String value, String of) {
    var environment = new MockEnvironment().withProperty(variable, value);
    assertThatThrownBy(() -> RateSettings.of(environment))
        .isInstanceOf(StartRefused.class)
        .hasMessage(variable + " must be a number of " + of + ", 0 for no limit");
  }
}
