package dev.lanyard.api.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.api.http.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTermTest {

  @Test
  void terms_are_read_in_order() {
    assertThat(FilterTerm.parse(Optional.empty())).isEmpty();
    assertThat(FilterTerm.parse(Optional.of("atScope() and assignedTo('x')")))
        .isEqualTo(
            List.of(
                new FilterTerm("atscope", true, Optional.empty()),
                new FilterTerm("assignedto", true, Optional.of("x"))));
    assertThat(FilterTerm.parse(Optional.of(" tagName eq 'it''s' AND tagValue EQ '' ")))
        .isEqualTo(
            List.of(
                new FilterTerm("tagname", false, Optional.of("it's")),
                new FilterTerm("tagvalue", false, Optional.of(""))));
    assertThat(FilterTerm.parse(Optional.of("substringof('b', Name) and startswith(name,'a')")))
        .isEqualTo(
            List.of(
                new FilterTerm("substringof:name", true, Optional.of("b")),
                new FilterTerm("startswith:name", true, Optional.of("a"))));
  }

  @Test
  void a_refusal_names_the_term() {
    assertThatThrownBy(() -> FilterTerm.parse(Optional.of("x eq 'y' and z gt 'w'")))
        .hasMessageContaining("z gt 'w'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x",
        "x eq y",
        "x ne 'y'",
        "x eq 'y",
        "x eq 'y''",
        "x eq 'y' or z eq 'w'",
        "x eq 'y' and",
        "and x eq 'y'",
        "x eq 'y' z eq 'w'",
        "x eq 'y'and z eq 'w' ; drop",
        "f(",
        "f(g())",
        "f('a','b')",
        "f(a,b)",
        "f(a,'b',c)"
      })
  void other_forms_are_refused(String filter) {
    assertThatThrownBy(() -> FilterTerm.parse(Optional.of(filter)))
        .isInstanceOf(ProblemException.class)
        .extracting(e -> ((ProblemException) e).problem().code())
        .isEqualTo("InvalidFilterInQueryString");
  }

  @Test
  void a_long_hostile_filter_is_answered_at_once() {
    assertThatThrownBy(() -> FilterTerm.parse(Optional.of("x eq '" + "''".repeat(100_000))))
        .isInstanceOf(ProblemException.class);
  }
}
