package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a request, names and values percent-decoded (CONTRACT 1, rule 3). Read
 * from the request line only, so that a form in the body can neither add parameters nor be eaten.
 * Names compare without case; those that nobody asks for are ignored.
 */
public final class QueryText {
  private record Parameter(String name, String value) {}

  private final List<Parameter> parameters;

  private QueryText(List<Parameter> parameters) {
    this.parameters = parameters;
  }

  /**
   * Reads a raw query string; {@code null} stands for none.
   *
   * @throws MalformedValue if a percent sign is not followed by two hexadecimal digits
   */
  public static QueryText parse(@Nullable String raw) {
    List<Parameter> parameters = new ArrayList<>();
    for (String part : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String value = equals < 0 ? "" : part.substring(equals + 1);
      if (!part.isEmpty()) {
        parameters.add(new Parameter(decoded(name), decoded(value)));
      }
    }
    return new QueryText(parameters);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new MalformedValue("query", "has a % that two hexadecimal digits do not follow");
    }
  }

  /**
   * A parameter's value; empty text counts as absent.
   *
   * @throws MalformedValue if it is given more than once
   */
  public Optional<String> get(String name) {
    List<String> values =
        parameters.stream()
            .filter(parameter -> parameter.name().equalsIgnoreCase(name))
            .map(Parameter::value)
            .filter(value -> !value.isEmpty())
            .toList();
    if (values.size() > 1) {
      throw new MalformedValue(name, "must be given once");
    }
    return values.stream().findFirst();
  }

  /** The query again, with one parameter set: for links to another part of a listing. */
  public String with(String name, String value) {
    return parameters.stream()
            .filter(parameter -> !parameter.name().equalsIgnoreCase(name))
            .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.value()) + "&")
            .collect(Collectors.joining())
        + encoded(name)
        + "="
        + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
