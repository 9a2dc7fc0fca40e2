package dev.lanyard.api.http;

import dev.lanyard.domain.MalformedValue;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands in front of security and routing, so that both see one path: the one that {@link
 * RequestPath} reads. Paths without a single meaning end here, and so does whatever went wrong
 * behind it and was not told yet.
 */
public final class PathNormaliser extends OncePerRequestFilter {
  /** The request attribute that holds the {@link RequestPath}. */
  public static final String ATTRIBUTE = "dev.lanyard.requestPath";

  private static final Logger LOG = LoggerFactory.getLogger(PathNormaliser.class);
  private static final int ECHO_LENGTH_MAX = 128;
  private static final String CORRELATION = "x-ms-correlation-request-id";
  private static final String CLIENT_REQUEST = "x-ms-client-request-id";
  private static final String RETURN_CLIENT_REQUEST = "x-ms-return-client-request-id";

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse reply, FilterChain chain) throws IOException {
    echo(request, reply);
    try {
      String raw = request.getRequestURI();
      if (raw.length() > Limits.PATH_LENGTH_MAX) {
        throw Problem.of(
                414,
                "RequestUriTooLong",
                "The path is longer than " + Limits.PATH_LENGTH_MAX + " characters.")
            .at("path")
            .exception();
      }
      RequestPath path = RequestPath.parse(raw);
      request.setAttribute(ATTRIBUTE, path);
      chain.doFilter(new Normalised(request, path.encoded()), reply);
    } catch (ProblemException e) {
      ErrorReplies.write(request, reply, e.problem());
    } catch (MalformedValue e) {
      ErrorReplies.write(request, reply, Problem.malformed("InvalidRequestUri", e));
    } catch (ServletException | RuntimeException e) {
      LOG.error("A request failed", e);
      ErrorReplies.write(request, reply, Problems.unexpected());
    }
  }

  /**
   * CONTRACT 1, rule 10: who sends these ids finds them in the reply, its own if it asks for it.
   */
  private static void echo(HttpServletRequest request, HttpServletResponse reply) {
    String own = reply.getHeader("x-ms-request-id");
    String correlation = request.getHeader(CORRELATION);
    if (isEchoable(correlation)) {
      reply.setHeader(CORRELATION, correlation);
    } else if (own != null) {
      reply.setHeader(CORRELATION, own);
    }
    String client = request.getHeader(CLIENT_REQUEST);
    if (isEchoable(client) && "true".equalsIgnoreCase(request.getHeader(RETURN_CLIENT_REQUEST))) {
      reply.setHeader(CLIENT_REQUEST, client);
    }
  }

  private static boolean isEchoable(@Nullable String id) {
    return id != null
        && id.length() <= ECHO_LENGTH_MAX
        && id.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private static final class Normalised extends HttpServletRequestWrapper {
    private final String path;

    Normalised(HttpServletRequest request, String path) {
      super(request);
      this.path = path;
    }

    @Override
    public String getRequestURI() {
      return path;
    }

    @Override
    public String getServletPath() {
      return path;
    }

    @Override
    public StringBuffer getRequestURL() {
      StringBuffer url = super.getRequestURL();
      int from = url.length() - super.getRequestURI().length();
      return url.replace(from, url.length(), path);
    }
  }
}
