package dev.lanyard.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class NetworkTest {

  @Test
  void nothing_set_is_the_loopback_port_and_no_other_name() {
    assertThat(Network.of(environment(Map.of(Network.PUBLIC_URL, " "))))
        .isEqualTo(new Network(8_080, List.of(), Optional.empty()));
  }

  @Test
  void what_is_set_is_read_in_one_spelling() {
    assertThat(
            Network.of(
                environment(
                    Map.of(
                        Network.WORKLOAD_PORT, "0",
                        Network.TLS_NAMES, "Vault.Example, 192.0.2.7,fd00::1,,vault.example",
                        Network.PUBLIC_URL, "https://Identity.Example:9443/"))))
        .isEqualTo(
            new Network(
                0,
                List.of("vault.example", "192.0.2.7", "fd00::1"),
                Optional.of("https://identity.example:9443")));
  }

  @ParameterizedTest
  @CsvSource({
    "LANYARD_WORKLOAD_PORT, 65536",
    "LANYARD_WORKLOAD_PORT, -1",
    "LANYARD_WORKLOAD_PORT, http",
    "LANYARD_TLS_NAMES, a_b",
    "LANYARD_TLS_NAMES, *.example",
    "LANYARD_PUBLIC_URL, http://localhost:8443",
    "LANYARD_PUBLIC_URL, https://localhost/path",
    "LANYARD_PUBLIC_URL, https://me@localhost",
    "LANYARD_PUBLIC_URL, https://localhost?x",
    "LANYARD_PUBLIC_URL, https://",
    "LANYARD_PUBLIC_URL, localhost:8443",
  })
  void a_malformed_value_is_refused_and_its_variable_named(String variable, String value) {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> Network.of(environment(Map.of(variable, value))))
        .withMessageStartingWith(variable + " must be ");
  }

  @Test
  void tokens_live_for_an_hour_and_keys_sign_for_a_month_unless_told_otherwise() {
    var unset = KeySettings.of(environment(Map.of()));
    assertThat(unset.tokenLifetime()).isEqualTo(Duration.ofHours(1));
    assertThat(unset.keyRotation()).isEqualTo(Duration.ofDays(30));
    var set = KeySettings.of(environment(Map.of(KeySettings.TOKEN_LIFETIME, "24h")));
    assertThat(set.tokenLifetime()).isEqualTo(Duration.ofDays(1));
  }

  @ParameterizedTest
  @CsvSource({
    "LANYARD_TOKEN_LIFETIME, 25h",
    "LANYARD_TOKEN_LIFETIME, 4m",
    "LANYARD_TOKEN_LIFETIME, soon",
    "LANYARD_KEY_ROTATION, 1d",
    "LANYARD_SCRAPE_TOKEN, short",
    "LANYARD_SCRAPE_TOKEN, a token with spaces in it",
  })
  void a_malformed_setting_of_keys_is_refused_without_its_value(String variable, String value) {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> KeySettings.of(environment(Map.of(variable, value))))
        .withMessageStartingWith(variable + " must be ")
        .withMessageNotContaining(value);
  }

  @Test
  void settings_with_secrets_show_none() {
    assertThat(
            KeySettings.of(environment(Map.of(KeySettings.SCRAPE_TOKEN, "0123456789abcdef")))
                .toString())
        .isEqualTo("KeySettings[hidden]");
  }

  private static Environment environment(Map<String, Object> variables) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
    return environment;
  }
}
