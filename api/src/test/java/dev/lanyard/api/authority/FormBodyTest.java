package dev.lanyard.api.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

  @Test
  void names_and_values_are_decoded_once() {
    var form = FormBody.parse("client%5Fid=a%2520b&scope=x+y%2B&empty=&bare&u=%C3%A9");
    assertThat(form.text("client_id")).contains("a%20b");
    assertThat(form.text("scope")).contains("x y+");
    assertThat(form.text("empty")).isEmpty();
    assertThat(form.text("bare")).isEmpty();
    assertThat(form.text("u")).contains("\u00e9");
    assertThat(form.text("absent")).isEqualTo(Optional.empty());
  }

  @Test
  void a_field_that_comes_twice_is_refused_and_named() {
    assertThat(refusal("client_id=a&scope=s&client%5Fid=a"))
        .isEqualTo(AuthorityError.duplicated("client_id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "a=%ff", "%c3=1", "a=\u00e9"})
  void what_is_no_text_is_refused(String body) {
    assertThat(refusal(body).number()).isEqualTo(9_002_313);
  }

  @Test
  void a_missing_field_is_named() {
    assertThatExceptionOfType(AuthorityRefusal.class)
        .isThrownBy(() -> FormBody.parse("scope=").required("scope"))
        .satisfies(
            refused -> assertThat(refused.error()).isEqualTo(AuthorityError.missing("scope")));
  }

  private static AuthorityError refusal(String body) {
    try {
      FormBody.parse(body);
    } catch (AuthorityRefusal refused) {
      return refused.error();
    }
    throw new AssertionError("it was not refused");
  }
}
