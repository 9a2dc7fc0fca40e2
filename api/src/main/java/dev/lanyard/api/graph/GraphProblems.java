package dev.lanyard.api.graph;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;

/** Refusals in the words of Microsoft Graph. */
final class GraphProblems {
  private static final int ECHO_MAX = 128;

  private GraphProblems() {}

  /** No such object. */
  static ProblemException notFound(String id) {
    return Problem.of(
            404,
            "Request_ResourceNotFound",
            ("Resource '%s' does not exist or one of its queried reference-property objects are not"
                    + " present.")
                .formatted(shortened(id)))
        .exception();
  }

  /** A path that Graph has and this slice does not, or nobody has. */
  static ProblemException noSegment(String segment) {
    return Problem.of(
            400,
            "BadRequest",
            "Resource not found for the segment '%s'.".formatted(shortened(segment)))
        .exception();
  }

  /** A filter that a listing does not have. */
  static ProblemException unsupportedFilter(String filter) {
    return Problem.of(
            400,
            "Request_UnsupportedQuery",
            "Unsupported or invalid query filter clause: '%s'.".formatted(shortened(filter)))
        .exception();
  }

  /** A search that matches more than can be looked through for what the caller sees. */
  static ProblemException tooWide(int most) {
    return Problem.of(
            400,
            "Request_UnsupportedQuery",
            "The query matches more than %d objects; ask for a longer name.".formatted(most))
        .exception();
  }

  /** A body or parameter that cannot be read. */
  static ProblemException badRequest(String text) {
    return Problem.of(400, "Request_BadRequest", text).exception();
  }

  private static String shortened(String text) {
    return text.length() > ECHO_MAX ? text.substring(0, ECHO_MAX) + ".." : text;
  }
}
