package dev.lanyard.eventstore;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/**
 * How the values of facts look as JSON (RFC 8259). Records are objects of their components in
 * alphabetical order, none left out; ids, paths, names, patterns and instants are strings, enums
 * the text that ARM has for them, an empty {@code Optional} is {@code null}. Maps are sorted, so
 * that equal records are equal bytes; only the members of a {@link Json.Obj} keep the order of
 * their sender. Reading is as strict as writing: what would not be written so is refused.
 */
final class LifecycleJson {
  /** Deepest nesting, in objects and arrays; both ways recurse once for each. */
  static final int NESTING_MAX = 256;

  /** Longest number, in characters. */
  static final int NUMBER_LENGTH_MAX = 1_000;

  /** Longest string or member name, in characters: as large as a payload may be. */
  static final int TEXT_LENGTH_MAX = 1 << 20;

  private LifecycleJson() {}

  /** A mapper of its own, strict in both directions. */
  static JsonMapper mapper() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(NESTING_MAX)
                    .maxNumberLength(NUMBER_LENGTH_MAX)
                    .maxStringLength(TEXT_LENGTH_MAX)
                    .maxNameLength(TEXT_LENGTH_MAX)
                    .build())
            .streamWriteConstraints(
                StreamWriteConstraints.builder().maxNestingDepth(NESTING_MAX).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return JsonMapper.builder(factory)
        .addModule(module())
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .enable(EnumFeature.WRITE_ENUMS_USING_TO_STRING, EnumFeature.READ_ENUMS_USING_TO_STRING)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();
  }

  private static SimpleModule module() {
    SimpleModule module = new SimpleModule("lifecycle");
    text(module, ActionPattern.class, ActionPattern::new);
    text(module, AssignmentId.class, text -> AssignmentId.parse("assignment", text));
    text(module, ClientId.class, text -> ClientId.parse("client", text));
    text(module, CredentialId.class, text -> CredentialId.parse("credential", text));
    text(module, Instant.class, Instant::parse);
    text(module, LockName.class, LockName::new);
    text(module, PrincipalId.class, text -> PrincipalId.parse("principal", text));
    text(module, ReplayId.class, text -> ReplayId.parse("replay", text));
    text(module, ResourcePath.class, text -> ResourcePath.parse("path", text));
    text(module, RoleId.class, text -> RoleId.parse("role", text));
    text(module, ScopeId.class, ScopeId::parse);
    text(module, SubscriptionId.class, text -> SubscriptionId.parse("subscription", text));
    text(module, TenantId.class, text -> TenantId.parse("tenant", text));
    text(module, ThingId.class, text -> ThingId.parse("thing", text));
    module.addDeserializer(Texts.class, new TextsReader());
    PersonalPart.register(module);
    KeptJson.register(module);
    return module;
  }

  /** A value that is written as its {@code toString}. */
  private static <T> void text(SimpleModule module, Class<T> type, Function<String, T> parse) {
    module.addSerializer(
        type,
        new StdScalarSerializer<T>(type) {
          @Override
          public void serialize(T value, JsonGenerator json, SerializationContext context) {
            json.writeString(value.toString());
          }
        });
    module.addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          @Override
          public T deserialize(JsonParser json, DeserializationContext context) {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
              return context.reportInputMismatch(this, "must be a string");
            }
            return parse.apply(json.getString());
          }
        });
  }

  /**
   * Texts by name: metadata, and the personal part. Jackson's own reader of such maps would also
   * take numbers for texts.
   */
  record Texts(Map<String, String> byName) {}

  private static final class TextsReader extends StdDeserializer<Texts> {
    TextsReader() {
      super(Texts.class);
    }

    @Override
    public Texts deserialize(JsonParser json, DeserializationContext context) {
      if (!json.hasToken(JsonToken.START_OBJECT)) {
        return context.reportInputMismatch(this, "must be an object of strings");
      }
      Map<String, String> texts = new HashMap<>();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          return context.reportInputMismatch(this, "must be an object of strings");
        }
        texts.put(name, json.getString());
      }
      return new Texts(texts);
    }
  }
}
