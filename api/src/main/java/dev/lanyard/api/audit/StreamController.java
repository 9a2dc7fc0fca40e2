package dev.lanyard.api.audit;

import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.ServerSentEvents;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.security.OngoingReading;
import dev.lanyard.api.security.authentication.TokenAuthenticator;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.audit.AuditFilter;
import dev.lanyard.projections.audit.AuditQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Events as they happen, to readers that stay: server-sent events (the HTML standard, 9.2), each a
 * CloudEvent. Each is sent at least once, in the order of the ledger. Who may read records at some
 * scopes only is sent what happened there; that a reader begins is on record before it is answered.
 */
@RestController
@Tag(name = "audit")
public final class StreamController {
  private final AuditStreams streams;
  private final AuditQueries audit;
  private final CloudEvents events;
  private final TokenAuthenticator tokens;
  private final InstantSource clock;
  private final SubscriptionId defaultSubscription;

  /**
   * Makes the controller.
   *
   * @param streams have room for those that are opened here
   * @param audit the trail
   * @param events what is sent of it
   * @param tokens says whether a reader's token still counts
   * @param clock says whether an instant is over
   * @param defaultSubscription where a resource group is that is named without a path
   */
  public StreamController(
      AuditStreams streams,
      AuditQueries audit,
      CloudEvents events,
      TokenAuthenticator tokens,
      InstantSource clock,
      SubscriptionId defaultSubscription) {
    this.streams = streams;
    this.audit = audit;
    this.events = events;
    this.tokens = tokens;
    this.clock = clock;
    this.defaultSubscription = defaultSubscription;
  }

  /** The events that match, from a position on, for as long as the reader stays and may read. */
  @GetMapping("/audit/stream")
  @Operation(
      summary = "Events as they happen: server-sent events, each a CloudEvent",
      description =
          """
          The id of an event is its position. A comment is sent after some silence, by default \
          15 s. The last block of a stream that the server ends is the event end, which says why.\
          """)
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = ServerSentEvents.MEDIA_TYPE,
              schema = @Schema(implementation = CloudEvent.class)))
  public void stream(
      @ParameterObject StreamQuestion question,
      @Parameter(description = "The last event that the reader got: the stream goes on behind it")
          @RequestHeader(StreamQuestion.LAST_EVENT_ID)
          Optional<String> lastEventId,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request,
      HttpServletResponse reply)
      throws IOException {
    AuditFilter filter = question.filter(defaultSubscription);
    long begin = question.begin(lastEventId, events.head());
    SeenRecords seen = new SeenRecords(guarded);
    filter.subject().ifPresent(seen::mayBeAskedAbout);
    filter.group().ifPresent(seen::mayBeAskedAbout);
    if (request.getMethod().equals("HEAD")) {
      head(reply, begin);
      return;
    }
    StreamRoom.Place place = streams.take(guarded.caller().principal(), request.getRemoteAddr());
    boolean begun = false;
    try {
      OngoingReading reading =
          guarded.beginReading(tokens.again(request), StreamQuestion.places(filter));
      head(reply, begin);
      Feed feed = new Feed(audit, events, clock, filter);
      streams.begin(
          new EventStream(streams, feed, reading, begin, OpenReply.of(request, reply)), place);
      begun = true;
    } finally {
      if (!begun) {
        place.close();
      }
    }
  }

  private static void head(HttpServletResponse reply, long begin) {
    ServerSentEvents.open(reply);
    reply.setHeader(Moment.POSITION_HEADER, Long.toString(begin));
  }
}
