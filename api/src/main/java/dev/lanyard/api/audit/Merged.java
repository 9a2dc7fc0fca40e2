package dev.lanyard.api.audit;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.audit.AuditRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * Accepted and refused in one listing, by the time of their commits; of one instant the accepted
 * come first. Each of the two pages by its own positions: a cursor is where both stand.
 *
 * @param accepted where the accepted go on; empty at their start
 * @param refused where the refused go on; empty at their start
 */
record Merged(Optional<String> accepted, Optional<String> refused) {
  private static final Pattern CURSOR = Pattern.compile("([0-9]{0,18})\\.([0-9]{0,18})");

  /**
   * Reads a cursor.
   *
   * @throws MalformedValue if it is none that {@link #page} gave
   */
  static Merged of(Paging paging) {
    if (paging.after().isEmpty()) {
      return new Merged(Optional.empty(), Optional.empty());
    }
    var parts = CURSOR.matcher(paging.after().get());
    if (!parts.matches()) {
      throw new MalformedValue("cursor", "must be one that a page gave");
    }
    return new Merged(
        Optional.of(parts.group(1)).filter(text -> !text.isEmpty()),
        Optional.of(parts.group(2)).filter(text -> !text.isEmpty()));
  }

  /**
   * The next page of both, from the next page of each with the same limit.
   *
   * @param told a refused request as it is told
   */
  Page<AuditItem> page(
      Page<AuditRow> rows,
      Page<AccessRecord> records,
      Function<AccessRecord, RefusedRequest> told,
      Order order,
      int limit) {
    List<AuditItem> items = new ArrayList<>();
    int row = 0;
    int record = 0;
    while (items.size() < limit
        && isKnown(rows, row)
        && isKnown(records, record)
        && (row < rows.items().size() || record < records.items().size())) {
      if (record == records.items().size()
          || (row < rows.items().size()
              && !precedes(
                  records.items().get(record).committedAt(),
                  rows.items().get(row).committedAt(),
                  order))) {
        items.add(AuditEvent.of(rows.items().get(row++)));
      } else {
        items.add(told.apply(records.items().get(record++)));
      }
    }
    boolean more =
        row < rows.items().size()
            || record < records.items().size()
            || rows.next().isPresent()
            || records.next().isPresent();
    if (!more) {
      return new Page<>(items, Optional.empty());
    }
    String next =
        behind(rows, row, accepted, AuditRow::position)
            + "."
            + behind(records, record, refused, AccessRecord::position);
    return new Page<>(items, Optional.of(next));
  }

  /** Behind a short page there may be what precedes all that is left of the other. */
  private static boolean isKnown(Page<?> page, int taken) {
    return taken < page.items().size() || page.next().isEmpty();
  }

  /** Behind what was taken of a page; behind the whole page, which can be short, where all was. */
  private static <T> String behind(
      Page<T> page, int taken, Optional<String> before, ToLongFunction<T> position) {
    if (taken == page.items().size() && page.next().isPresent()) {
      return page.next().get();
    }
    return taken == 0
        ? before.orElse("")
        : Long.toString(position.applyAsLong(page.items().get(taken - 1)));
  }

  private static boolean precedes(Instant one, Instant other, Order order) {
    return switch (order) {
      case NEWEST_FIRST -> one.isAfter(other);
      case OLDEST_FIRST -> one.isBefore(other);
    };
  }
}
