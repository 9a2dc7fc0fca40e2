package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.OTHER_TYPE;
import static dev.lanyard.eventstore.jdbc.TestLedger.TYPE;
import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.identified;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static dev.lanyard.eventstore.jdbc.TestLedger.selecting;
import static dev.lanyard.eventstore.jdbc.TestLedger.typed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.eventstore.Appended;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.axonframework.messaging.eventhandling.processing.streaming.token.GlobalSequenceTrackingToken;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the lifecycle needs of a storage engine beyond Axon's own suite. */
abstract class LedgerConformance {
  private TestLedger ledger;

  /** Opens an empty ledger that remembers the tags of so many events in memory. */
  abstract TestLedger open(int recentEvents) throws Exception;

  @BeforeEach
  void open() throws Exception {
    ledger = open(64);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void a_commit_is_named_by_its_last_position_and_positions_have_no_gaps() throws Exception {
    Appended first = resultOf(ledger.append(event("a"), event("b"), event("c")));
    Appended second = resultOf(ledger.append(event("d")));

    assertThat(placements())
        .containsExactly(
            new Placement(1, 3, first.committedAt()),
            new Placement(2, 3, first.committedAt()),
            new Placement(3, 3, first.committedAt()),
            new Placement(4, 4, second.committedAt()));
    assertThat(List.of(first.position(), second.position())).containsExactly(3L, 4L);
    assertThat(ledger.head()).isEqualTo(4);
  }

  private List<Placement> placements() {
    return ledger.source(EventCriteria.havingAnyTag()).entries().stream()
        .map(entry -> entry.getResource(Placement.KEY))
        .toList();
  }

  @Test
  void a_message_comes_back_as_it_was_with_its_token_beside_it() throws Exception {
    var appended = event("a", "thing=1");
    resultOf(ledger.append(appended));

    var entry = ledger.source(selecting(TYPE, "thing=1")).entries().getFirst();
    assertThat(entry.message().identifier()).isEqualTo(appended.event().identifier());
    assertThat(entry.message().metadata()).isEqualTo(appended.event().metadata());
    assertThat(entry.message().type()).isEqualTo(appended.event().type());
    assertThat(entry.message().timestamp().toEpochMilli())
        .isEqualTo(appended.event().timestamp().toEpochMilli());
    assertThat(entry.getResource(TrackingToken.RESOURCE_KEY))
        .isEqualTo(new GlobalSequenceTrackingToken(1));
  }

  @Test
  void a_context_learns_of_its_append() throws Exception {
    ProcessingContext context = new StubProcessingContext();
    Appended appended = resultOf(ledger.append(AppendCondition.none(), context, event("a")));

    assertThat(context.getResource(Appended.KEY)).isEqualTo(appended);
  }

  @Test
  void what_one_decision_reads_is_read_as_of_its_first_read() throws Exception {
    resultOf(ledger.append(event("a", "thing=1"), event("b", "thing=2")));
    ProcessingContext decision = new StubProcessingContext();

    var first = ledger.source(selecting(TYPE, "thing=1"), decision);
    resultOf(ledger.append(event("c", "thing=2")));
    var second = ledger.source(selecting(TYPE, "thing=2"), decision);

    assertThat(first.payloads()).containsExactly("a");
    assertThat(second.payloads()).containsExactly("b");
    assertThat(List.of(first.marker(), second.marker())).containsExactly(2L, 2L);
    assertThat(ledger.source(selecting(TYPE, "thing=2")).payloads()).containsExactly("b", "c");
  }

  @Test
  void an_empty_ledger_has_a_marker_that_guards_the_first_event() throws Exception {
    var read = ledger.source(selecting(TYPE, "thing=1"));
    resultOf(ledger.append(event("a", "thing=1")));

    assertThat(failure(ledger.appendIf(selecting(TYPE, "thing=1"), read.marker(), event("b"))))
        .isInstanceOf(AppendEventsTransactionRejectedException.class);
  }

  @Test
  void a_criterion_selects_what_has_all_its_tags_and_one_of_its_types() throws Exception {
    resultOf(
        ledger.append(
            event("both", "thing=1", "principal=1"),
            event("thing only", "thing=1"),
            event("principal only", "principal=1"),
            typed(OTHER_TYPE, "other type", "thing=1", "principal=1"),
            event("more", "thing=1", "principal=1", "path=/x")));

    assertThat(ledger.source(selecting(TYPE, "thing=1", "principal=1")).payloads())
        .containsExactly("both", "more");
    assertThat(ledger.source(selecting(OTHER_TYPE, "principal=1")).payloads())
        .containsExactly("other type");
    assertThat(
            ledger
                .source(
                    EventCriteria.havingTags(TestLedger.tags("principal=1"))
                        .andBeingOneOfTypes(
                            Set.of(new QualifiedName(TYPE), new QualifiedName(OTHER_TYPE))))
                .payloads())
        .containsExactly("both", "principal only", "other type", "more");
    assertThat(
            ledger
                .source(
                    EventCriteria.either(
                        selecting(TYPE, "path=/x"),
                        selecting(OTHER_TYPE, "thing=1"),
                        selecting(TYPE, "thing=2")))
                .payloads())
        .containsExactly("other type", "more");
    assertThat(
            ledger
                .source(
                    EventCriteria.havingAnyTag().andBeingOneOfTypes(new QualifiedName(OTHER_TYPE)))
                .payloads())
        .containsExactly("other type");
    assertThat(ledger.source(EventCriteria.either()).payloads()).isEmpty();
  }

  @Test
  void many_events_come_whole_and_in_order() throws Exception {
    List<Object> expected = new ArrayList<>();
    for (int i = 0; i < 1_700; i += 100) {
      var events =
          IntStream.range(i, i + 100).mapToObj(n -> event("" + n, "in=1", "n=" + n % 7)).toList();
      events.forEach(event -> expected.add(event.event().payload()));
      resultOf(ledger.append(events));
    }

    assertThat(ledger.source(selecting(TYPE, "in=1")).payloads()).isEqualTo(expected);
    assertThat(ledger.all()).isEqualTo(expected);
    assertThat(
            ledger
                .source(
                    EventCriteria.either(selecting(TYPE, "n=3", "in=1"), selecting(TYPE, "n=3")))
                .payloads())
        .isEqualTo(expected.stream().filter(n -> Integer.parseInt((String) n) % 7 == 3).toList());
  }

  @Test
  void reading_on_from_a_position_costs_no_more_the_more_came_before_it() throws Exception {
    EventCriteria criteria =
        EventCriteria.either(selecting(TYPE, "thing=1"), selecting(TYPE, "at=/", "thing=1"));
    List<Long> costs = new ArrayList<>();
    for (int earlier : List.of(10, 300, 400)) {
      for (int i = 0; i < earlier; i++) {
        resultOf(ledger.append(event("earlier", "thing=1", "at=/")));
      }
      long position = ledger.head();
      resultOf(ledger.append(event("other", "thing=2", "at=/"), event("since", "thing=1")));
      ledger.source(criteria, position);
      long before = ledger.embedded().rowsVisited();
      assertThat(ledger.source(criteria, position).payloads()).containsExactly("since");
      assertThat(ledger.source(criteria, position).marker()).isEqualTo(ledger.head());
      assertThat(ledger.source(criteria, ledger.head()).payloads()).isEmpty();
      costs.add(ledger.embedded().rowsVisited() - before);
    }
    assertThat(costs).allMatch(cost -> cost <= 2 * (TagCache.PLACES_MAX + 1) + 20);
  }

  @Test
  void an_append_fails_if_and_only_if_what_it_rests_on_has_changed() throws Exception {
    resultOf(ledger.append(event("a", "thing=1", "principal=1"), event("b", "thing=2")));

    requireExactConflicts();
  }

  @Test
  void what_memory_has_forgotten_is_looked_up_in_the_store() throws Exception {
    resultOf(ledger.append(event("a", "thing=1", "principal=1"), event("b", "thing=2")));
    for (int i = 0; i < 100; i++) {
      resultOf(ledger.append(event("filler", "filler=" + i)));
    }

    requireExactConflicts();
  }

  private void requireExactConflicts() throws Exception {
    assertThat(conflicts(selecting(TYPE, "thing=1"), 0)).isTrue();
    assertThat(conflicts(selecting(TYPE, "thing=1"), 1)).isFalse();
    assertThat(conflicts(selecting(TYPE, "thing=1", "principal=1"), 0)).isTrue();
    assertThat(conflicts(selecting(TYPE, "thing=2", "principal=1"), 0)).isFalse();
    assertThat(conflicts(selecting(OTHER_TYPE, "thing=1"), 0)).isFalse();
    assertThat(conflicts(selecting(TYPE, "thing=2"), 1)).isTrue();
    assertThat(conflicts(EventCriteria.either(), 0)).isFalse();
    assertThat(conflicts(EventCriteria.havingAnyTag(), 0)).isTrue();
    assertThat(
            conflicts(
                EventCriteria.havingAnyTag().andBeingOneOfTypes(new QualifiedName(OTHER_TYPE)), 0))
        .isFalse();
  }

  private boolean conflicts(EventCriteria criteria, long after) throws Exception {
    long before = ledger.head();
    var append = ledger.appendIf(criteria, after, typed(OTHER_TYPE + "X", "probe", "probe=1"));
    append.handle((_, _) -> 0).get();
    if (!append.isCompletedExceptionally()) {
      return false;
    }
    assertThat(failure(append)).isInstanceOf(AppendEventsTransactionRejectedException.class);
    assertThat(ledger.head()).isEqualTo(before);
    return true;
  }

  @Test
  void of_racing_decisions_on_the_same_facts_one_wins() throws Exception {
    int racers = 12;
    try (ExecutorService threads = Executors.newFixedThreadPool(racers)) {
      for (int round = 0; round < 20; round++) {
        EventCriteria criteria = selecting(TYPE, "round=" + round);
        String tag = "round=" + round;
        long marker = ledger.head();
        Callable<CompletableFuture<Appended>> race =
            () -> {
              var append = ledger.appendIf(criteria, marker, event("won", tag));
              append.handle((_, _) -> 0).get();
              return append;
            };
        List<Future<CompletableFuture<Appended>>> outcomes =
            threads.invokeAll(Collections.nCopies(racers, race));
        int winners = 0;
        for (var outcome : outcomes) {
          winners += outcome.get().isCompletedExceptionally() ? 0 : 1;
        }
        assertThat(winners).isEqualTo(1);
        assertThat(ledger.source(criteria).payloads()).containsExactly("won");
      }
    }
  }

  @Test
  void an_event_id_is_in_the_ledger_once() throws Exception {
    UUID id = UUID.randomUUID();
    resultOf(ledger.append(identified(id, TYPE, "first")));

    assertThat(failure(ledger.append(event("beside"), identified(id, TYPE, "again"))))
        .isInstanceOf(AppendFailed.class);
    assertThat(resultOf(ledger.append(event("next"))).position()).isEqualTo(2);
    assertThat(ledger.all()).containsExactly("first", "next");
  }

  @Test
  void everyone_who_listens_hears_of_each_new_head() throws Exception {
    List<Long> heads = Collections.synchronizedList(new ArrayList<>());
    AutoCloseable subscription = ledger.facts().onAppend(heads::add);
    resultOf(ledger.append(event("a"), event("b")));
    resultOf(ledger.append(event("c")));
    subscription.close();
    resultOf(ledger.append(event("d")));

    assertThat(heads).containsExactly(2L, 3L);
  }

  @Test
  void attaching_for_the_five_hundredth_time_looks_at_as_much_as_for_the_tenth() throws Exception {
    long tenth = 0;
    for (int i = 1; i <= 500; i++) {
      EventCriteria criteria = selecting(TYPE, "principal=1", "thing=" + i);
      resultOf(ledger.append(event("created", "thing=" + i)));
      long before = ledger.embedded().rowsVisited();
      var read = ledger.source(criteria);
      resultOf(
          ledger.appendIf(criteria, read.marker(), event("attached", "principal=1", "thing=" + i)));
      var again = ledger.source(criteria);
      long visited = ledger.embedded().rowsVisited() - before;
      assertThat(read.payloads()).isEmpty();
      assertThat(again.payloads()).containsExactly("attached");
      if (i == 10) {
        tenth = visited;
      } else if (i > 10) {
        assertThat(visited).isEqualTo(tenth);
      }
    }
  }
}
