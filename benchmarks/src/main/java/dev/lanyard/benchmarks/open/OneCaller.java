package dev.lanyard.benchmarks.open;

import dev.lanyard.api.security.authentication.CallerAuthentication;
import dev.lanyard.domain.PrincipalId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import org.springframework.web.filter.OncePerRequestFilter;

/** Takes every request as one principal's. */
final class OneCaller extends OncePerRequestFilter {
  private final CallerAuthentication caller;

  OneCaller(PrincipalId caller) {
    this.caller = new CallerAuthentication(caller, List.of());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse reply, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(
        new HttpServletRequestWrapper(request) {
          @Override
          public Principal getUserPrincipal() {
            return caller;
          }
        },
        reply);
  }
}
