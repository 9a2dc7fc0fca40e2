package dev.lanyard.api.arm;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A term of a {@code $filter}: {@code name eq 'value'}, or a call such as {@code atScope()}, {@code
 * assignedTo('value')}, {@code startswith(name, 'value')} or {@code substringof('value', name)}.
 * ARM's filters here are such terms joined by {@code and}.
 *
 * @param name of the property or function, in lower case; of a function that has a property as its
 *     argument, both with a colon between: {@code startswith:name}
 * @param call whether it is a function
 * @param value the text in quotes; empty for a call without argument
 */
public record FilterTerm(String name, boolean call, Optional<String> value) {
  private static final String QUOTED = "'(?<%s>(?:[^']|'')*+)'";
  private static final Pattern TERM =
      Pattern.compile(
          "\\G\\s*(?:(?<property>[A-Za-z/]{1,64})\\s+eq\\s+"
              + QUOTED.formatted("equal")
              + "|(?<function>[A-Za-z]{1,64})\\(\\s*(?:"
              + QUOTED.formatted("argument")
              + "(?:\\s*,\\s*(?<second>[A-Za-z/]{1,64}))?"
              + "|(?<first>[A-Za-z/]{1,64})\\s*,\\s*"
              + QUOTED.formatted("sought")
              + ")?\\s*\\))\\s*(?<and>and\\s|$)",
          Pattern.CASE_INSENSITIVE);

  private static final int ECHO_MAX = 64;

  /**
   * Reads a filter; none where it is absent.
   *
   * @throws ProblemException 400 if it is of another form
   */
  public static List<FilterTerm> parse(Optional<String> filter) {
    List<FilterTerm> terms = new ArrayList<>();
    if (filter.isEmpty()) {
      return terms;
    }
    Matcher matcher = TERM.matcher(filter.get());
    int end = 0;
    boolean more = true;
    while (more && matcher.find()) {
      terms.add(term(matcher));
      end = matcher.end();
      more = !matcher.group("and").isEmpty();
    }
    if (more || end != filter.get().length()) {
      throw unsupported(filter.get().substring(end).strip());
    }
    return terms;
  }

  private static FilterTerm term(Matcher matcher) {
    if (matcher.group("property") != null) {
      return of(matcher.group("property"), false, matcher.group("equal"));
    }
    String function = matcher.group("function");
    if (matcher.group("first") != null) {
      return of(function + ":" + matcher.group("first"), true, matcher.group("sought"));
    }
    String second = matcher.group("second") == null ? "" : ":" + matcher.group("second");
    return of(function + second, true, matcher.group("argument"));
  }

  private static FilterTerm of(String name, boolean call, @Nullable String value) {
    return new FilterTerm(
        name.toLowerCase(Locale.ROOT),
        call,
        Optional.ofNullable(value).map(text -> text.replace("''", "'")));
  }

  /**
   * 400, for filters that a listing does not have.
   *
   * @param term what it does not have
   */
  public static ProblemException unsupported(String term) {
    String told = term.length() > ECHO_MAX ? term.substring(0, ECHO_MAX) + ".." : term;
    return Problem.of(
            400,
            "InvalidFilterInQueryString",
            "The $filter is not one that this listing has, from '" + told + "' on.")
        .at("$filter")
        .exception();
  }
}
