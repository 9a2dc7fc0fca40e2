package dev.lanyard.eventstore.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Metadata;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.Vocabulary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.unitofwork.StubProcessingContext;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as its readers see it, with the lifecycle's own records in it. */
class JdbcLedgerTest {
  private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
  private static final Vocabulary<LifecycleEvent> VOCABULARY = Vocabulary.lifecycle();
  private static final Metadata METADATA =
      new Metadata(
          new PrincipalId(new UUID(1, 1)),
          List.of(),
          Optional.empty(),
          "AddSubscription",
          new UUID(1, 2),
          Optional.of(new UUID(1, 3)),
          Optional.of("request"),
          Optional.empty(),
          Optional.empty(),
          Personal.of("192.0.2.1"),
          Personal.none());

  @TempDir Path folder;
  private final AtomicReference<Instant> clock = new AtomicReference<>(START);
  private EmbeddedLedger<Recorded> embedded;
  private Ledger<Recorded> ledger;

  @BeforeEach
  void open() {
    embedded =
        EmbeddedLedger.open(
            folder,
            LedgerKind.lifecycle(VOCABULARY),
            clock::get,
            LedgerSettings.defaults(),
            LedgerMetrics.NONE);
    ledger = embedded.ledger();
  }

  @AfterEach
  void close() {
    embedded.close();
  }

  /** Appends commits of these sizes, a second apart, and says what must be read. */
  private List<Recorded> append(int... sizes) throws Exception {
    List<Recorded> expected = new ArrayList<>();
    for (int size : sizes) {
      List<TaggedEventMessage<?>> events = new ArrayList<>();
      long commit = (long) expected.size() + size;
      for (int i = 0; i < size; i++) {
        long position = expected.size() + 1L;
        Recorded recorded =
            new Recorded(
                position, commit, clock.get(), new UUID(2, position), fact(position), METADATA);
        expected.add(recorded);
        events.add(tagged(recorded));
      }
      var context = new StubProcessingContext();
      var append =
          embedded
              .engine()
              .appendEvents(AppendCondition.none(), context, events)
              .thenCompose(tx -> TestLedger.commit(tx, context));
      TestLedger.resultOf(append);
      clock.set(clock.get().plusSeconds(1));
    }
    return expected;
  }

  private static SubscriptionAdded fact(long number) {
    return new SubscriptionAdded(
        new SubscriptionId(new UUID(3, number)), new TenantId(new UUID(4, 4)), "Number " + number);
  }

  private static TaggedEventMessage<?> tagged(Recorded recorded) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            recorded.eventId().toString(),
            VOCABULARY.typeOf(SubscriptionAdded.class),
            recorded.event(),
            recorded.metadata().toMap(),
            START),
        recorded.event().tags());
  }

  @Test
  void commits_are_read_whole() throws Exception {
    List<Recorded> all = append(2, 1, 3, 1);

    requireWholeCommits(all);
    close();
    open();
    requireWholeCommits(all);
  }

  private void requireWholeCommits(List<Recorded> all) {
    assertThat(ledger.head()).isEqualTo(7);
    assertThat(ledger.read(0, 100)).isEqualTo(all);
    assertThat(ledger.read(0, 1)).isEqualTo(all.subList(0, 2));
    assertThat(ledger.read(0, 3)).isEqualTo(all.subList(0, 3));
    assertThat(ledger.read(3, 1)).isEqualTo(all.subList(3, 6));
    assertThat(ledger.read(2, 2)).isEqualTo(all.subList(2, 6));
    assertThat(ledger.read(7, 10)).isEmpty();
    assertThat(ledger.read(70, 10)).isEmpty();
  }

  @Test
  void a_position_has_a_fact_and_a_time() throws Exception {
    List<Recorded> all = append(2, 1);

    assertThat(ledger.at(2)).contains(all.get(1));
    assertThat(ledger.at(0)).isEmpty();
    assertThat(ledger.at(4)).isEmpty();
    assertThat(ledger.committedAt(1)).contains(START);
    assertThat(ledger.committedAt(3)).contains(START.plusSeconds(1));
    assertThat(ledger.committedAt(0)).isEmpty();
    assertThat(ledger.committedAt(4)).isEmpty();
  }

  @Test
  void an_instant_has_the_last_commit_that_was_made_by_then() throws Exception {
    assertThat(ledger.commitAt(START)).isZero();
    append(2, 1, 3);

    assertThat(ledger.commitAt(START.minusNanos(1_000))).isZero();
    assertThat(ledger.commitAt(START)).isEqualTo(2);
    assertThat(ledger.commitAt(START.plusMillis(999))).isEqualTo(2);
    assertThat(ledger.commitAt(START.plusSeconds(1))).isEqualTo(3);
    assertThat(ledger.commitAt(START.plusSeconds(2))).isEqualTo(6);
    assertThat(ledger.commitAt(Instant.MAX)).isEqualTo(6);
  }

  @Test
  void all_is_there_after_a_restart() throws Exception {
    List<Recorded> all = append(2, 1);
    close();
    open();

    assertThat(ledger.head()).isEqualTo(3);
    assertThat(ledger.read(0, 100)).isEqualTo(all);
    assertThat(embedded.inspect()).isEqualTo(new Inspection(3, Optional.empty()));
  }
}
