package dev.lanyard.api.http;

import dev.lanyard.domain.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;

/**
 * Writes a {@link Problem} in the form of the surface that was asked: ARM's error envelope
 * (CONTRACT 1.2), Graph's, or problem details (RFC 9457) on our own.
 */
public final class ErrorReplies {
  private static final String JSON = "application/json";
  private static final String DETAILS = "application/problem+json";

  /**
   * What Spring Security's filters add to the replies that pass them; errors that end before those,
   * or in the container itself, have the same.
   */
  private static final Map<String, String> CAREFUL =
      Map.of(
          "Cache-Control", "no-cache, no-store, max-age=0, must-revalidate",
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer");

  private ErrorReplies() {}

  /** Writes the whole reply, unless one is under way already; HEAD gets headers only. */
  public static void write(HttpServletRequest request, HttpServletResponse reply, Problem problem)
      throws IOException {
    if (reply.isCommitted()) {
      return;
    }
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    Surface surface = Surface.meantBy(failed instanceof String uri ? uri : request.getRequestURI());
    byte[] body = JsonText.write(body(surface, request, reply, problem));
    reply.resetBuffer();
    reply.setStatus(problem.status());
    CAREFUL.forEach((name, value) -> setIfAbsent(reply, name, value));
    if (request.isSecure()) {
      setIfAbsent(reply, "Strict-Transport-Security", "max-age=31536000 ; includeSubDomains");
    }
    problem.headers().forEach(reply::setHeader);
    reply.setContentType(surface == Surface.OWN ? DETAILS : JSON);
    reply.setContentLength(body.length);
    if (!"HEAD".equals(request.getMethod())) {
      reply.getOutputStream().write(body);
    }
    reply.flushBuffer();
  }

  private static void setIfAbsent(HttpServletResponse reply, String name, String value) {
    if (!reply.containsHeader(name)) {
      reply.setHeader(name, value);
    }
  }

  private static Json.Obj body(
      Surface surface, HttpServletRequest request, HttpServletResponse reply, Problem problem) {
    return switch (surface) {
      case ARM -> envelope(problem);
      case GRAPH -> GraphErrors.body(request, reply, problem);
      case OWN -> details(problem);
    };
  }

  /** ARM's form. */
  static Json.Obj envelope(Problem problem) {
    Map<String, Json> error = new LinkedHashMap<>();
    error.put("code", new Json.Text(problem.code()));
    error.put("message", new Json.Text(problem.message()));
    problem.target().ifPresent(field -> error.put("target", new Json.Text(field)));
    return new Json.Obj(Map.of("error", new Json.Obj(error)));
  }

  /** RFC 9457, with the code and the field as extension members. */
  static Json.Obj details(Problem problem) {
    HttpStatus status = HttpStatus.resolve(problem.status());
    Map<String, Json> details = new LinkedHashMap<>();
    details.put("type", new Json.Text("about:blank"));
    details.put("title", new Json.Text(status == null ? "Error" : status.getReasonPhrase()));
    details.put("status", new Json.Num(BigDecimal.valueOf(problem.status())));
    details.put("detail", new Json.Text(problem.message()));
    details.put("code", new Json.Text(problem.code()));
    problem.target().ifPresent(field -> details.put("field", new Json.Text(field)));
    return new Json.Obj(details);
  }
}
