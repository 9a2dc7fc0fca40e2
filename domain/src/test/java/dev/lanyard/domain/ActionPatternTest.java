package dev.lanyard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActionPatternTest {
  private static final long SEED = 20_260_701;

  @ParameterizedTest
  @CsvSource({
    "*, Microsoft.Compute/virtualMachines/write, true",
    "*/read, Microsoft.Compute/virtualMachines/read, true",
    "*/read, Microsoft.Compute/virtualMachines/reader, false",
    "Microsoft.Authorization/*/Write, microsoft.authorization/roleAssignments/write, true",
    "Microsoft.Authorization/*/Write, Microsoft.Authorization/write, false",
    "Microsoft.Support/*, Microsoft.Support/, true",
    "Microsoft.Support/*, Microsoft.Supports/read, false",
    "Microsoft.Compute/*/a/*/read, Microsoft.Compute/x/a/y/a/z/read, true",
    "Microsoft.KeyVault/vaults/read, Microsoft.KeyVault/vaults/read, true",
    "Microsoft.KeyVault/vaults/read, Microsoft.KeyVault/vaults/read/x, false",
    "a*a, a, false",
    "a*b*b, ab, false",
    "**, anything, true",
  })
  void a_star_stands_for_any_run_of_characters(String pattern, String action, boolean covered) {
    assertThat(new ActionPattern(pattern).matches(action)).isEqualTo(covered);
  }

  @Test
  void it_agrees_with_a_matcher_that_tries_everything() {
    Random random = new Random(SEED);
    for (int round = 0; round < 200_000; round++) {
      String pattern = text(random, "ab*", 1 + random.nextInt(9));
      String action = text(random, "ab", random.nextInt(14));
      assertThat(new ActionPattern(pattern).matches(action))
          .as("%s on %s", pattern, action)
          .isEqualTo(triesEverything(pattern, action));
    }
  }

  @Test
  void the_characters_looked_at_grow_with_the_lengths_and_not_with_their_product() {
    String pattern = "*" + "aaaaaaaab*".repeat(50) + "c";
    String action = "a".repeat(100_000) + "c";
    Counted.reads = 0;
    assertThat(ActionPattern.covers(new Counted(pattern), new Counted(action))).isFalse();
    assertThat(Counted.reads).isLessThan(5L * (pattern.length() + action.length()));
  }

  @Test
  void a_pattern_has_1_to_512_characters_of_those_that_actions_have() {
    assertThat(new ActionPattern("a".repeat(512)).text()).hasSize(512);
    assertThatThrownBy(() -> new ActionPattern("")).isInstanceOf(MalformedValue.class);
    assertThatThrownBy(() -> new ActionPattern("a".repeat(513))).isInstanceOf(MalformedValue.class);
    assertThatThrownBy(() -> new ActionPattern("a b")).isInstanceOf(MalformedValue.class);
  }

  private static String text(Random random, String alphabet, int length) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < length; at++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  private static boolean triesEverything(String pattern, String action) {
    if (pattern.isEmpty()) {
      return action.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      return triesEverything(pattern.substring(1), action)
          || (!action.isEmpty() && triesEverything(pattern, action.substring(1)));
    }
    return !action.isEmpty()
        && action.charAt(0) == pattern.charAt(0)
        && triesEverything(pattern.substring(1), action.substring(1));
  }

  /** A text that counts how often a character of it is looked at. */
  private record Counted(String text) implements CharSequence {
    private static long reads;

    @Override
    public char charAt(int at) {
      reads++;
      return text.charAt(at);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int from, int to) {
      return new Counted(text.substring(from, to));
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
