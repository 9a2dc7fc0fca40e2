package dev.lanyard.api.security;

import dev.lanyard.api.Caller;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.domain.access.AccessEvent.StreamEnded;
import dev.lanyard.eventstore.AccessLog;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record what authenticated callers were refused and what reviewers read, before they are
 * answered (DESIGN, "Two logs"). A caller that was refused too often is told that alone, and it is
 * counted: its refusals cannot fill the log.
 */
final class AccessRecords {
  /**
   * Longest question of a reading, in characters: 200 groups, a path and a cursor take less. What
   * is longer is not answered, for a record of its beginning would not tell what was read.
   */
  static final int QUERY_LENGTH_MAX = 16 * 1024;

  /** Longest wait for a record to be durable. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(AccessRecords.class);

  private final AccessLog log;
  private final Limit<PrincipalId> refusals;

  AccessRecords(AccessLog log, Limit<PrincipalId> refusals) {
    this.log = log;
    this.refusals = refusals;
  }

  /**
   * A request was refused; goes on once that is durable.
   *
   * @param operation the command that a rule refused; empty where none was made
   * @param decidedAt the position that the refusal rests on
   * @throws ProblemException 429 if the caller was refused too often, in the words of any other
   *     limit; 503 if it cannot be recorded: neither tells the refusal
   */
  void refused(
      HttpServletRequest http,
      Caller caller,
      Requirement needed,
      Optional<String> operation,
      Problem problem,
      long decidedAt) {
    refusals
        .tooMany(caller.principal(), http.getRemoteAddr())
        .ifPresent(
            wait -> {
              throw Refusals.tooMany(wait).exception();
            });
    durable(
        new RequestRefused(
            caller.principal(),
            caller.groups(),
            http.getMethod(),
            http.getRequestURI(),
            needed.action().text(),
            Optional.of(needed.at()),
            operation,
            problem.status(),
            problem.code(),
            circumstances(caller, decidedAt)));
  }

  /**
   * A reviewer is about to read records; goes on once that is durable.
   *
   * @param question what is asked for, which is not always in the query; kept whole
   * @return what is on record
   * @throws ProblemException 400 if the question is too long, 503 if it cannot be recorded: then
   *     nothing is shown
   */
  RecordsRead read(
      HttpServletRequest http, Caller caller, Action action, String question, long decidedAt) {
    if (question.length() > QUERY_LENGTH_MAX) {
      throw Problem.of(
              400,
              "QuestionTooLong",
              "What is asked for is longer than %d characters, and is recorded whole or not answered."
                  .formatted(QUERY_LENGTH_MAX))
          .at("query")
          .exception();
    }
    RecordsRead reading =
        new RecordsRead(
            caller.principal(),
            http.getRequestURI(),
            question,
            action.text(),
            circumstances(caller, decidedAt));
    durable(reading);
    return reading;
  }

  /**
   * A reading that went on has ended. It was on record before anything was shown; that it ended
   * cannot be undone, so where the log does not take it, this is told in the server's log alone.
   *
   * @param begun what {@link #read} put on record
   * @param lastPosition up to which all was sent
   * @param events how many were sent
   */
  void ended(RecordsRead begun, long lastPosition, long events, String why) {
    var _ =
        log.record(
                new StreamEnded(
                    begun.caller(),
                    begun.path(),
                    begun.query(),
                    begun.action(),
                    lastPosition,
                    events,
                    why,
                    begun.circumstances()))
            .whenComplete(
                (_, failure) -> {
                  if (failure != null) {
                    LOG.warn("The end of a stream is not on record: {}", failure.toString());
                  }
                });
  }

  private static Circumstances circumstances(Caller caller, long decidedAt) {
    return new Circumstances(
        decidedAt,
        caller.requestId(),
        caller.clientRequestId(),
        caller.traceId(),
        caller.sourceAddress());
  }

  private void durable(AccessEvent event) {
    try {
      log.record(event).get(WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      LOG.warn("The access log does not take a record: {}", String.valueOf(failed.getCause()));
      throw unavailable();
    } catch (TimeoutException late) {
      LOG.warn("The access log has not taken a record within {}", WAIT_MAX);
      throw unavailable();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw unavailable();
    }
  }

  private static ProblemException unavailable() {
    return Problem.of(
            503,
            "AccessLogUnavailable",
            "The access log cannot be written, and without it this request is not answered.")
        .retryAfter(Duration.ofSeconds(5))
        .exception();
  }
}
