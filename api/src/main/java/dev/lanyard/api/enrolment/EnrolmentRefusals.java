package dev.lanyard.api.enrolment;

import dev.lanyard.api.RequestMarks;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.security.Rates;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.projections.state.ProvenResource;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/**
 * What becomes of refusals (DESIGN, "Two logs"): those of agents that have proved their resource
 * are records, durable before the answer; all others are counted by address.
 */
public final class EnrolmentRefusals {
  /** What takes the place of a resource server in a record: none was asked for. */
  private static final String SUBJECT = "urn:lanyard:agents";

  private static final String TOO_MANY = "TooManyRequests";

  private final Rates<ThingId> rates;
  private final TurnedAway turnedAway;
  private final AccessLog log;

  /**
   * Makes the records of a log.
   *
   * @param rates how often the agents of one resource may ask
   */
  public EnrolmentRefusals(Rates<ThingId> rates, TurnedAway turnedAway, AccessLog log) {
    this.rates = rates;
    this.turnedAway = turnedAway;
    this.log = log;
  }

  /** Counts a request that has proved nothing. */
  void count(HttpServletRequest request, RuntimeException refused) {
    String code =
        refused instanceof ProblemException known
            ? known.problem().code()
            : "InvalidRequestContent";
    turnedAway.count(request.getRemoteAddr(), code);
  }

  /**
   * Goes on if the agents of a resource have not asked too often.
   *
   * @throws ProblemException 429 if they have; counted
   */
  void requireRate(HttpServletRequest request, ProvenResource resource) {
    rates
        .tooMany(resource.resource().requireThing())
        .ifPresent(
            wait -> {
              turnedAway.count(request.getRemoteAddr(), TOO_MANY);
              throw Problem.of(429, TOO_MANY, "The agents of this resource ask too often.")
                  .retryAfter(wait)
                  .exception();
            });
  }

  /**
   * Puts on record why an agent gets no certificate.
   *
   * @throws ProblemException 503 if that is not durable
   */
  void record(HttpServletRequest request, ProvenResource resource, String why) {
    try {
      log.record(
              new WorkloadTokenRefused(
                  resource.resource().path(),
                  resource.resource().requireThing(),
                  resource.credential().id(),
                  SUBJECT,
                  why,
                  RequestMarks.of(request).circumstances(resource.position())))
          .join();
    } catch (CompletionException notDurable) {
      throw Problem.of(
              503,
              "AccessLogUnavailable",
              "The access log cannot be written, and without it this request is not answered.")
          .retryAfter(Duration.ofSeconds(5))
          .exception();
    }
  }
}
