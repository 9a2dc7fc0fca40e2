package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.TYPE;
import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static dev.lanyard.eventstore.jdbc.TestLedger.selecting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.eventstore.jdbc.Places.Place;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TagCacheTest {
  private static final long LARGE = 1 << 20;

  private final TagCache cache = new TagCache(LARGE);

  private static Place place(long position) {
    return new Place(TYPE, position);
  }

  private static List<Place> places(long from, long to) {
    return IntStream.rangeClosed((int) from, (int) to).mapToObj(TagCacheTest::place).toList();
  }

  private static List<Place> neverAsked(String tag, int count) {
    throw new AssertionError("the store was asked for " + count + " of " + tag);
  }

  @Test
  void a_tag_is_read_from_the_store_once_and_completed_by_what_is_appended() throws Exception {
    assertThat(cache.all("thing=1", (_, _) -> List.of(place(7), place(3))))
        .contains(new Places(List.of(place(3), place(7))));
    cache.appended("thing=1", place(9));
    cache.appended("thing=2", place(10));

    assertThat(cache.all("thing=1", TagCacheTest::neverAsked))
        .contains(new Places(List.of(place(3), place(7), place(9))));
  }

  @Test
  void what_becomes_durable_while_the_store_is_read_is_known_once() throws Exception {
    Optional<Places> all =
        cache.all(
            "thing=1",
            (tag, _) -> {
              cache.appended(tag, place(4));
              cache.appended(tag, place(5));
              return List.of(place(2), place(4));
            });

    assertThat(all).contains(new Places(List.of(place(2), place(4), place(5))));
    cache.appended("thing=1", place(5));
    assertThat(cache.all("thing=1", TagCacheTest::neverAsked)).isEqualTo(all);
  }

  @Test
  void whoever_asks_while_another_reads_is_sent_to_the_store() throws Exception {
    List<Optional<Places>> meanwhile = new ArrayList<>();
    cache.all(
        "thing=1",
        (tag, _) -> {
          meanwhile.add(cache.all(tag, TagCacheTest::neverAsked));
          return List.of();
        });

    assertThat(meanwhile).containsExactly(Optional.empty());
  }

  @Test
  void a_tag_with_too_many_events_is_not_kept_and_not_read_again() throws Exception {
    long most = TagCache.PLACES_MAX;
    assertThat(cache.all("thing=1", (_, count) -> places(1, count))).isEmpty();
    assertThat(cache.all("thing=1", TagCacheTest::neverAsked)).isEmpty();
    assertThat(cache.all("thing=2", (_, _) -> places(1, most)))
        .contains(new Places(places(1, most)));
    cache.appended("thing=2", place(most + 1));
    assertThat(cache.all("thing=2", TagCacheTest::neverAsked)).isEmpty();
  }

  @Test
  void a_read_that_fails_leaves_nothing_behind() throws Exception {
    assertThatThrownBy(
            () ->
                cache.all(
                    "thing=1",
                    (_, _) -> {
                      throw new SQLException("broken");
                    }))
        .hasMessage("broken");

    assertThat(cache.all("thing=1", (_, _) -> places(1, 2))).contains(new Places(places(1, 2)));
  }

  /** With room for all tags, for about three, and for none. */
  @ParameterizedTest
  @ValueSource(longs = {LARGE, 4_000, 0})
  void who_has_appended_finds_it(long cacheBytesMax, @TempDir Path folder) throws Exception {
    int writers = 4;
    try (TestLedger ledger =
            new TestLedger(
                folder,
                TestLedger.settings(1_000, 64 << 20, 64, cacheBytesMax),
                Clock.systemUTC());
        ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      List<Callable<Void>> work = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        work.add(() -> appendAndRead(ledger, number));
      }
      for (Future<Void> done : threads.invokeAll(work)) {
        done.get();
      }
    }
  }

  private static Void appendAndRead(TestLedger ledger, int writer) throws Exception {
    Random random = new Random(writer);
    List<List<Object>> expected = new ArrayList<>();
    IntStream.range(0, 8).forEach(_ -> expected.add(new ArrayList<>()));
    for (int i = 0; i < 300; i++) {
      int tag = random.nextInt(expected.size());
      resultOf(ledger.append(event("e" + i, "thing=" + writer + "-" + tag)));
      expected.get(tag).add("e" + i);
      int asked = random.nextInt(expected.size());
      assertThat(ledger.source(selecting(TYPE, "thing=" + writer + "-" + asked)).payloads())
          .isEqualTo(expected.get(asked));
    }
    return null;
  }
}
