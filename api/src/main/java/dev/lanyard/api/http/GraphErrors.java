package dev.lanyard.api.http;

import dev.lanyard.domain.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The form in which Microsoft Graph tells an error: code, message, and an inner error that says
 * when, and of which request (CONTRACT, section 5).
 */
final class GraphErrors {
  private static final Pattern REQUEST_ID = Pattern.compile("[!-~]{1,128}");

  private GraphErrors() {}

  static Json.Obj body(HttpServletRequest request, HttpServletResponse reply, Problem problem) {
    String own = reply.getHeader("x-ms-request-id");
    Map<String, Json> inner = new LinkedHashMap<>();
    inner.put("date", text(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
    inner.put("request-id", text(own == null ? "" : own));
    inner.put("client-request-id", text(clientRequest(request, own == null ? "" : own)));
    Map<String, Json> error = new LinkedHashMap<>();
    error.put("code", text(problem.code()));
    error.put("message", text(problem.message()));
    error.put("innerError", new Json.Obj(inner));
    return new Json.Obj(Map.of("error", new Json.Obj(error)));
  }

  private static Json.Text text(String text) {
    return new Json.Text(text);
  }

  /** The client's own id of the request, or ours where it gave none. */
  private static String clientRequest(HttpServletRequest request, String own) {
    for (String header : new String[] {"client-request-id", "x-ms-client-request-id"}) {
      @Nullable String id = request.getHeader(header);
      if (id != null && REQUEST_ID.matcher(id).matches()) {
        return id;
      }
    }
    return own;
  }
}
