package dev.lanyard.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id: a reply header for the client, and metadata of every fact that the
 * request causes (CONTRACT, section 1, rule 10).
 */
public final class RequestIds extends OncePerRequestFilter {
  /** The request attribute that holds the id, a text of 36 characters. */
  public static final String ATTRIBUTE = "dev.lanyard.requestId";

  private final FreshIds ids;

  /** Makes a filter that takes its ids from {@code ids}. */
  public RequestIds(FreshIds ids) {
    this.ids = ids;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse reply, FilterChain chain)
      throws ServletException, IOException {
    var id = ids.next().toString();
    request.setAttribute(ATTRIBUTE, id);
    reply.setHeader("x-ms-request-id", id);
    chain.doFilter(request, reply);
  }
}
