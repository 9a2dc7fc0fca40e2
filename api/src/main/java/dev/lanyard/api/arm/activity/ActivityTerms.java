package dev.lanyard.api.arm.activity;

import dev.lanyard.api.arm.FilterTerm;
import dev.lanyard.api.http.Rfc3339;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.SubscriptionId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the {@code $filter} of the activity log as clients send it: terms joined by {@code and},
 * values with and without quotes, instants with and without an offset (CONTRACT 4.4).
 */
final class ActivityTerms {
  private static final Pattern TERM =
      Pattern.compile(
          "\\G\\s*(?<name>[A-Za-z.]{1,64})\\s+(?<operator>eq|ge|gt|le|lt)\\s+"
              + "(?:'(?<quoted>(?:[^']|'')*+)'|(?<bare>[^\\s']{1,1024}))\\s*(?<and>and\\s|$)",
          Pattern.CASE_INSENSITIVE);

  private static final String TIME = "eventtimestamp";
  private static final Set<String> EQUAL =
      Set.of(
          "resourcegroupname",
          "resourceid",
          "resourceuri",
          "resourceprovider",
          "correlationid",
          "caller",
          "status",
          "eventchannels");

  private ActivityTerms() {}

  /**
   * The question of a filter.
   *
   * @throws dev.lanyard.api.http.ProblemException 400 that names the term that is not known
   * @throws MalformedValue if a value is none
   */
  static ActivityQuestion read(SubscriptionId subscription, long upTo, Optional<String> filter) {
    Map<String, String> terms = terms(filter.orElse(""));
    return new ActivityQuestion(
        subscription,
        upTo,
        text(terms, "eq resourcegroupname"),
        text(terms, "eq resourceid").or(() -> text(terms, "eq resourceuri")),
        text(terms, "eq resourceprovider"),
        text(terms, "eq correlationid"),
        text(terms, "eq caller"),
        text(terms, "eq status"),
        text(terms, "ge " + TIME).map(ActivityTerms::instant),
        text(terms, "le " + TIME).map(ActivityTerms::instant));
  }

  private static Optional<String> text(Map<String, String> terms, String name) {
    return Optional.ofNullable(terms.get(name));
  }

  private static Map<String, String> terms(String filter) {
    Map<String, String> terms = new HashMap<>();
    Matcher matcher = TERM.matcher(filter);
    int end = 0;
    boolean more = !filter.isBlank();
    while (more && matcher.find()) {
      String value =
          matcher.group("quoted") == null
              ? matcher.group("bare")
              : matcher.group("quoted").replace("''", "'");
      if (terms.put(key(matcher), value) != null) {
        throw new MalformedValue("$filter", "has a term twice");
      }
      end = matcher.end();
      more = !matcher.group("and").isEmpty();
    }
    if (more || end < filter.stripTrailing().length()) {
      throw FilterTerm.unsupported(filter.substring(end).strip());
    }
    return terms;
  }

  private static String key(Matcher term) {
    String name = term.group("name").toLowerCase(Locale.ROOT);
    String operator = term.group("operator").toLowerCase(Locale.ROOT);
    boolean known =
        name.equals(TIME) ? !operator.equals("eq") : EQUAL.contains(name) && operator.equals("eq");
    if (!known) {
      throw FilterTerm.unsupported(term.group("name") + " " + operator);
    }
    return (operator.equals("eq") ? "eq " : operator.startsWith("g") ? "ge " : "le ") + name;
  }

  /** Without an offset it is of UTC, as clients of the real service send it. */
  private static Instant instant(String text) {
    return Rfc3339.ofQuery(text)
        .or(() -> Rfc3339.ofQuery(text + "Z"))
        .orElseThrow(() -> new MalformedValue("$filter", "must have instants as in RFC 3339"));
  }
}
