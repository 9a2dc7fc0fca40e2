package dev.lanyard.domain.federation;

import java.util.Map;

/**
 * One condition on one claim of a token.
 *
 * @param claim the claim's name
 * @param operator how its value is compared
 * @param operand what with
 */
public record Comparison(String claim, Operator operator, String operand) {
  /** Longest operand, and longest claim that meets one, in characters (CONTRACT 2.4). */
  public static final int LENGTH_MAX = 600;

  /** How a claim is compared. */
  public enum Operator {
    /** It is exactly the operand; case counts. */
    EQ("eq"),
    /** It is as the operand says, in which wildcards stand for runs without separators. */
    MATCHES("matches");

    private final String text;

    Operator(String text) {
      this.text = text;
    }

    /** The word in an expression. */
    @Override
    public String toString() {
      return text;
    }
  }

  /** Whether these claims meet it; a claim that is missing, or too long, does not. */
  boolean isMetBy(Map<String, String> claims) {
    String value = claims.get(claim);
    return value != null
        && value.length() <= LENGTH_MAX
        && switch (operator) {
          case EQ -> value.equals(operand);
          case MATCHES -> new WildcardPattern(operand).matches(value);
        };
  }

  /** As it stands in an expression. */
  @Override
  public String toString() {
    return "claims['%s'] %s '%s'".formatted(claim, operator, operand);
  }
}
