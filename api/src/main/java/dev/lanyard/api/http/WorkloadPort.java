package dev.lanyard.api.http;

import dev.lanyard.domain.Json;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.function.IntSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Guards the plain HTTP port, which is for the token endpoints of workloads alone (CONTRACT 3).
 * Everything else is refused there and not redirected: what a client sent in clear must not seem to
 * have worked.
 */
public final class WorkloadPort extends OncePerRequestFilter {
  private final IntSupplier workloadPort;
  private final PublicUrl https;

  /**
   * Makes the guard of a port.
   *
   * @param workloadPort on which the plain HTTP connector listens; asked for at each request
   * @param https what a refusal names
   */
  public WorkloadPort(IntSupplier workloadPort, PublicUrl https) {
    this.workloadPort = workloadPort;
    this.https = https;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse reply, FilterChain chain)
      throws ServletException, IOException {
    if (request.isSecure() || request.getLocalPort() != workloadPort.getAsInt()) {
      chain.doFilter(request, reply);
    } else if (isTokenEndpoint(request.getRequestURI())) {
      noEndpoint(reply);
    } else {
      throw Problem.of(
              400,
              "HttpsRequired",
              "This port is for the token endpoints of workloads only. Use " + https.base() + ".")
          .exception();
    }
  }

  /** A path may have a prefix that tells which machine asks (CONTRACT 3.1). */
  private static boolean isTokenEndpoint(String path) {
    return path.contains("/metadata/identity/") || path.endsWith("/msi/token");
  }

  private static void noEndpoint(HttpServletResponse reply) throws IOException {
    var body =
        JsonText.write(
            new Json.Obj(
                Map.of(
                    "error",
                    new Json.Text("not_found"),
                    "error_description",
                    new Json.Text("This server has no token endpoint for workloads."))));
    reply.setStatus(404);
    reply.setContentType("application/json");
    reply.setContentLength(body.length);
    reply.getOutputStream().write(body);
  }
}
