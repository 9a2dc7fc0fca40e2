package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/**
 * A refusal as HTTP tells it, on every surface.
 *
 * @param status 400 to 599
 * @param code a word that programs read, as in ARM's envelope (CONTRACT 1.2)
 * @param message for people; never repeats secrets and never shows a stack trace
 * @param target the field at fault, as the sender knows it
 * @param headers reply headers that belong to the refusal
 */
public record Problem(
    int status, String code, String message, Optional<String> target, Map<String, String> headers) {
  public Problem {
    headers = Map.copyOf(headers);
  }

  /** A refusal without target and headers. */
  public static Problem of(int status, String code, String message) {
    return new Problem(status, code, message, Optional.empty(), Map.of());
  }

  /** A status that says all: {@code Method Not Allowed} has the code MethodNotAllowed. */
  public static Problem of(int status) {
    HttpStatus name = HttpStatus.resolve(status);
    String reason = name == null ? "Error" : name.getReasonPhrase();
    return of(status, reason.replaceAll("[^A-Za-z]", ""), reason + ".");
  }

  /** A method that a route does not have; names those that it has. */
  public static Problem methodNotAllowed(String... allowed) {
    String methods = String.join(", ", allowed);
    return of(
            405,
            "MethodNotAllowed",
            "The method is not supported here; supported are " + methods + ".")
        .with("Allow", methods);
  }

  /** ARM asks every client for the version that it speaks (CONTRACT 1, rule 5). */
  public static Problem missingApiVersion() {
    String text = "The api-version query parameter (?api-version=) is required for all requests.";
    return of(400, "MissingApiVersionParameter", text).at("api-version");
  }

  /** A text is not what its field asks for. */
  public static Problem malformed(String code, MalformedValue value) {
    return of(400, code, String.valueOf(value.getMessage())).at(value.field());
  }

  /** The same, at a field. */
  public Problem at(String field) {
    return new Problem(status, code, message, Optional.of(field), headers);
  }

  /** The same, with a reply header more. */
  public Problem with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, message, target, more);
  }

  /** The same, with the wish that the sender tries again after this time. */
  public Problem retryAfter(Duration wait) {
    return with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
  }

  /** To be thrown where a request is refused before any rule is asked. */
  public ProblemException exception() {
    return new ProblemException(this);
  }
}
