package dev.lanyard.domain.federation;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The {@code claimsMatchingExpression} of a flexible federated credential, in version 1 of its
 * language: conditions on claims, all of which a token must meet.
 *
 * <pre>{@code
 * expression = comparison *( " and " comparison )
 * comparison = "claims['" name "'] " ( "eq" / "matches" ) " '" operand "'"
 * }</pre>
 *
 * <p>A name is made of letters, digits and {@code _-.:/}; an operand has no quotes and no control
 * characters. In the operand of {@code matches}, {@code *} stands for any run of characters and
 * {@code ?} for one, but neither for a separator, {@code :} or {@code /}.
 *
 * @param comparisons one to ten
 */
public record ClaimsExpression(List<Comparison> comparisons) {
  /** The version of the language. */
  public static final int LANGUAGE_VERSION = 1;

  /** Longest expression, in characters. */
  public static final int LENGTH_MAX = 4_096;

  /** Most comparisons in one. */
  public static final int COMPARISONS_MAX = 10;

  public ClaimsExpression {
    comparisons = List.copyOf(comparisons);
  }

  /**
   * Reads an expression.
   *
   * @param field where the text stood
   * @throws MalformedValue if it is none, or longer than it may be; names {@code field} and, in
   *     characters from 0, the offset at which the text stops being an expression
   */
  public static ClaimsExpression parse(String field, String text) {
    Texts.require(field, text, 1, LENGTH_MAX);
    return new ClaimsExpression(new ExpressionReader(field, text).read());
  }

  /**
   * Whether a token's claims meet all conditions; linear in the length of the claims.
   *
   * @param claims the claims that are texts, by name; one of more than 600 characters meets nothing
   */
  public boolean matches(Map<String, String> claims) {
    return comparisons.stream().allMatch(comparison -> comparison.isMetBy(claims));
  }

  /** The text, which reads as the same expression. */
  @Override
  public String toString() {
    return comparisons.stream().map(Comparison::toString).collect(Collectors.joining(" and "));
  }
}
