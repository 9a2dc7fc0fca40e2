package dev.lanyard.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  @Test
  void an_instant_is_read_with_any_offset() {
    assertThat(Rfc3339.read("2026-01-02T03:04:05.678Z"))
        .hasValue(Instant.parse("2026-01-02T03:04:05.678Z"));
    assertThat(Rfc3339.read("2026-01-02T03:04:05+02:00"))
        .hasValue(Instant.parse("2026-01-02T01:04:05Z"));
    assertThat(Rfc3339.ofQuery("2026-01-02T03:04:05 02:00"))
        .hasValue(Instant.parse("2026-01-02T01:04:05Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "2026-01-02",
        "2026-01-02T03:04:05",
        "+999999999-12-31T23:59:59Z",
        " 999999999-12-31T23:59:59Z",
        "-999999999-01-01T00:00:00Z",
        "2026-01-02T03:04:05.000000000000000000000000000Z"
      })
  void what_is_no_instant_of_four_digits_of_years_is_none(String text) {
    assertThat(Rfc3339.ofQuery(text)).isEmpty();
  }
}
