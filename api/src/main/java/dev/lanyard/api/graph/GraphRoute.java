package dev.lanyard.api.graph;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the path of a Graph request names. Words compare without case. */
sealed interface GraphRoute {

  /** {@code /servicePrincipals}, {@code /users}, {@code /groups}. */
  record Listing(ObjectKind kind) implements GraphRoute {}

  /** {@code /servicePrincipals/ID} and the like; a user also by its principal name. */
  record Entry(ObjectKind kind, String id) implements GraphRoute {}

  /** {@code /servicePrincipals(appId='ID')}. */
  record ByAppId(String appId) implements GraphRoute {}

  /** {@code /directoryObjects/ID}. */
  record AnyEntry(String id) implements GraphRoute {}

  /** {@code /directoryObjects/getByIds}. */
  record GetByIds() implements GraphRoute {}

  /** {@code /me}. */
  record Me() implements GraphRoute {}

  /** The key form of OData; quotes in the key are doubled. */
  Pattern BY_APP_ID =
      Pattern.compile(
          "serviceprincipals\\(appid='(?<id>(?:[^']|'')*+)'\\)", Pattern.CASE_INSENSITIVE);

  /**
   * Reads a path.
   *
   * @param segments the first is {@code v1.0}
   * @throws dev.lanyard.api.http.ProblemException 400 in Graph's words for what is not offered
   */
  static GraphRoute of(List<String> segments) {
    List<String> words = segments.subList(1, segments.size());
    String first = words.isEmpty() ? "" : words.getFirst().toLowerCase(Locale.ROOT);
    boolean one = words.size() == 2;
    if (words.isEmpty() || words.size() > 2) {
      throw GraphProblems.noSegment(words.isEmpty() ? "v1.0" : words.getLast());
    }
    Matcher byAppId = BY_APP_ID.matcher(first);
    if (!one && byAppId.matches()) {
      return new ByAppId(byAppId.group("id").replace("''", "'"));
    }
    if (!one && first.equals("me")) {
      return new Me();
    }
    if (one && first.equals("directoryobjects")) {
      return words.getLast().toLowerCase(Locale.ROOT).matches("(microsoft\\.graph\\.)?getbyids")
          ? new GetByIds()
          : new AnyEntry(words.getLast());
    }
    for (ObjectKind kind : ObjectKind.values()) {
      if (first.equals(kind.segment().toLowerCase(Locale.ROOT))) {
        return one ? new Entry(kind, words.getLast()) : new Listing(kind);
      }
    }
    throw GraphProblems.noSegment(words.getFirst());
  }
}
