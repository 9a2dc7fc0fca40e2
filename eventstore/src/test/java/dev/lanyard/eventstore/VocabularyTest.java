package dev.lanyard.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.eventstore.EventCodec.Encoded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VocabularyTest {
  private static final Vocabulary<LifecycleEvent> VOCABULARY = Vocabulary.lifecycle();
  private static final String ID = new UUID(1, 1).toString();
  private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
  private static final PrincipalId PRINCIPAL = new PrincipalId(new UUID(1, 2));
  private static final Metadata METADATA =
      new Metadata(
          PRINCIPAL,
          List.of(new PrincipalId(new UUID(1, 6)), new PrincipalId(new UUID(1, 7))),
          Optional.of(new PrincipalId(new UUID(1, 3))),
          "PutResource",
          new UUID(1, 4),
          Optional.of(new UUID(1, 5)),
          Optional.of("request"),
          Optional.of("client's request"),
          Optional.of("trace"),
          Personal.of("192.0.2.1"),
          Personal.of("asked for by Alice"));

  static Stream<Class<? extends LifecycleEvent>> events() {
    return EventTypes.<LifecycleEvent>recordsOf(LifecycleEvent.class).stream();
  }

  private static EventMessage message(LifecycleEvent event) {
    return new GenericEventMessage(
        ID, VOCABULARY.typeOf(event.getClass()), event, METADATA.toMap(), AT);
  }

  private static Encoded encode(LifecycleEvent event) {
    return VOCABULARY.encode(message(event));
  }

  private static Object read(Encoded encoded) {
    return Objects.requireNonNull(VOCABULARY.decode(ID, AT, encoded).payload());
  }

  private static Encoded stored(String name, String version, String payload) {
    return new Encoded(name, version, payload.getBytes(UTF_8), bytes("{}"), bytes(""));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_is_read_as_it_was_written(Class<? extends LifecycleEvent> type) {
    for (LifecycleEvent event :
        List.of(Samples.<LifecycleEvent>full(type), Samples.<LifecycleEvent>sparse(type))) {
      EventMessage message = message(event);
      EventMessage back = VOCABULARY.decode(ID, AT, VOCABULARY.encode(message));
      assertThat(back.payload()).isEqualTo(event);
      assertThat(back.payload()).hasToString(event.toString());
      assertThat(back.identifier()).isEqualTo(ID);
      assertThat(back.timestamp()).isEqualTo(AT);
      assertThat(back.type()).isEqualTo(message.type());
      assertThat(Metadata.of(back.metadata())).isEqualTo(METADATA);
    }
  }

  @ParameterizedTest
  @MethodSource("events")
  void every_event_has_a_stored_name_of_its_own_and_can_be_found(
      Class<? extends LifecycleEvent> type) {
    Event stored = type.getAnnotation(Event.class);
    assertThat(stored.namespace()).isEqualTo("lifecycle");
    assertThat(stored.name()).isEqualTo(type.getSimpleName());
    assertThat(stored.version()).matches("[1-9][0-9]*");
    assertThat(VOCABULARY.typeOf(type))
        .isEqualTo(new MessageType("lifecycle", stored.name(), stored.version()));
    assertThat(Samples.full(type).tags()).isNotEmpty();
    assertThat(Samples.sparse(type).tags()).isNotEmpty();
  }

  @Test
  void no_two_events_share_a_name() {
    Set<MessageType> names = new HashSet<>();
    events().forEach(type -> names.add(VOCABULARY.typeOf(type)));
    assertThat(names).hasSize((int) events().count());
  }

  @ParameterizedTest
  @MethodSource("events")
  void equal_events_are_equal_bytes(Class<? extends LifecycleEvent> type) {
    Encoded one = encode(Samples.full(type));
    Encoded other = encode((LifecycleEvent) read(one));
    assertThat(other).usingRecursiveComparison().isEqualTo(one);
  }

  @Test
  void the_stored_form_is_compact_and_sorted() {
    assertThat(new String(encode(Samples.full(RoleAssigned.class)).payload(), UTF_8))
        .isEqualTo(
            """
            {"grant":{"assignment":"00000000-0000-0007-0000-000000000004",\
            "principal":"00000000-0000-0007-0000-000000000006",\
            "principalType":"ServicePrincipal",\
            "role":"00000000-0000-0007-0000-000000000007",\
            "scope":{"above":["00000000-0000-0007-0000-000000000002",\
            "/subscriptions/00000000-0000-0007-0000-000000000001","/"],\
            "id":"00000000-0000-0007-0000-000000000003",\
            "path":"/subscriptions/00000000-0000-0007-0000-000000000001/resourceGroups/Payments\
            /providers/Microsoft.Compute/virtualMachines/VM-1"},\
            "terms":{"condition":"text with \\"quotes\\", \\\\ and \u00e9\uD83D\uDE80",\
            "conditionVersion":"text with \\"quotes\\", \\\\ and \u00e9\uD83D\uDE80",\
            "description":"text with \\"quotes\\", \\\\ and \u00e9\uD83D\uDE80",\
            "expiresOn":"2026-01-02T03:04:05.678901Z","reason":null}}}\
            """);
  }

  @Test
  void maps_are_stored_in_the_order_of_their_keys() {
    assertThat(new String(encode(Samples.full(ResourceGroupUpdated.class)).payload(), UTF_8))
        .startsWith("{\"resourceTags\":{\"Env\":\"prod\",\"a\":\"\",\"zone\":\"1\"},");
  }

  @Test
  void metadata_names_no_more_groups_than_a_token_does() {
    List<PrincipalId> groups = Collections.nCopies(Metadata.GROUPS_MAX + 1, PRINCIPAL);
    assertThatThrownBy(
            () ->
                new Metadata(
                    PRINCIPAL,
                    groups,
                    Optional.empty(),
                    "PutResource",
                    new UUID(1, 4),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Personal.none(),
                    Personal.none()))
        .hasMessage("metadata names more than 200 groups");
  }

  @Test
  void personal_texts_lie_in_a_part_of_their_own() {
    Encoded encoded = encode(Samples.full(RoleAssigned.class));
    assertThat(new String(encoded.personal(), UTF_8))
        .isEqualTo(
            """
            {"grant.terms.reason":"a person's words","meta.address":"192.0.2.1",\
            "meta.reason":"asked for by Alice"}\
            """);
    assertThat(new String(encoded.payload(), UTF_8)).doesNotContain("person's");
    assertThat(new String(encoded.metadata(), UTF_8))
        .isEqualTo(
            """
            {"caller":"00000000-0000-0001-0000-000000000002",\
            "cascadesFrom":"00000000-0000-0001-0000-000000000005",\
            "clientRequestId":"client's request",\
            "correlation":"00000000-0000-0001-0000-000000000004",\
            "groups":"00000000-0000-0001-0000-000000000006,00000000-0000-0001-0000-000000000007",\
            "onBehalfOf":"00000000-0000-0001-0000-000000000003",\
            "operation":"PutResource","requestId":"request","traceId":"trace"}\
            """);
  }

  @ParameterizedTest
  @MethodSource("events")
  void an_event_whose_personal_part_was_erased_is_read_without_it(
      Class<? extends LifecycleEvent> type) {
    Encoded whole = encode(Samples.full(type));
    Encoded erased =
        new Encoded(whole.name(), whole.version(), whole.payload(), whole.metadata(), new byte[0]);
    EventMessage back = VOCABULARY.decode(ID, AT, erased);
    assertThat(String.valueOf(back.payload())).doesNotContain("person's");
    assertThat(Metadata.of(back.metadata()))
        .isEqualTo(
            new Metadata(
                METADATA.caller(),
                METADATA.groups(),
                METADATA.onBehalfOf(),
                METADATA.operation(),
                METADATA.correlation(),
                METADATA.cascadesFrom(),
                METADATA.requestId(),
                METADATA.clientRequestId(),
                METADATA.traceId(),
                Personal.none(),
                Personal.none()));
  }

  @Test
  void an_old_version_is_read_as_the_record_of_now() {
    Vocabulary<LifecycleEvent> vocabulary =
        new Vocabulary<>(
            LifecycleEvent.class,
            new OldVersions(
                Map.of(
                    new OldVersions.Old("lifecycle.PrincipalRegistered", "0"),
                    (payload, personal) -> {
                      payload.set("principal", payload.remove("id"));
                      payload.putNull("display");
                      personal.put("display", personal.remove("name"));
                    })));
    Encoded old =
        new Encoded(
            "lifecycle.PrincipalRegistered",
            "0",
            bytes(
                """
                {"id":"%s","type":"User","subject":{"issuer":"i","subject":"s"}}\
                """
                    .formatted(PRINCIPAL)),
            bytes("{}"),
            bytes("{\"name\":\"Alice\"}"));
    EventMessage back = vocabulary.decode(ID, AT, old);
    assertThat(back.type()).isEqualTo(vocabulary.typeOf(PrincipalRegistered.class));
    assertThat(back.payload())
        .isEqualTo(
            new PrincipalRegistered(
                PRINCIPAL, PrincipalType.USER, new Subject("i", "s"), Personal.of("Alice")));
  }

  static Stream<Encoded> refused() {
    String disabled = "lifecycle.PrincipalDisabled";
    String right = "{\"principal\":\"" + PRINCIPAL + "\"}";
    return Stream.of(
        stored("lifecycle.Unheard", "1", right),
        stored(disabled, "2", right),
        stored(disabled, "1", ""),
        stored(disabled, "1", "null"),
        stored(disabled, "1", "{"),
        stored(disabled, "1", "[]"),
        stored(disabled, "1", "{}"),
        stored(disabled, "1", right + "{}"),
        stored(disabled, "1", right.replace("}", ",\"more\":1}")),
        stored(disabled, "1", right.replace("}", ",\"principal\":\"" + PRINCIPAL + "\"}")),
        stored(disabled, "1", "{\"principal\":null}"),
        stored(disabled, "1", "{\"principal\":1}"),
        stored(disabled, "1", "{\"principal\":\"\"}"),
        stored("lifecycle.LockRemoved", "1", right),
        new Encoded(disabled, "1", bytes(right), bytes("{\"caller\":1}"), bytes("")),
        new Encoded(disabled, "1", bytes(right), bytes("nonsense"), bytes("")),
        new Encoded(disabled, "1", bytes(right), bytes("{}"), bytes("{\"display\":\"A\"}")),
        new Encoded(disabled, "1", bytes(right), bytes("{}"), bytes("[]")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_is_not_as_it_would_be_written_is_refused(Encoded encoded) {
    assertThatThrownBy(() -> read(encoded)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void an_event_that_erases_says_of_which_position() {
    assertThat(VOCABULARY.erases(encode(new PersonalPartErased(41, "RoleAssigned", "asked for"))))
        .hasValue(41);
    assertThat(VOCABULARY.erases(encode(Samples.full(RoleAssigned.class)))).isEmpty();
  }

  @Test
  void a_personal_text_in_the_payload_is_refused() {
    assertThatThrownBy(
            () ->
                read(
                    stored(
                        "lifecycle.PrincipalRegistered",
                        "1",
                        """
                        {"principal":"%s","type":"User","subject":{"issuer":"i","subject":"s"},\
                        "display":"Alice"}\
                        """
                            .formatted(PRINCIPAL))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("must be null");
  }

  @Test
  void an_event_under_another_name_is_not_stored() {
    LifecycleEvent event = new PrincipalDisabled(PRINCIPAL);
    EventMessage wrong =
        new GenericEventMessage(
            ID, new MessageType("lifecycle", "PrincipalRemoved", "1"), event, Map.of(), AT);
    assertThatThrownBy(() -> VOCABULARY.encode(wrong)).isInstanceOf(IllegalArgumentException.class);
    EventMessage foreign =
        new GenericEventMessage(ID, new MessageType("x", "Y", "1"), "text", Map.of(), AT);
    assertThatThrownBy(() -> VOCABULARY.encode(foreign))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ResourceUpdated holding(Json member) {
    ResourceUpdated sample = Samples.full(ResourceUpdated.class);
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("z", member);
    members.put("a", new Json.Null());
    return new ResourceUpdated(sample.scope(), new ResourceBody(Map.of(), new Json.Obj(members)));
  }

  private static Json nested(int levels) {
    Json json = new Json.Null();
    for (int level = 0; level < levels; level++) {
      json = new Json.Arr(List.of(json));
    }
    return json;
  }

  static Stream<Json> strange() {
    return Stream.of(
        nested(LifecycleJson.NESTING_MAX - 4),
        new Json.Num(new BigDecimal("1E+2147483647")),
        new Json.Num(new BigDecimal("1.000")),
        new Json.Num(new BigDecimal("-0.0000000000000000000000001")),
        new Json.Num(new BigDecimal("9".repeat(LifecycleJson.NUMBER_LENGTH_MAX))),
        new Json.Text("\uD83D\uDE80 \u0000\u001f\u2028\uFEFF"),
        new Json.Text("x".repeat(1 << 19)),
        new Json.Obj(Map.of("n".repeat(1 << 19), new Json.Bool(false))));
  }

  @ParameterizedTest
  @MethodSource("strange")
  void a_strange_body_is_kept_to_the_digit(Json json) {
    ResourceUpdated event = holding(json);
    Object back = read(encode(event));
    assertThat(back.equals(event)).isTrue();
    assertThat(back.toString().equals(event.toString())).isTrue();
  }

  static Stream<Json> unstorable() {
    return Stream.of(
        nested(LifecycleJson.NESTING_MAX),
        new Json.Num(new BigDecimal("9".repeat(LifecycleJson.NUMBER_LENGTH_MAX + 1))),
        new Json.Text("\uD83D"),
        new Json.Text("\uDE80\uD83D"),
        new Json.Obj(Map.of("\uD83D", new Json.Null())));
  }

  @ParameterizedTest
  @MethodSource("unstorable")
  void a_body_that_could_not_be_read_back_is_refused_when_written(Json json) {
    assertThatThrownBy(() -> encode(holding(json)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot be stored");
  }
}
