package dev.lanyard.api.audit;

import dev.lanyard.api.http.Positions;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.audit.AuditFilter;
import dev.lanyard.projections.audit.AuditSubject;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The query parameters of {@code GET /audit/stream}, as they were sent. All that are given must
 * hold.
 */
public record StreamQuestion(
    @Parameter(description = "Path or id of what the events are about") Optional<String> subject,
    @Parameter(description = "Path or name of a resource group: it and all in it")
        Optional<String> resourceGroup,
    @Parameter(description = "Id of the principal that caused them") Optional<String> caller,
    @Parameter(description = "Name of the command, such as PutResource") Optional<String> operation,
    @Parameter(description = "First position, or RFC 3339 instant") Optional<String> from,
    @Parameter(
            description = "Last position, or RFC 3339 instant; once it has passed, the stream ends")
        Optional<String> to,
    @Parameter(description = "Id of the command") Optional<String> correlation,
    @Parameter(
            description =
                """
                Position behind which the stream begins, 0 for all there are; without it, at from, \
                or else with what is committed from now on. The header Last-Event-ID goes before it\
                """)
        Optional<String> after) {
  /** The header by which a reader goes on where it was (the HTML standard, 9.2). */
  static final String LAST_EVENT_ID = "Last-Event-ID";

  AuditFilter filter(SubscriptionId defaultSubscription) {
    return new AuditTerms(subject, resourceGroup, caller, operation, from, to, correlation)
        .filter(defaultSubscription);
  }

  /** The places that a question is about, of those that it names by their paths. */
  static List<ResourcePath> places(AuditFilter filter) {
    return Stream.of(filter.subject().flatMap(AuditSubject::place), filter.group())
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The position behind which the stream begins.
   *
   * @param lastEventId the last event that the reader got
   * @param head of the ledger
   * @throws dev.lanyard.domain.MalformedValue if what was given is no position
   * @throws dev.lanyard.api.http.ProblemException 400 if it lies beyond the head: the events that
   *     the reader has seen are not this ledger's
   */
  long begin(Optional<String> lastEventId, long head) {
    String field = lastEventId.isPresent() ? LAST_EVENT_ID : "after";
    long position =
        lastEventId
            .or(() -> after)
            .map(text -> Positions.require(field, text))
            .orElse(from.isPresent() ? 0 : head);
    if (position > head) {
      throw Positions.beyondHead(field);
    }
    return position;
  }
}
