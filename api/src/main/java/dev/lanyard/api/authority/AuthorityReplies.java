package dev.lanyard.api.authority;

import dev.lanyard.api.RequestIds;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.domain.Json;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.http.ResponseEntity;

/** The body of a refused token request, as clients read and print it (CONTRACT 2.2). */
final class AuthorityReplies {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern CORRELATION = Pattern.compile("[0-9A-Za-z-]{1,64}");

  private AuthorityReplies() {}

  /** The whole reply. */
  static ResponseEntity<Json> of(AuthorityError error, HttpServletRequest request, Instant now) {
    var trace = String.valueOf(request.getAttribute(RequestIds.ATTRIBUTE));
    var correlation =
        Optional.ofNullable(request.getHeader("client-request-id"))
            .or(() -> Optional.ofNullable(request.getParameter("client-request-id")))
            .filter(id -> CORRELATION.matcher(id).matches())
            .orElse(trace);
    var stamp = STAMP.format(now);
    var reply = ResponseEntity.status(error.status()).header("Cache-Control", "no-store");
    error
        .retryAfter()
        .ifPresent(wait -> reply.header("Retry-After", Long.toString(wait.toSeconds())));
    return reply.body(body(error, trace, correlation, stamp));
  }

  private static Json body(AuthorityError error, String trace, String correlation, String stamp) {
    if (error.number() == 0) {
      return new JsonBuilder()
          .text("error", error.error())
          .text("error_description", error.text())
          .text("trace_id", trace)
          .text("correlation_id", correlation)
          .build();
    }
    return new JsonBuilder()
        .text("error", error.error())
        .text(
            "error_description",
            "%s: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
                .formatted(error.code(), error.text(), trace, correlation, stamp))
        .json(
            "error_codes", new Json.Arr(List.of(new Json.Num(BigDecimal.valueOf(error.number())))))
        .text("timestamp", stamp)
        .text("trace_id", trace)
        .text("correlation_id", correlation)
        .text("error_uri", "https://login.microsoftonline.com/error?code=" + error.number())
        .build();
  }
}
