package dev.lanyard.eventstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.EventSchemas.EventSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.messaging.core.MessageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventSchemasTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "dev", "lanyard", "eventstore", "event-schemas.json");
  private static final Path WANTED = Path.of("target", "event-schemas.json");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final EventSchemas SCHEMAS = EventSchemas.published();
  private static final SchemaRegistry VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  /** A payload as it is stored, with the schema that is published for it. */
  record Stored(EventSchema schema, String payload) {
    static <E> Stored of(Vocabulary<E> vocabulary, E event) {
      @SuppressWarnings("unchecked") // The class of an event is one of its family's.
      MessageType type = vocabulary.typeOf((Class<? extends E>) event.getClass());
      return new Stored(
          SCHEMAS.of(type.name(), type.version()).orElseThrow(),
          new String(vocabulary.write(event).payload(), UTF_8));
    }

    boolean fits(String json) {
      Schema compiled = VALIDATOR.getSchema(schema.json());
      return compiled.validate(json, InputFormat.JSON).isEmpty();
    }

    @Override
    public String toString() {
      return schema.key();
    }
  }

  static Stream<Stored> samples() {
    return Stream.concat(
        stored(LifecycleEvent.class, Vocabulary.lifecycle()),
        stored(AccessEvent.class, Vocabulary.access()));
  }

  private static <E> Stream<Stored> stored(Class<E> family, Vocabulary<E> vocabulary) {
    return EventTypes.<E>recordsOf(family).stream()
        .flatMap(
            type ->
                Stream.of(Samples.<E>full(type), Samples.<E>sparse(type))
                    .map(event -> Stored.of(vocabulary, event)));
  }

  static Collection<EventSchema> schemas() {
    return SCHEMAS.all();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_stored_payload_fits_the_schema_of_its_event(Stored stored) {
    assertThat(
            VALIDATOR
                .getSchema(stored.schema().json())
                .validate(stored.payload(), InputFormat.JSON))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void what_is_missing_or_unknown_or_of_another_type_does_not_fit(Stored stored) {
    ObjectNode payload = (ObjectNode) JSON.readTree(stored.payload());
    assertThat(stored.fits(payload.deepCopy().put("unheard-of", "x").toString())).isFalse();
    for (String member : new ArrayList<>(payload.propertyNames())) {
      ObjectNode without = payload.deepCopy();
      without.remove(member);
      assertThat(stored.fits(without.toString())).as("without " + member).isFalse();
      assertThat(stored.fits(payload.deepCopy().put(member, true).toString()))
          .as("true as " + member)
          .isFalse();
    }
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void a_schema_is_one_by_the_specification_and_names_itself(EventSchema schema) {
    Schema dialect =
        VALIDATOR.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
    assertThat(dialect.validate(schema.json(), InputFormat.JSON)).isEmpty();
    assertThat(JSON.readTree(schema.json()).path("$id").asString())
        .isEqualTo("urn:lanyard:event:" + schema.name() + ":" + schema.version());
  }

  @Test
  void every_event_has_one() {
    assertThat(SCHEMAS.texts()).hasSize((int) samples().map(Stored::schema).distinct().count());
    assertThat(SCHEMAS.texts()).containsKeys("lifecycle.RoleAssigned-1", "access.TokenIssued-1");
    assertThat(SCHEMAS.of("lifecycle.RoleAssigned", "1").map(EventSchema::json))
        .contains(SCHEMAS.texts().get("lifecycle.RoleAssigned-1"));
  }

  @Test
  void what_was_never_stored_has_none() {
    assertThat(SCHEMAS.of("lifecycle.RoleAssigned", "0")).isEmpty();
    assertThat(SCHEMAS.of("RoleAssigned", "1")).isEmpty();
    assertThat(SCHEMAS.of("lifecycle.RoleAssigned-1", "")).isEmpty();
  }

  @Test
  void a_version_that_is_written_no_more_keeps_its_schema() {
    EventSchemas schemas = EventSchemas.with(old("lifecycle.GroupMade"), none());
    assertThat(schemas.of("lifecycle.GroupMade", "0").map(EventSchema::json))
        .contains("{\"$id\": \"urn:lanyard:event:lifecycle.GroupMade:0\"}");
    assertThatThrownBy(() -> EventSchemas.with(old("lifecycle.GroupUnmade"), none()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("schemas/lifecycle.GroupUnmade-0.json");
  }

  private static OldVersions old(String name) {
    return new OldVersions(Map.of(new OldVersions.Old(name, "0"), (_, _) -> {}));
  }

  private static OldVersions none() {
    return new OldVersions(Map.of());
  }

  @Test
  void the_published_schemas_are_those_that_were_reviewed() throws IOException {
    ObjectNode all = JSON.createObjectNode();
    SCHEMAS.texts().forEach((key, text) -> all.set(key, JSON.readTree(text)));
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    String wanted =
        JSON.writer()
                .with(new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines))
                .writeValueAsString(all)
            + "\n";
    Files.createDirectories(WANTED.getParent());
    Files.writeString(WANTED, wanted);
    List<String> reviewed = Files.exists(GOLDEN) ? Files.readAllLines(GOLDEN) : List.of();
    assertThat(wanted.lines().toList().equals(reviewed))
        .as(
            "%s is %s. The shape of an event that a ledger may hold never changes: give a changed"
                + " record a new version, a line in OldVersions, and the old schema as a file in"
                + " schemas/. Where an event is new, copy the one over the other",
            GOLDEN, WANTED)
        .isTrue();
  }
}
