package dev.lanyard.api.evidence;

import dev.lanyard.api.audit.SeenRecords;
import dev.lanyard.api.evidence.Pieces.Piece;
import dev.lanyard.api.http.Moments;
import dev.lanyard.api.security.GuardedRequest;
import dev.lanyard.api.start.Release;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.log.LeavesDropped;
import dev.lanyard.evidence.bundle.Filter;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditFilter;
import dev.lanyard.projections.audit.AuditQueries;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.audit.AuditRow;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Settles what an export is made from. Where the caller sees everything and the filter goes by what
 * envelopes and tags show, the bundle proves that nothing is missing; otherwise it says why not.
 */
public final class Exports {
  private static final int ROWS_AT_ONCE = 500;

  /** The criterion of a bundle whose maker did not see everything. */
  private static final String SIGHT = "what its maker may see";

  private final Logs logs;
  private final AuditQueries audit;
  private final Moments moments;
  private final Ledger<?> lifecycle;
  private final Ledger<AccessRecord> access;
  private final SubscriptionId defaultSubscription;
  private final BiFunction<String, String, Optional<String>> schemas;
  private final InstantSource clock;

  /**
   * Makes exports from these.
   *
   * @param audit finds what a filter of the audit surface means
   * @param moments waits for it
   * @param lifecycle says what was committed when
   * @param access likewise, and what its records are about
   * @param defaultSubscription where a resource group is that is named without a path
   * @param schemas JSON Schemas by stored name and version
   */
  public Exports(
      Logs logs,
      AuditQueries audit,
      Moments moments,
      Ledger<?> lifecycle,
      Ledger<AccessRecord> access,
      SubscriptionId defaultSubscription,
      BiFunction<String, String, Optional<String>> schemas,
      InstantSource clock) {
    this.logs = logs;
    this.audit = audit;
    this.moments = moments;
    this.lifecycle = lifecycle;
    this.access = access;
    this.defaultSubscription = defaultSubscription;
    this.schemas = schemas;
    this.clock = clock;
  }

  /**
   * Settles an export, and puts it on record.
   *
   * @throws dev.lanyard.api.http.ProblemException 400 and 404 as {@link ExportSpan#of}; 503 if it
   *     cannot be made or recorded now
   */
  ExportSource of(ExportRequest request, GuardedRequest guarded) {
    Checkpointing log = logs.named(request.log());
    Ledger<?> ledger = request.log().equals(ServedLog.ACCESS) ? access : lifecycle;
    ExportSpan span = ExportSpan.of(request, log, ledger, ledger.head());
    AuditFilter rows =
        request.filter().terms(span.first(), span.last()).filter(defaultSubscription);
    String asked = request.told(span.first(), span.last());
    guarded.recordReading(asked);
    var _ = logs.covering(log, span.last());
    SeenRecords seen = new SeenRecords(guarded);
    List<String> beyond = new ArrayList<>(request.filter().beyond());
    if (!seen.seesAll()) {
      beyond.add(SIGHT);
    }
    Optional<Function<Optional<String>, Piece<Long>>> chosen =
        beyond.isEmpty() ? Optional.empty() : Optional.of(chosen(request, span, rows, seen));
    try {
      return new ExportSource(
          log.log(),
          span,
          log.log().noteAt(span.first() - 1),
          log.log().noteAt(span.last()),
          new Filter(asked, request.filter().names(), request.filter().tags(), beyond),
          new OpenedEvents(request.filter(), beyond.isEmpty()),
          chosen,
          schemas,
          clock.instant(),
          Release.version());
    } catch (LeavesDropped dropped) {
      throw Logs.dropped(log);
    }
  }

  /** The positions that the caller sees of what the filter means. */
  private Function<Optional<String>, Piece<Long>> chosen(
      ExportRequest request, ExportSpan span, AuditFilter rows, SeenRecords seen) {
    if (request.log().equals(ServedLog.ACCESS)) {
      return at -> seenRecords(at, span, seen);
    }
    var _ = moments.ofAudit(Optional.of(Long.toString(span.last())));
    return at -> {
      Page<AuditRow> page = audit.events(rows, Order.OLDEST_FIRST, new Paging(at, ROWS_AT_ONCE));
      return new Piece<>(
          page.items().stream().filter(seen::sees).map(AuditRow::position).toList(), page.next());
    };
  }

  private Piece<Long> seenRecords(Optional<String> at, ExportSpan span, SeenRecords seen) {
    long after = at.map(Long::parseLong).orElse(span.first() - 1);
    List<AccessRecord> records =
        access.read(after, (int) Math.min(ROWS_AT_ONCE, span.last() - after));
    List<Long> positions =
        records.stream()
            .filter(record -> record.position() <= span.last())
            .filter(seen::sees)
            .map(AccessRecord::position)
            .toList();
    long end = records.isEmpty() ? span.last() : records.getLast().position();
    return new Piece<>(
        positions, end < span.last() ? Optional.of(Long.toString(end)) : Optional.empty());
  }
}
