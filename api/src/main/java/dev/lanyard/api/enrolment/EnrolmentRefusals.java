package dev.lanyard.api.enrolment;

import dev.lanyard.api.RequestMarks;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.security.Limit;
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

  /** Under which agents that ask too often are counted, and what they are told. */
  public static final String TOO_MANY = "TooManyRequests";

  private final Limit<ThingId> requests;
  private final Limit<ThingId> refusals;
  private final TurnedAway turnedAway;
  private final AccessLog log;

  /**
   * Makes the records of a log.
   *
   * @param requests how often the agents of one resource may ask
   * @param refusals how often they may be refused with a record of its own
   */
  public EnrolmentRefusals(
      Limit<ThingId> requests, Limit<ThingId> refusals, TurnedAway turnedAway, AccessLog log) {
    this.requests = requests;
    this.refusals = refusals;
    this.turnedAway = turnedAway;
    this.log = log;
  }

  /** Counts a request that has proved nothing; what is too much is counted by its limit. */
  void count(HttpServletRequest request, RuntimeException refused) {
    String code =
        refused instanceof ProblemException known
            ? known.problem().code()
            : "InvalidRequestContent";
    if (!code.equals(TOO_MANY)) {
      turnedAway.count(request.getRemoteAddr(), code);
    }
  }

  /**
   * Goes on if the agents of a resource have not asked too often.
   *
   * @throws ProblemException 429 if they have; counted
   */
  void requireRate(HttpServletRequest request, ProvenResource resource) {
    within(requests, request, resource);
  }

  private static void within(
      Limit<ThingId> limit, HttpServletRequest request, ProvenResource resource) {
    limit
        .tooMany(resource.resource().requireThing(), request.getRemoteAddr())
        .ifPresent(
            wait -> {
              throw Problem.of(429, TOO_MANY, "The agents of this resource ask too often.")
                  .retryAfter(wait)
                  .exception();
            });
  }

  /**
   * Puts on record why an agent gets no certificate.
   *
   * @throws ProblemException 429 if the agents of this resource were refused too often, which is
   *     counted; 503 if the record is not durable
   */
  void record(HttpServletRequest request, ProvenResource resource, String why) {
    within(refusals, request, resource);
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
