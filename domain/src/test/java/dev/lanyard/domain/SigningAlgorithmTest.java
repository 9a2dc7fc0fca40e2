package dev.lanyard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SigningAlgorithmTest {
  @Test
  void each_is_read_by_its_one_name() {
    assertThat(SigningAlgorithm.parse("alg", "RS256")).isEqualTo(SigningAlgorithm.RS256);
    assertThat(SigningAlgorithm.parse("alg", "ES256")).isEqualTo(SigningAlgorithm.ES256);
  }

  @Test
  void any_other_name_is_refused_with_its_field() {
    for (String bad : List.of("", "es256", "none", "HS256", "RS256 ")) {
      assertThatThrownBy(() -> SigningAlgorithm.parse("properties.alg", bad))
          .isInstanceOf(MalformedValue.class)
          .hasMessage("properties.alg must be RS256 or ES256");
    }
  }
}
