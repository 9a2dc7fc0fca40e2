package dev.lanyard.api.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in JSON what the container refuses by itself before any filter runs: request lines and
 * headers that are not HTTP, raw characters that URIs may not have, {@code %2F} and the like. The
 * container's own page is HTML and shows stack traces.
 */
public final class JsonErrorValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(JsonErrorValve.class);

  @Override
  protected void report(Request request, Response response, @Nullable Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      ErrorReplies.write(request, response, Problem.of(status));
    } catch (IOException | IllegalStateException e) {
      LOG.debug("A refusal could not be told: the connection is gone", e);
    }
  }
}
