package dev.lanyard.api.arm.activity;

import dev.lanyard.api.audit.Refusals;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.access.AccessFilter;
import dev.lanyard.projections.audit.AuditQueries.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The operations that were refused, as the access log has them for its retention: those whose
 * missing right, or whose command, was of a scope in the subscription. Reads that were refused are
 * not told: the activity log has none (Azure Monitor, "Activity log": write operations only).
 */
public final class RefusedActivity implements ActivitySource {
  /** Reads for one page; a page that is not full by then goes on behind its cursor. */
  private static final int READS_MAX = 10;

  /** Records of one read: more than a page, because most of a filter is looked at here. */
  private static final int READ_RECORDS = 500;

  private final Refusals refusals;

  /** Tells the refused requests of the access log. */
  public RefusedActivity(Refusals refusals) {
    this.refusals = refusals;
  }

  @Override
  public Page<Operation> newest(ActivityQuestion question, Paging paging) {
    Optional<AccessFilter> filter = filter(question);
    if (filter.isEmpty()) {
      return new Page<>(List.of(), Optional.empty());
    }
    List<Operation> found = new ArrayList<>();
    Optional<String> after = paging.after();
    for (int reads = 0; reads < READS_MAX; reads++) {
      Page<AccessRecord> records =
          refusals.page(filter.get(), Order.NEWEST_FIRST, new Paging(after, READ_RECORDS));
      for (AccessRecord record : records.items()) {
        operation(record, question).filter(question::holds).ifPresent(found::add);
        if (found.size() == paging.limit()) {
          return new Page<>(found, Optional.of(Long.toString(record.position())));
        }
      }
      after = records.next();
      if (after.isEmpty()) {
        break;
      }
    }
    return new Page<>(found, after);
  }

  /** Empty where nothing can match: no id on record is like the one that is asked for. */
  private static Optional<AccessFilter> filter(ActivityQuestion question) {
    try {
      return Optional.of(
          new AccessFilter(
              Set.of(RequestRefused.class),
              question.caller().map(id -> PrincipalId.parse("$filter", id)),
              Optional.empty(),
              Optional.of(ResourcePath.of(question.subscription())),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(question.upTo()),
              question.from(),
              question.to(),
              Optional.empty()));
    } catch (MalformedValue e) {
      return Optional.empty();
    }
  }

  /** The operation of a record; empty for reads. */
  private static Optional<Operation> operation(AccessRecord record, ActivityQuestion question) {
    return record.event() instanceof RequestRefused refused && !isRead(refused.method())
        ? Optional.of(RefusedOperation.of(record, refused, question.subscription()))
        : Optional.empty();
  }

  private static boolean isRead(String method) {
    return switch (method.toUpperCase(Locale.ROOT)) {
      case "GET", "HEAD", "OPTIONS" -> true;
      default -> false;
    };
  }
}
