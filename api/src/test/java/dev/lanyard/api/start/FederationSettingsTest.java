package dev.lanyard.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class FederationSettingsTest {

  private static FederationSettings of(String value) {
    return FederationSettings.of(
        new MockEnvironment().withProperty(FederationSettings.CREDENTIALS_MAX, value));
  }

  @Test
  void a_hundred_where_nothing_is_set_and_else_what_is() {
    assertThat(of(" ")).isEqualTo(new FederationSettings(100));
    assertThat(of("20")).isEqualTo(new FederationSettings(20));
    assertThat(of("10000")).isEqualTo(new FederationSettings(10_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "10001", "many", "1.5", "99999999999"})
  void what_is_no_number_of_credentials_is_refused_by_name(String value) {
    assertThatThrownBy(() -> of(value))
        .isInstanceOf(StartRefused.class)
        .hasMessage("LANYARD_FEDERATED_CREDENTIALS_MAX must be a number from 1 to 10000");
  }
}
