package dev.lanyard.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.eventstore.EventCodec.Encoded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccessVocabularyTest {
  private static final Vocabulary<AccessEvent> VOCABULARY = Vocabulary.access();
  private static final String ID = new UUID(1, 1).toString();
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

  static Stream<Class<? extends AccessEvent>> events() {
    return EventTypes.<AccessEvent>recordsOf(AccessEvent.class).stream();
  }

  private static EventMessage message(AccessEvent event) {
    return new GenericEventMessage(ID, VOCABULARY.typeOf(event.getClass()), event, Map.of(), AT);
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_access_event_is_read_as_it_was_written(Class<? extends AccessEvent> type) {
    for (AccessEvent event :
        List.of(Samples.<AccessEvent>full(type), Samples.<AccessEvent>sparse(type))) {
      Encoded encoded = VOCABULARY.encode(message(event));
      EventMessage back = VOCABULARY.decode(ID, AT, encoded);
      assertThat(back.payload()).isEqualTo(event);
      assertThat(back.metadata()).isEmpty();
      assertThat(back.type()).isEqualTo(VOCABULARY.typeOf(type));
      assertThat(VOCABULARY.encode(message((AccessEvent) Objects.requireNonNull(back.payload()))))
          .usingRecursiveComparison()
          .isEqualTo(encoded);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_access_event_has_a_stored_name_of_its_own_and_can_be_found(
      Class<? extends AccessEvent> type) {
    Event stored = type.getAnnotation(Event.class);
    assertThat(VOCABULARY.typeOf(type))
        .isEqualTo(new MessageType("access", type.getSimpleName(), stored.version()));
    assertThat(Samples.<AccessEvent>sparse(type).tags()).isNotEmpty();
  }

  @Test
  void counts_are_sorted_and_addresses_lie_apart() {
    Encoded encoded =
        VOCABULARY.encode(
            message(new CallersTurnedAway(Personal.of("192.0.2.1"), AT, Map.of("b", 2L, "a", 1L))));
    assertThat(new String(encoded.payload(), UTF_8))
        .isEqualTo(
            """
            {"address":null,"counts":{"a":1,"b":2},"second":"2026-01-01T00:00:00Z"}\
            """);
    assertThat(new String(encoded.personal(), UTF_8)).isEqualTo("{\"address\":\"192.0.2.1\"}");
  }

  @Test
  void a_number_that_is_no_whole_one_is_not_read() {
    Encoded half =
        new Encoded(
            "access.CallersTurnedAway",
            "1",
            """
            {"address":null,"counts":{"a":1.5},"second":"2026-01-01T00:00:00Z"}\
            """
                .getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            new byte[0]);
    assertThatThrownBy(() -> VOCABULARY.decode(ID, AT, half))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_fact_of_the_lifecycle_is_not_stored_here() {
    PrincipalDisabled event = new PrincipalDisabled(new PrincipalId(new UUID(1, 2)));
    EventMessage message =
        new GenericEventMessage(
            ID, Vocabulary.lifecycle().typeOf(PrincipalDisabled.class), event, Map.of(), AT);
    assertThatThrownBy(() -> VOCABULARY.encode(message))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("is no AccessEvent");
  }
}
