package dev.lanyard.domain.federation;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.federation.Comparison.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads the text of a {@link ClaimsExpression} from left to right, once. */
final class ExpressionReader {
  private static final int NAME_LENGTH_MAX = 256;

  private final String field;
  private final String text;
  private int at;

  ExpressionReader(String field, String text) {
    this.field = field;
    this.text = text;
  }

  List<Comparison> read() {
    List<Comparison> comparisons = new ArrayList<>();
    comparisons.add(comparison());
    while (at < text.length()) {
      take(" and ");
      if (comparisons.size() == ClaimsExpression.COMPARISONS_MAX) {
        throw malformed("must have at most %d comparisons".formatted(comparisons.size()));
      }
      comparisons.add(comparison());
    }
    return comparisons;
  }

  private Comparison comparison() {
    take("claims['");
    String claim = run("a claim's name", NAME_LENGTH_MAX, ExpressionReader::isNameCharacter);
    take("'] ");
    Operator operator = operator();
    take(" '");
    String operand = run("an operand", Comparison.LENGTH_MAX, ExpressionReader::isOperandCharacter);
    take("'");
    return new Comparison(claim, operator, operand);
  }

  private Operator operator() {
    for (Operator operator : Operator.values()) {
      if (text.startsWith(operator + " ", at)) {
        at += operator.toString().length();
        return operator;
      }
    }
    throw malformed("must have eq or matches");
  }

  private void take(String expected) {
    if (!text.startsWith(expected, at)) {
      throw malformed("must have %s".formatted(expected));
    }
    at += expected.length();
  }

  private String run(String what, int lengthMax, IntPredicate fits) {
    int start = at;
    while (at < text.length() && fits.test(text.charAt(at))) {
      at++;
    }
    if (at == start || at - start > lengthMax) {
      at = start;
      throw malformed("must have %s of 1 to %d characters".formatted(what, lengthMax));
    }
    return text.substring(start, at);
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "_-.:/".indexOf(c) >= 0;
  }

  private static boolean isOperandCharacter(int c) {
    return c != '\'' && !Character.isISOControl(c);
  }

  private MalformedValue malformed(String why) {
    return new MalformedValue(field, "%s at offset %d".formatted(why, at));
  }
}
