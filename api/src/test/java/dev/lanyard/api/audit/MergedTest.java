package dev.lanyard.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessRecord;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.audit.AuditQueries.Order;
import dev.lanyard.projections.audit.AuditRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergedTest {
  private static final PrincipalId CALLER = new PrincipalId(new UUID(2, 0));

  /** The last position of either log; a position is an instant too, in tens of seconds. */
  private static final long LAST = 60;

  /** Most pages that are looked through for one, as by a caller that sees little. */
  private static final int LOOKS_MAX = 2;

  private static AuditRow row(long position) {
    return new AuditRow(
        position,
        position,
        Instant.ofEpochSecond(position * 10),
        new UUID(0, position),
        "ResourceCreated",
        "x",
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        new AuditRow.Cause(
            CALLER,
            List.of(),
            Optional.empty(),
            "PutResource",
            new UUID(1, position),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        new AuditRow.Fall(Optional.empty(), position));
  }

  private static AccessRecord record(long position) {
    var circumstances =
        new Circumstances(1, Optional.empty(), Optional.empty(), Optional.empty(), Personal.none());
    return new AccessRecord(
        position,
        position,
        Instant.ofEpochSecond(position * 10 + 5),
        new UUID(3, position),
        new RequestRefused(
            CALLER,
            List.of(),
            "PUT",
            "/x",
            "A/b/write",
            Optional.empty(),
            Optional.empty(),
            403,
            "AuthorizationFailed",
            circumstances));
  }

  /** A log of positions up to the last, of which some are seen, in pages that can be short. */
  private static <T> Page<T> page(
      Optional<String> after, int limit, Order order, List<Long> seen, LongFunction<T> item) {
    List<T> items = new ArrayList<>();
    Optional<String> cursor = after;
    for (int looks = 0; looks < LOOKS_MAX && items.isEmpty(); looks++) {
      List<Long> found = positions(cursor, order).limit(limit + 1L).boxed().toList();
      boolean more = found.size() > limit;
      List<Long> read = more ? found.subList(0, limit) : found;
      read.stream().filter(seen::contains).map(item::apply).forEach(items::add);
      cursor = more ? Optional.of(Long.toString(read.getLast())) : Optional.empty();
      if (!more) {
        break;
      }
    }
    return new Page<>(items, cursor);
  }

  private static LongStream positions(Optional<String> after, Order order) {
    return switch (order) {
      case NEWEST_FIRST ->
          LongStream.iterate(
              after.map(Long::parseLong).orElse(LAST + 1) - 1, at -> at > 0, at -> at - 1);
      case OLDEST_FIRST -> LongStream.rangeClosed(after.map(Long::parseLong).orElse(0L) + 1, LAST);
    };
  }

  private static List<AuditItem> read(
      Order order, int limit, List<Long> seenRows, List<Long> seenRecords) {
    List<AuditItem> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    int pages = 0;
    do {
      var at = Merged.of(new Paging(cursor, limit));
      var page =
          at.page(
              page(at.accepted(), limit, order, seenRows, MergedTest::row),
              page(at.refused(), limit, order, seenRecords, MergedTest::record),
              record -> RefusedRequest.of(record, true),
              order,
              limit);
      assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.items());
      cursor = page.next();
      // Each page leaves at least one position of one of the logs behind.
      assertThat(++pages).isLessThanOrEqualTo(2 * (int) LAST + 2);
    } while (cursor.isPresent());
    return all;
  }

  private static Instant at(AuditItem item) {
    return switch (item) {
      case AuditEvent event -> event.committedAt();
      case RefusedRequest refused -> refused.committedAt();
    };
  }

  @ParameterizedTest
  @EnumSource
  void however_little_is_seen_pages_end_and_are_one_log_in_order(Order order) {
    List<List<Long>> sights =
        List.of(
            List.of(),
            List.of(1L),
            List.of(LAST),
            List.of(3L, 4L, 30L, 57L, 58L),
            LongStream.rangeClosed(20, 40).boxed().toList(),
            LongStream.rangeClosed(1, LAST).boxed().toList());
    for (var rows : sights) {
      for (var records : sights) {
        for (int limit : List.of(1, 2, 3, 7, 59, 60, 61, 200)) {
          var all = read(order, limit, rows, records);
          var times = all.stream().map(MergedTest::at).toList();
          assertThat(times)
              .as("%s by %s of %s and %s", order, limit, rows, records)
              .hasSize(rows.size() + records.size())
              .doesNotHaveDuplicates()
              .isSortedAccordingTo(
                  order == Order.OLDEST_FIRST
                      ? Instant::compareTo
                      : (one, other) -> other.compareTo(one));
        }
      }
    }
  }
}
