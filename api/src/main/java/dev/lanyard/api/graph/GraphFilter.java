package dev.lanyard.api.graph;

import dev.lanyard.projections.state.DirectoryFilter.Match;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code $filter} forms that clients send (CONTRACT, section 5): one clause on a name, on
 * an application id, or on a user's principal name.
 */
final class GraphFilter {
  private static final String QUOTED = "'((?:[^']|'')*+)'";
  private static final Pattern EQUAL =
      Pattern.compile("([A-Za-z]{1,64})\\s+eq\\s+" + QUOTED, Pattern.CASE_INSENSITIVE);
  private static final Pattern START =
      Pattern.compile(
          "startswith\\(\\s*([A-Za-z]{1,64})\\s*,\\s*" + QUOTED + "\\s*\\)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ANY_NAME =
      Pattern.compile(
          "servicePrincipalNames/any\\(\\s*(\\w{1,16})\\s*:\\s*\\1\\s+eq\\s+" + QUOTED + "\\s*\\)",
          Pattern.CASE_INSENSITIVE);

  private GraphFilter() {}

  /**
   * What of a kind is wanted.
   *
   * @throws dev.lanyard.api.http.ProblemException 400 if the filter is of another form
   */
  static Match read(ObjectKind kind, Optional<String> filter) {
    if (filter.isEmpty()) {
      return new Match.Any();
    }
    String text = filter.get().strip();
    Matcher equal = EQUAL.matcher(text);
    if (equal.matches()) {
      return equal(kind, equal.group(1), unquoted(equal.group(2)));
    }
    Matcher start = START.matcher(text);
    if (start.matches() && start.group(1).equalsIgnoreCase("displayName")) {
      return new Match.NameStarts(unquoted(start.group(2)));
    }
    Matcher name = ANY_NAME.matcher(text);
    if (name.matches() && kind == ObjectKind.SERVICE_PRINCIPAL) {
      return new Match.KnownAs(unquoted(name.group(2)));
    }
    throw GraphProblems.unsupportedFilter(text);
  }

  private static Match equal(ObjectKind kind, String property, String value) {
    String name = property.toLowerCase(Locale.ROOT);
    if (name.equals("displayname")) {
      return new Match.Named(value);
    }
    String signIn =
        switch (kind) {
          case SERVICE_PRINCIPAL -> "appid";
          case USER -> "userprincipalname";
          case GROUP -> "";
        };
    if (name.equals(signIn)) {
      return new Match.KnownAs(value);
    }
    throw GraphProblems.unsupportedFilter(property + " eq");
  }

  private static String unquoted(String text) {
    return text.replace("''", "'");
  }
}
