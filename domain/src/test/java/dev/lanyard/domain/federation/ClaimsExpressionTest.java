package dev.lanyard.domain.federation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.federation.Comparison.Operator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ClaimsExpressionTest {
  private static final String FIELD = "properties.claimsMatchingExpression.value";

  private static ClaimsExpression parse(String text) {
    return ClaimsExpression.parse(FIELD, text);
  }

  private static boolean matches(String pattern, String subject) {
    return parse("claims['sub'] matches '" + pattern + "'").matches(Map.of("sub", subject));
  }

  @Test
  void an_expression_is_read_into_its_comparisons_and_written_as_it_was() {
    String text =
        "claims['sub'] matches 'repo:org/repo:ref:refs/heads/*' and claims['job_workflow_ref'] eq"
            + " 'org/repo/.github/workflows/a.yml@refs/heads/main'";
    assertThat(parse(text))
        .isEqualTo(
            new ClaimsExpression(
                List.of(
                    new Comparison("sub", Operator.MATCHES, "repo:org/repo:ref:refs/heads/*"),
                    new Comparison(
                        "job_workflow_ref",
                        Operator.EQ,
                        "org/repo/.github/workflows/a.yml@refs/heads/main"))));
    assertThat(parse(text)).hasToString(text);
    assertThat(parse("claims['sub'] eq ' and '").comparisons())
        .isEqualTo(List.of(new Comparison("sub", Operator.EQ, " and ")));
  }

  private static void refused(String text, String why) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(MalformedValue.class)
        .hasMessage(FIELD + " " + why)
        .satisfies(thrown -> assertThat(((MalformedValue) thrown).field()).isEqualTo(FIELD));
  }

  @Test
  void a_text_that_is_none_is_refused_with_the_offset_at_which_it_stops_being_one() {
    refused("", "must have 1 to 4096 characters");
    refused("true", "must have claims[' at offset 0");
    refused(" claims['sub'] eq 'a'", "must have claims[' at offset 0");
    refused("claims[\"sub\"] eq 'a'", "must have claims[' at offset 0");
    String name = "must have a claim's name of 1 to 256 characters at offset 8";
    refused("claims[''] eq 'a'", name);
    refused("claims['é'] eq 'a'", name);
    refused("claims['" + "x".repeat(257) + "'] eq 'a'", name);
    refused("claims['sub", "must have ']  at offset 11");
    refused("claims['su b'] eq 'a'", "must have ']  at offset 10");
    refused("claims['sub']  eq 'a'", "must have eq or matches at offset 14");
    refused("claims['sub'] ne 'a'", "must have eq or matches at offset 14");
    refused("claims['sub'] EQ 'a'", "must have eq or matches at offset 14");
    refused("claims['sub'] eq", "must have eq or matches at offset 14");
    refused("claims['sub'] eq a", "must have  ' at offset 16");
    String operand = "must have an operand of 1 to 600 characters at offset 18";
    refused("claims['sub'] eq ''", operand);
    refused("claims['sub'] eq '" + "x".repeat(601) + "'", operand);
    refused("claims['sub'] eq 'a\tb'", "must have ' at offset 19");
    refused("claims['sub'] eq 'a\0b'", "has a character that texts may not have");
    refused("claims['sub'] eq 'a\uD83D'", "has a character that texts may not have");
    refused("claims['sub'] eq 'a", "must have ' at offset 19");
    refused("claims['sub'] eq 'a' ", "must have  and  at offset 20");
    refused("claims['sub'] eq 'a' or claims['sub'] eq 'b'", "must have  and  at offset 20");
    refused("claims['sub'] eq 'a' and ", "must have claims[' at offset 25");
    refused("claims['sub'] eq 'a''b'", "must have  and  at offset 20");
    refused("x".repeat(4_097), "must have 1 to 4096 characters");
  }

  @Test
  void an_expression_has_ten_comparisons_at_most() {
    String ten = "claims['a'] eq 'b' and ".repeat(9) + "claims['a'] eq 'b'";
    assertThat(parse(ten).comparisons()).hasSize(10);
    refused(
        ten + " and claims['a'] eq 'b'",
        "must have at most 10 comparisons at offset " + (ten.length() + 5));
  }

  @Test
  void all_comparisons_must_be_met_by_claims_that_are_there() {
    ClaimsExpression both = parse("claims['sub'] eq 'a' and claims['env'] matches 'p*'");
    assertThat(both.matches(Map.of("sub", "a", "env", "prod", "other", "x"))).isTrue();
    assertThat(both.matches(Map.of("sub", "b", "env", "prod"))).isFalse();
    assertThat(both.matches(Map.of("sub", "a", "env", "test"))).isFalse();
    assertThat(both.matches(Map.of("sub", "a"))).isFalse();
    assertThat(both.matches(Map.of())).isFalse();
  }

  @Test
  void equality_is_exact_and_knows_no_wildcards() {
    ClaimsExpression equal = parse("claims['sub'] eq 'a*?'");
    assertThat(equal.matches(Map.of("sub", "a*?"))).isTrue();
    assertThat(equal.matches(Map.of("sub", "abc"))).isFalse();
    assertThat(equal.matches(Map.of("sub", "A*?"))).isFalse();
  }

  @Test
  void a_star_stands_for_any_run_within_a_part_and_never_for_a_separator() {
    String branches = "repo:org/repo:ref:refs/heads/*";
    assertThat(matches(branches, "repo:org/repo:ref:refs/heads/main")).isTrue();
    assertThat(matches(branches, "repo:org/repo:ref:refs/heads/")).isTrue();
    assertThat(matches(branches, "repo:org/repo:ref:refs/heads/feature/x")).isFalse();
    assertThat(matches(branches, "repo:org/repo:ref:refs/heads/main:x")).isFalse();
    assertThat(matches(branches, "repo:org/repo:ref:refs/tags/main")).isFalse();
    String anyRepository = "repo:org/*:ref:refs/heads/main";
    assertThat(matches(anyRepository, "repo:org/a:ref:refs/heads/main")).isTrue();
    assertThat(matches(anyRepository, "repo:org/a:x:ref:refs/heads/main")).isFalse();
    assertThat(matches(anyRepository, "repo:org/a/b:ref:refs/heads/main")).isFalse();
    assertThat(matches("*", "plain")).isTrue();
    assertThat(matches("*", "a:b")).isFalse();
    assertThat(matches("*:*", "a:b")).isTrue();
  }

  @Test
  void a_question_mark_stands_for_one_character_that_is_no_separator() {
    assertThat(matches("v?.?", "v1.2")).isTrue();
    assertThat(matches("v?", "v")).isFalse();
    assertThat(matches("v?", "v12")).isFalse();
    assertThat(matches("a?b", "a:b")).isFalse();
    assertThat(matches("a?b", "a/b")).isFalse();
    assertThat(matches("a?b", "a\uD83D\uDD11b")).isTrue();
  }

  @Test
  void nothing_else_in_a_pattern_means_anything() {
    assertThat(matches(".[a]+\\d", ".[a]+\\d")).isTrue();
    assertThat(matches(".", "a")).isFalse();
    assertThat(matches("a", "A")).isFalse();
    assertThat(matches("a", "ab")).isFalse();
    assertThat(matches("b", "ab")).isFalse();
  }

  @Test
  void a_pattern_means_what_its_regular_expression_means() {
    Random random = new Random(20260301);
    int met = 0;
    for (int round = 0; round < 20_000; round++) {
      String pattern = word(random, "ab:/*?*", 1, 12 + 130 * (round % 2));
      String subject = word(random, "ab:/ab", 0, 12);
      if (round % 3 == 0) {
        subject = pattern.replace("*", word(random, "ab", 0, 3)).replace('?', 'b');
      }
      Pattern regex = Pattern.compile(pattern.replaceAll("\\*+", "[^:/]*").replace("?", "[^:/]"));
      boolean expected = regex.matcher(subject).matches();
      assertThat(matches(pattern, subject)).as("%s %s", pattern, subject).isEqualTo(expected);
      met += expected ? 1 : 0;
    }
    assertThat(met).isBetween(5_000, 15_000);
  }

  private static String word(Random random, String letters, int min, int max) {
    StringBuilder word = new StringBuilder();
    for (int left = random.nextInt(min, max + 1); left > 0; left--) {
      word.append(letters.charAt(random.nextInt(letters.length())));
    }
    return word.toString();
  }

  @Test
  void the_longest_texts_are_matched_and_longer_claims_meet_nothing() {
    assertThat(matches("*a".repeat(300), "a".repeat(600))).isTrue();
    // Whoever tries each star's length in turn does not come to an end here.
    assertThat(matches("*a".repeat(299) + "b", "a".repeat(600))).isFalse();
    assertThat(matches("?".repeat(600), "a".repeat(600))).isTrue();
    assertThat(matches("*", "a".repeat(600))).isTrue();
    assertThat(matches("*", "a".repeat(601))).isFalse();
  }
}
