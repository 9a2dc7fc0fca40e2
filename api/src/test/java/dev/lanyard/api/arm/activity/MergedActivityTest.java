package dev.lanyard.api.arm.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MergedActivityTest {
  private static final ActivityQuestion ALL =
      ActivityTerms.read(
          SubscriptionId.parse("s", "22222222-2222-4222-8222-222222222222"), 9, Optional.empty());

  private static Operation at(long second) {
    return new Operation(
        Long.toString(second),
        Instant.ofEpochSecond(second),
        new UUID(0, second),
        new UUID(1, second),
        "A/b/write",
        "/",
        List.of(ResourcePath.ROOT),
        200,
        Optional.empty(),
        "/",
        "A/b",
        Optional.empty(),
        new PrincipalId(new UUID(2, 0)),
        Optional.empty(),
        Optional.empty(),
        new Operation.Http(
            "PUT", "/", ResourcePath.ROOT, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** Tells these seconds, the newest first. */
  private static ActivitySource source(long... seconds) {
    return (_, paging) -> {
      long before = paging.after().map(Long::parseLong).orElse(Long.MAX_VALUE);
      List<Operation> rest =
          LongStream.of(seconds).filter(second -> second < before).mapToObj(s -> at(s)).toList();
      return rest.size() <= paging.limit()
          ? new Page<>(rest, Optional.empty())
          : new Page<>(
              rest.subList(0, paging.limit()), Optional.of(rest.get(paging.limit() - 1).cursor()));
    };
  }

  /** Tells the same in pages that are short: each of what lies in ten seconds. */
  private static ActivitySource shortPages(long... seconds) {
    return (_, paging) -> {
      long before = paging.after().map(Long::parseLong).orElse(100L);
      List<Operation> found =
          LongStream.of(seconds)
              .filter(second -> second < before && second >= before - 10)
              .limit(paging.limit())
              .mapToObj(s -> at(s))
              .toList();
      long next = found.size() == paging.limit() ? cursor(found.getLast()) : before - 10;
      return new Page<>(found, next > 0 ? Optional.of("" + next) : Optional.empty());
    };
  }

  private static long cursor(Operation operation) {
    return Long.parseLong(operation.cursor());
  }

  private static List<Operation> read(ActivitySource source, int limit) {
    List<Operation> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      Page<Operation> page = source.newest(ALL, new Paging(cursor, limit));
      all.addAll(page.items());
      cursor = page.next();
    } while (cursor.isPresent());
    return all;
  }

  @Test
  void sources_are_one_log_newest_first_whatever_the_page() {
    var merged = new MergedActivity(List.of(source(9, 7, 5, 1), source(8, 6, 4, 3, 2), source()));
    List<Operation> all =
        LongStream.iterate(9, s -> s > 0, s -> s - 1).mapToObj(s -> at(s)).toList();
    for (int limit = 1; limit <= 10; limit++) {
      assertThat(read(merged, limit)).as("pages of " + limit).isEqualTo(all);
    }
  }

  @Test
  void behind_short_pages_nothing_is_told_too_early() {
    var merged =
        new MergedActivity(
            List.of(shortPages(95, 93, 41, 40, 7), source(94, 42, 39, 6), shortPages(70, 41, 5)));
    List<Operation> all =
        LongStream.of(95, 94, 93, 70, 42, 41, 41, 40, 39, 7, 6, 5).mapToObj(s -> at(s)).toList();
    for (int limit = 1; limit <= 12; limit++) {
      assertThat(read(merged, limit)).as("pages of " + limit).isEqualTo(all);
    }
  }

  @Test
  void a_cursor_of_another_log_is_refused() {
    var merged = new MergedActivity(List.of(source(1)));
    assertThatThrownBy(() -> merged.newest(ALL, new Paging(Optional.of("1|2"), 5)))
        .isInstanceOf(MalformedValue.class);
  }
}
