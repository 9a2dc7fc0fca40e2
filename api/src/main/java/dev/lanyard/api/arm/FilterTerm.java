package dev.lanyard.api.arm;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A term of a {@code $filter}: {@code name eq 'value'}, or a call such as {@code atScope()} or
 * {@code assignedTo('value')}. ARM's filters here are such terms joined by {@code and}.
 *
 * @param name of the property or function, in lower case
 * @param call whether it is a function
 * @param value the text in quotes; empty for a call without argument
 */
public record FilterTerm(String name, boolean call, Optional<String> value) {
  private static final Pattern TERM =
      Pattern.compile(
          "\\G\\s*(?:(?<property>[A-Za-z/]{1,64})\\s+eq\\s+'(?<equal>(?:[^']|'')*+)'"
              + "|(?<function>[A-Za-z]{1,64})\\(\\s*(?:'(?<argument>(?:[^']|'')*+)')?\\s*\\))"
              + "\\s*(?<and>and\\s|$)",
          Pattern.CASE_INSENSITIVE);

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
    boolean more = true;
    while (more && matcher.find()) {
      terms.add(term(matcher));
      more = !matcher.group("and").isEmpty();
    }
    if (more || matcher.end() != filter.get().length()) {
      throw unsupported();
    }
    return terms;
  }

  private static FilterTerm term(Matcher matcher) {
    String property = matcher.group("property");
    boolean call = property == null;
    String name = call ? matcher.group("function") : property;
    String value = matcher.group(call ? "argument" : "equal");
    return new FilterTerm(
        name.toLowerCase(Locale.ROOT),
        call,
        Optional.ofNullable(value).map(text -> text.replace("''", "'")));
  }

  /** 400, for filters that a listing does not have. */
  public static ProblemException unsupported() {
    return Problem.of(
            400, "InvalidFilterInQueryString", "The $filter is not one that this listing has.")
        .at("$filter")
        .exception();
  }
}
