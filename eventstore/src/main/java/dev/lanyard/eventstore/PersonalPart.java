package dev.lanyard.eventstore;

import dev.lanyard.domain.Personal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.databind.util.AccessPattern;

/**
 * The personal texts of one event, by where they belong: the names on the way to the component,
 * joined by dots ({@code display}, {@code grant.terms.reason}). In the payload such a component is
 * {@code null}; whoever writes or reads one passes this part along as an attribute.
 */
final class PersonalPart {
  /** The attribute under which it travels. */
  static final Object ATTRIBUTE = PersonalPart.class;

  private final Map<String, String> texts;

  PersonalPart() {
    this(Map.of());
  }

  PersonalPart(Map<String, String> texts) {
    this.texts = new TreeMap<>(texts);
  }

  static void register(SimpleModule module) {
    module.addSerializer(Personal.class, new Writer());
    module.addDeserializer(Personal.class, new Reader());
  }

  /** The texts that are still to be placed; sorted. */
  Map<String, String> texts() {
    return texts;
  }

  void put(String where, String text) {
    texts.put(where, text);
  }

  /** Takes a text to its place; empty where none was given, or where it was erased. */
  Optional<String> take(String where) {
    return Optional.ofNullable(texts.remove(where));
  }

  private static String where(TokenStreamContext context) {
    TokenStreamContext parent = context.getParent();
    String name = String.valueOf(context.currentName());
    return parent == null || parent.inRoot() ? name : where(parent) + '.' + name;
  }

  private static PersonalPart of(@Nullable Object attribute) {
    if (attribute instanceof PersonalPart part) {
      return part;
    }
    throw new IllegalStateException("personal texts have nowhere to go");
  }

  private static final class Writer extends StdSerializer<Personal> {
    Writer() {
      super(Personal.class);
    }

    @Override
    public void serialize(Personal value, JsonGenerator json, SerializationContext context) {
      value
          .text()
          .ifPresent(
              text ->
                  of(context.getAttribute(ATTRIBUTE)).put(where(json.streamWriteContext()), text));
      json.writeNull();
    }
  }

  private static final class Reader extends StdDeserializer<Personal> {
    Reader() {
      super(Personal.class);
    }

    @Override
    public Personal deserialize(JsonParser json, DeserializationContext context) {
      return context.reportInputMismatch(this, "must be null: personal texts lie elsewhere");
    }

    @Override
    public AccessPattern getNullAccessPattern() {
      return AccessPattern.DYNAMIC;
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
      TokenStreamContext at = context.getParser().streamReadContext();
      return new Personal(of(context.getAttribute(ATTRIBUTE)).take(where(at)));
    }
  }
}
