package dev.lanyard.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.MalformedValue;
import org.junit.jupiter.api.Test;

class QueryTextTest {

  @Test
  void names_and_values_are_decoded_and_names_compare_without_case() {
    QueryText query = QueryText.parse("api%2Dversion=2025-07-01&%24filter=a%20eq%20%27b%27&x&y=");
    assertThat(query.get("api-version")).contains("2025-07-01");
    assertThat(query.get("API-VERSION")).contains("2025-07-01");
    assertThat(query.get("$filter")).contains("a eq 'b'");
    assertThat(query.get("x")).isEmpty();
    assertThat(query.get("y")).isEmpty();
    assertThat(QueryText.parse(null).get("x")).isEmpty();
  }

  @Test
  void a_parameter_given_twice_is_refused_where_it_counts() {
    QueryText query = QueryText.parse("a=1&A=2");
    assertThat(query.get("b")).isEmpty();
    assertThatThrownBy(() -> query.get("a"))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("a must be given once");
    assertThatThrownBy(() -> QueryText.parse("a=%zz")).isInstanceOf(MalformedValue.class);
  }

  @Test
  void the_next_page_has_the_same_query_behind_another_cursor() {
    assertThat(
            QueryText.parse("api-version=1&$skipToken=old&$filter=a eq 'b'")
                .with("$skiptoken", "n/w"))
        .isEqualTo("api-version=1&%24filter=a%20eq%20%27b%27&%24skiptoken=n%2Fw");
  }
}
