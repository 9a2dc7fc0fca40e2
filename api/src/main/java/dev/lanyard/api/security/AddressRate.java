package dev.lanyard.api.security;

import dev.lanyard.api.http.ErrorReplies;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the requests of one network address, before anything is done for them: 429. */
public final class AddressRate extends OncePerRequestFilter {
  private final Rates<String> rates;

  /** Makes a filter with a limit. */
  public AddressRate(Rates<String> rates) {
    this.rates = rates;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse reply, FilterChain chain)
      throws ServletException, IOException {
    Optional<Duration> wait = rates.tooMany(request.getRemoteAddr());
    if (wait.isPresent()) {
      ErrorReplies.write(request, reply, Refusals.tooMany(wait.get()));
    } else {
      chain.doFilter(request, reply);
    }
  }
}
