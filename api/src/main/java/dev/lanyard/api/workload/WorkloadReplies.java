package dev.lanyard.api.workload;

import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.workload.WorkloadTokens.Issued;
import dev.lanyard.domain.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What workloads are answered, in each style (CONTRACT 3.1, 3.2): all values are texts. */
final class WorkloadReplies {
  private static final DateTimeFormatter OF_2017 =
      DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss xxx", Locale.ROOT).withZone(ZoneOffset.UTC);

  private WorkloadReplies() {}

  /** Answers with a token. */
  static void write(
      HttpServletResponse reply, WorkloadRequest.Style style, Issued issued, InstantSource clock)
      throws IOException {
    write(
        reply,
        200,
        switch (style) {
          case METADATA, METADATA_FORM -> metadata(issued, clock.instant());
          case APP_SERVICE -> appService(issued, epoch(issued.token().expiresAt()));
          case APP_SERVICE_2017 -> appService(issued, OF_2017.format(issued.token().expiresAt()));
        });
  }

  private static Json.Obj metadata(Issued issued, Instant now) {
    String left = Long.toString(Duration.between(now, issued.token().expiresAt()).toSeconds());
    return new JsonBuilder()
        .text("access_token", issued.token().text())
        .text("client_id", issued.client())
        .text("expires_in", left)
        .text("expires_on", epoch(issued.token().expiresAt()))
        .text("ext_expires_in", left)
        .text("not_before", epoch(issued.token().notBefore()))
        .text("resource", issued.resource())
        .text("token_type", "Bearer")
        .build();
  }

  private static Json.Obj appService(Issued issued, String expiresOn) {
    return new JsonBuilder()
        .text("access_token", issued.token().text())
        .text("expires_on", expiresOn)
        .text("resource", issued.resource())
        .text("token_type", "Bearer")
        .text("client_id", issued.client())
        .build();
  }

  private static String epoch(Instant instant) {
    return Long.toString(instant.getEpochSecond());
  }

  /** Answers with a refusal. */
  static void write(HttpServletResponse reply, WorkloadError error) throws IOException {
    error
        .retryAfter()
        .ifPresent(
            wait -> reply.setHeader("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
    write(
        reply,
        error.status(),
        new JsonBuilder()
            .text("error", error.error())
            .text("error_description", error.text())
            .build());
  }

  private static void write(HttpServletResponse reply, int status, Json.Obj body)
      throws IOException {
    byte[] bytes = JsonText.write(body);
    reply.setStatus(status);
    reply.setHeader("Cache-Control", "no-store");
    reply.setHeader("X-Content-Type-Options", "nosniff");
    reply.setContentType("application/json");
    reply.setContentLength(bytes.length);
    reply.getOutputStream().write(bytes);
  }
}
