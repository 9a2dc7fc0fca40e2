package dev.lanyard.api.own;

import dev.lanyard.projections.Paging;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** How listings of our own surfaces are read part by part: {@code limit} and {@code cursor}. */
public final class Pages {
  private static final int LIMIT_DEFAULT = 100;
  private static final Pattern LIMIT = Pattern.compile("[0-9]{1,9}");

  private Pages() {}

  /**
   * The part that is asked for.
   *
   * @param limit 1 to 1,000; 100 where it is absent
   * @param cursor where it begins; the start where it is absent
   * @throws dev.lanyard.domain.MalformedValue if the limit is none
   */
  public static Paging paging(Optional<String> limit, Optional<String> cursor) {
    int most =
        limit
            .map(text -> LIMIT.matcher(text).matches() ? Integer.parseInt(text) : 0)
            .orElse(LIMIT_DEFAULT);
    return new Paging(cursor, most);
  }

  /** Where the next part of a listing is, relative to this server. */
  public static String linkTo(String cursor, HttpServletRequest request) {
    var query = new StringJoiner("&", request.getRequestURI() + "?", "");
    request
        .getParameterMap()
        .forEach(
            (name, values) -> {
              if (!name.equals("cursor")) {
                query.add(name + "=" + URLEncoder.encode(values[0], StandardCharsets.UTF_8));
              }
            });
    return query.add("cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)).toString();
  }
}
