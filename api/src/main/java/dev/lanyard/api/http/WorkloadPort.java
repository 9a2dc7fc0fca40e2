package dev.lanyard.api.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The plain HTTP port, which is for the token endpoints of workloads alone (CONTRACT 3), and has no
 * others. Everything else is refused there and not redirected: what a client sent in clear must not
 * seem to have worked.
 */
public final class WorkloadPort extends OncePerRequestFilter {
  private final IntSupplier workloadPort;
  private final PublicUrl https;
  private final Supplier<? extends Endpoint> endpoint;

  /** What answers there. */
  public interface Endpoint {
    /** Whether a path is a token endpoint's. */
    boolean matches(List<String> path);

    /** Answers a request for a path that matches, whatever it is. */
    void serve(HttpServletRequest request, HttpServletResponse reply, List<String> path)
        throws IOException;
  }

  /**
   * Makes the guard of a port.
   *
   * @param workloadPort on which the plain HTTP connector listens; asked for at each request
   * @param https what a refusal names
   * @param endpoint asked for at the first request: filters are made before the ledger is opened
   */
  public WorkloadPort(
      IntSupplier workloadPort, PublicUrl https, Supplier<? extends Endpoint> endpoint) {
    this.workloadPort = workloadPort;
    this.https = https;
    this.endpoint = endpoint;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse reply, FilterChain chain)
      throws ServletException, IOException {
    if (request.isSecure() || request.getLocalPort() != workloadPort.getAsInt()) {
      chain.doFilter(request, reply);
      return;
    }
    if (request.getAttribute(PathNormaliser.ATTRIBUTE) instanceof RequestPath(var path)
        && endpoint.get().matches(path)) {
      endpoint.get().serve(request, reply, path);
      return;
    }
    throw Problem.of(
            400,
            "HttpsRequired",
            "This port is for the token endpoints of workloads only. Use " + https.base() + ".")
        .exception();
  }
}
