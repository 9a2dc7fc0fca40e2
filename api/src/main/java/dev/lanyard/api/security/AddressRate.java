package dev.lanyard.api.security;

import dev.lanyard.api.http.ErrorReplies;
import dev.lanyard.api.security.access.TurnedAway;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.web.filter.OncePerRequestFilter;

/** Limits the requests of one network address, before anything is done for them: 429, counted. */
public final class AddressRate extends OncePerRequestFilter {
  private static final String CODE = "TooManyRequests";

  private final Rates<String> rates;
  private final Supplier<TurnedAway> turnedAway;

  /**
   * Makes a filter with a limit.
   *
   * @param turnedAway asked for when it is needed: filters are made before the logs are opened
   */
  public AddressRate(Rates<String> rates, Supplier<TurnedAway> turnedAway) {
    this.rates = rates;
    this.turnedAway = turnedAway;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse reply, FilterChain chain)
      throws ServletException, IOException {
    Optional<Duration> wait = rates.tooMany(request.getRemoteAddr());
    if (wait.isPresent()) {
      turnedAway.get().count(request.getRemoteAddr(), CODE);
      ErrorReplies.write(request, reply, Refusals.tooMany(wait.get()));
    } else {
      chain.doFilter(request, reply);
    }
  }
}
