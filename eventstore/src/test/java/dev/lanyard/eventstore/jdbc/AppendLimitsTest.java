package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.TYPE;
import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.failure;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.eventstore.EventCodec;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before it waits for the writer. */
class AppendLimitsTest {
  private static final int PAYLOAD_BYTES_MAX = 1024 * 1024;

  @TempDir Path folder;
  private TestLedger ledger;

  @BeforeEach
  void open() {
    ledger = new TestLedger(folder);
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void a_payload_has_a_mebibyte_at_most() throws Exception {
    resultOf(ledger.append(event("x".repeat(PAYLOAD_BYTES_MAX))));

    assertThat(failure(ledger.append(event("x".repeat(PAYLOAD_BYTES_MAX + 1)))))
        .isInstanceOf(AppendTooLarge.class);
    assertThat(ledger.head()).isEqualTo(1);
  }

  @Test
  void an_envelope_has_four_kibibytes_at_most() throws Exception {
    resultOf(ledger.append(event("many", tags(110))));

    assertThat(failure(ledger.append(event("more", tags(120))))).isInstanceOf(AppendTooLarge.class);
    assertThat(ledger.embedded().inspect().damage()).isEmpty();
  }

  private static String[] tags(int count) {
    return IntStream.range(0, count).mapToObj(n -> "in=" + n).toArray(String[]::new);
  }

  @Test
  void an_event_id_is_a_uuid() throws Exception {
    var message =
        new GenericEventMessage("no uuid", new MessageType(TYPE), "text", Map.of(), Instant.EPOCH);

    assertThat(failure(ledger.append(new GenericTaggedEventMessage<>(message, Set.of()))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_not_read_back_as_it_was_is_not_appended() {
    EventCodec forgetful =
        new EventCodec() {
          @Override
          public OptionalLong erases(Encoded encoded) {
            return new TextCodec().erases(encoded);
          }

          @Override
          public Encoded encode(EventMessage message) {
            return new TextCodec().encode(message);
          }

          @Override
          public EventMessage decode(String eventId, Instant timestamp, Encoded encoded) {
            return new GenericEventMessage(
                eventId,
                new MessageType(new QualifiedName(encoded.name()), encoded.version()),
                "something else",
                Map.of(),
                timestamp);
          }
        };

    assertThatThrownBy(() -> PreparedEvent.of(event("a"), forgetful, new Sha256()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a test.Happened#1 is not read back as it was written");
  }

  @Test
  void each_digest_has_a_salt_of_its_own() {
    UUID id = UUID.randomUUID();
    var first = PreparedEvent.of(same(id), new TextCodec(), new Sha256());
    var second = PreparedEvent.of(same(id), new TextCodec(), new Sha256());

    assertThat(first.salts()).hasSize(16 * 5).isNotEqualTo(second.salts());
    assertThat(first.leafTail()).isNotEqualTo(second.leafTail());
  }

  private static GenericTaggedEventMessage<EventMessage> same(UUID id) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            id.toString(), new MessageType(TYPE, "1"), "text", Map.of(), Instant.EPOCH),
        TestLedger.tags("thing=1", "in=2"));
  }

  @Test
  void one_server_has_a_folder() {
    assertThatThrownBy(() -> new TestLedger(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("open");
  }
}
