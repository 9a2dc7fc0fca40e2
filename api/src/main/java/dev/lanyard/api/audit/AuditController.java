package dev.lanyard.api.audit;

import dev.lanyard.api.http.Moments;
import dev.lanyard.api.http.Positions;
import dev.lanyard.api.http.Problem;
import dev.lanyard.api.own.Pages;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.audit.AuditRow;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Who did what, when and why, and what fell with it. Who may read records at some scopes only is
 * shown what happened there; that they read is on record before they are answered.
 */
@RestController
@Tag(name = "audit")
public final class AuditController {
  private final AuditQueries audit;
  private final Refusals refusals;
  private final Moments moments;
  private final SubscriptionId defaultSubscription;

  /**
   * Makes the controller.
   *
   * @param audit the trail
   * @param refusals what was refused
   * @param moments waits for it where a request asks for that
   * @param defaultSubscription where a resource group is that is named without a path
   */
  public AuditController(
      AuditQueries audit, Refusals refusals, Moments moments, SubscriptionId defaultSubscription) {
    this.audit = audit;
    this.refusals = refusals;
    this.moments = moments;
    this.defaultSubscription = defaultSubscription;
  }

  /** The events that match, newest first unless asked otherwise. */
  @GetMapping("/audit/events")
  @Operation(summary = "Events of the audit trail, and refused requests")
  public AuditPage events(
      @ParameterObject AuditQuestion question,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request,
      HttpServletResponse reply) {
    var filter = question.filter(defaultSubscription);
    var seen = new SeenRecords(guarded);
    filter.subject().ifPresent(seen::mayBeAskedAbout);
    filter.group().ifPresent(seen::mayBeAskedAbout);
    guarded.recordReading();
    moments.restOnAudit(request, reply);
    return page(items(question, seen), request);
  }

  private Page<? extends AuditItem> items(AuditQuestion question, SeenRecords seen) {
    var order = question.sorted();
    var paging = question.paging();
    return switch (question.asked()) {
      case ACCEPTED -> mapped(accepted(question, seen, paging), AuditEvent::of);
      case REFUSED -> mapped(refused(question, seen, paging), seen::told);
      case ALL -> {
        var at = Merged.of(paging);
        yield at.page(
            accepted(question, seen, new Paging(at.accepted(), paging.limit())),
            refused(question, seen, new Paging(at.refused(), paging.limit())),
            seen::told,
            order,
            paging.limit());
      }
    };
  }

  private Page<AuditRow> accepted(AuditQuestion question, SeenRecords seen, Paging paging) {
    var filter = question.filter(defaultSubscription);
    return seen.page(paging, next -> audit.events(filter, question.sorted(), next));
  }

  private Page<AccessRecord> refused(AuditQuestion question, SeenRecords seen, Paging paging) {
    return question
        .refusals(defaultSubscription)
        .map(filter -> seen.refused(paging, next -> refusals.page(filter, question.sorted(), next)))
        .orElse(new Page<>(List.of(), Optional.empty()));
  }

  private static <T, R> Page<R> mapped(Page<T> page, Function<T, R> told) {
    return new Page<>(page.items().stream().map(told).toList(), page.next());
  }

  /** One event. */
  @GetMapping("/audit/events/{position}")
  @Operation(summary = "One event by its position")
  public AuditEvent event(
      @PathVariable String position,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request,
      HttpServletResponse reply) {
    guarded.recordReading();
    moments.restOnAudit(request, reply);
    var seen = new SeenRecords(guarded);
    return audit
        .event(Positions.require("position", position))
        .filter(seen::sees)
        .map(AuditEvent::of)
        .orElseThrow(() -> missing("No event is on record at this position."));
  }

  /** What one command did, and what fell with what. */
  @GetMapping("/audit/cascades/{correlation}")
  @Operation(summary = "What one command did, as a tree")
  public CascadeTree cascade(
      @PathVariable String correlation,
      @Parameter(hidden = true) GuardedRequest guarded,
      HttpServletRequest request,
      HttpServletResponse reply) {
    guarded.recordReading();
    moments.restOnAudit(request, reply);
    var seen = new SeenRecords(guarded);
    return audit
        .cascade(AuditTerms.guid("correlation", correlation))
        .flatMap(seen::of)
        .map(CascadeTree::of)
        .orElseThrow(() -> missing("No command with this id changed anything."));
  }

  private static AuditPage page(Page<? extends AuditItem> page, HttpServletRequest request) {
    return new AuditPage(
        List.copyOf(page.items()), page.next().map(cursor -> Pages.linkTo(cursor, request)));
  }

  private static RuntimeException missing(String what) {
    return Problem.of(404, "NotFound", what).exception();
  }
}
