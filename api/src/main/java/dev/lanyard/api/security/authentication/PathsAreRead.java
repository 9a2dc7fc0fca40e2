package dev.lanyard.api.security.authentication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.HttpFirewall;

/**
 * Stands where Spring Security would judge paths and headers. Paths have been judged: {@link
 * dev.lanyard.api.http.PathNormaliser} lets none through that could be read in two ways, and gives
 * security and routing the same. Headers in UTF-8, which Spring's own firewall refuses, are ours to
 * read.
 */
public final class PathsAreRead implements HttpFirewall {

  @Override
  public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
    return new FirewalledRequest(request) {
      @Override
      public void reset() {
        // Nothing was changed.
      }
    };
  }

  @Override
  public HttpServletResponse getFirewalledResponse(HttpServletResponse response) {
    return response;
  }
}
