package dev.lanyard.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.MalformedValue;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionsTest {

  @Test
  void a_position_has_1_to_18_digits() {
    assertThat(Positions.require("from", "0")).isZero();
    assertThat(Positions.require("from", "007")).isEqualTo(7);
    assertThat(Positions.require("from", "9".repeat(18))).isEqualTo(999_999_999_999_999_999L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "1.5", " 1", "1\n", "x", "1000000000000000000", "\u0661"})
  void what_is_none_is_refused_by_its_field(String text) {
    assertThat(Positions.isPosition(text)).isFalse();
    assertThatThrownBy(() -> Positions.require("from", text))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("from must be a position: a whole number of 1 to 18 digits");
  }

  @Test
  void an_instant_may_stand_in_the_place_of_a_position() {
    assertThat(Positions.instant("to", "2026-01-02T03:04:05Z"))
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThatThrownBy(() -> Positions.instant("to", "+999999999-12-31T23:59:59Z"))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("to must be a position or an RFC 3339 instant");
  }
}
