package dev.lanyard.api.evidence;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.own.Bodies;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.evidence.bundle.BundleWriter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Bundles of evidence to take away. One is sent as it is made: where that fails half-way, the
 * connection ends, and what has arrived has no manifest and so is no bundle.
 */
@RestController
@Tag(name = "audit")
public final class ExportController {
  private final Exports exports;
  private final ExportPlaces places = new ExportPlaces();

  /** Makes the controller. */
  public ExportController(Exports exports) {
    this.exports = exports;
  }

  /** A bundle for a filter and a span. */
  @PostMapping("/audit/exports")
  @Operation(
      summary = "A bundle of evidence, as a zip, that is verified offline",
      requestBody =
          @RequestBody(
              description = "Of which events; all that the caller sees without a body",
              content = @Content(schema = @Schema(implementation = ExportRequest.class))))
  public void export(
      HttpServletRequest request,
      HttpServletResponse reply,
      @Parameter(hidden = true) GuardedRequest guarded)
      throws IOException {
    byte[] body = Bodies.read(request);
    ExportRequest asked =
        ExportRequest.of(body.length == 0 ? Optional.empty() : Optional.of(JsonText.read(body)));
    try (var place = places.take(guarded.caller().principal())) {
      ExportSource source = exports.of(asked, guarded);
      reply.setContentType("application/zip");
      reply.setHeader(
          HttpHeaders.CONTENT_DISPOSITION,
          "attachment; filename=\"lanyard-%s-%d-%d.zip\""
              .formatted(asked.log(), source.span().first(), source.span().last()));
      write(source, place.within(reply.getOutputStream()), reply);
    }
  }

  private static void write(ExportSource source, OutputStream out, HttpServletResponse reply)
      throws IOException {
    try {
      BundleWriter.write(source, source.log().signer(), out);
    } catch (RuntimeException failure) {
      if (reply.isCommitted()) {
        // Not told as a problem: that would end the reply as if it were whole.
        throw new IOException("an export ended half-way", failure);
      }
      reply.reset();
      throw failure;
    }
  }
}
