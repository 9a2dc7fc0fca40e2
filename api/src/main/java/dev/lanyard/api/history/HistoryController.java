package dev.lanyard.api.history;

import dev.lanyard.api.audit.Subjects;
import dev.lanyard.api.http.Moment;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.own.Pages;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.security.Requirement;
import dev.lanyard.api.security.Sight;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.Span;
import dev.lanyard.projections.audit.AuditSubject;
import dev.lanyard.projections.audit.Timeline;
import dev.lanyard.projections.history.Difference;
import dev.lanyard.projections.history.HistoryQueries;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What became of a subject, and what differs between two moments. Who may see is decided by the
 * rights of the present: a reviewer of one scope is told of that scope. That they ask is on record
 * before they are answered.
 */
@RestController
@Tag(name = "history")
public final class HistoryController {
  private final HistoryQueries history;
  private final Moments moments;
  private final InstantSource clock;

  /** Makes the controller. */
  public HistoryController(HistoryQueries history, Moments moments, InstantSource clock) {
    this.history = history;
    this.moments = moments;
    this.clock = clock;
  }

  /** All that happened to one subject and what hung on it, oldest first. */
  @GetMapping("/history")
  @Operation(summary = "The timeline of one subject, also of one that has ended")
  public TimelinePage timeline(
      @Parameter(
              required = true,
              description =
                  """
                  A path, which stands for all that ever lived there; or the id of a thing (its \
                  uid), a principal, a client, a credential, a role, a role assignment, a replay \
                  or a subscription\
                  """)
          @RequestParam
          Optional<String> subject,
      @RequestParam Optional<String> limit,
      @RequestParam Optional<String> cursor,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request,
      HttpServletResponse reply) {
    AuditSubject about = Subjects.parse(DiffQuestion.required("subject", subject));
    Paging paging = Pages.paging(limit, cursor);
    about.place().ifPresent(path -> guarded.require(Requirement.at(guarded.action(), path)));
    Sight sight = guarded.sight();
    guarded.recordReading();
    moments.restOnAudit(request, reply);
    Timeline timeline = history.timeline(about, path -> sight.sees(guarded.action(), path), paging);
    return TimelinePage.of(timeline, request);
  }

  /** What differs between two moments at a scope and below it, for who may ask it there. */
  @GetMapping("/history/diff")
  @Operation(summary = "What came, went or changed between two moments, and who may what since")
  public DiffPage differences(
      @ParameterObject DiffQuestion question,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request,
      HttpServletResponse reply) {
    ResourcePath scope = question.place();
    Paging paging = Pages.paging(question.limit(), question.cursor());
    guarded.require(Requirement.at(guarded.action(), scope));
    guarded.recordReading();
    Span span = new Span(end("from", question.from()), end("to", question.to()), scope);
    String later = Long.toString(span.to().commit());
    moments.ofAudit(Optional.of(later));
    reply.setHeader(Moment.POSITION_HEADER, later);
    Page<Difference> page = history.differences(span, paging);
    return DiffPage.of(span, page, page.next().map(cursor -> Pages.linkTo(cursor, request)));
  }

  private Span.End end(String field, Optional<String> text) {
    String asked = DiffQuestion.required(field, text);
    Moment moment = moments.of(field, Optional.of(asked), Optional.empty());
    Instant at = moments.evaluated(moment, Optional.of(asked), clock.instant());
    return new Span.End(moment.asOf(), at);
  }
}
