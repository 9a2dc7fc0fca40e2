package dev.lanyard.eventstore;

import dev.lanyard.domain.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * The JSON that the engine keeps for its senders: members in their order, numbers with all their
 * digits. Both ways recurse once a level; the mapper's limit on nesting bounds that.
 */
final class KeptJson {
  private KeptJson() {}

  static void register(SimpleModule module) {
    module.addSerializer(Json.Obj.class, new Writer());
    module.addDeserializer(Json.Obj.class, new Reader());
  }

  private static final class Writer extends StdSerializer<Json.Obj> {
    Writer() {
      super(Json.Obj.class);
    }

    @Override
    public void serialize(Json.Obj value, JsonGenerator json, SerializationContext context) {
      write(value, json, context);
    }

    private void write(Json value, JsonGenerator json, SerializationContext context) {
      switch (value) {
        case Json.Obj(var members) -> {
          json.writeStartObject();
          members.forEach(
              (name, member) -> {
                json.writeName(whole(name, context));
                write(member, json, context);
              });
          json.writeEndObject();
        }
        case Json.Arr(var elements) -> {
          json.writeStartArray();
          elements.forEach(element -> write(element, json, context));
          json.writeEndArray();
        }
        case Json.Text(var text) -> json.writeString(whole(text, context));
        case Json.Num(var number) -> {
          if (number.toString().length() > LifecycleJson.NUMBER_LENGTH_MAX) {
            context.reportMappingProblem("a number is longer than may be stored");
          }
          json.writeNumber(number);
        }
        case Json.Bool(var flag) -> json.writeBoolean(flag);
        case Json.Null() -> json.writeNull();
      }
    }
  }

  /** Refuses half a surrogate pair: it has no UTF-8 form, and in a name it cannot be read back. */
  private static String whole(String text, SerializationContext context) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isSurrogate(text.charAt(at))) {
        if (!Character.isSupplementaryCodePoint(text.codePointAt(at))) {
          context.reportMappingProblem("a text has half a surrogate pair");
        }
        at++;
      }
    }
    return text;
  }

  private static final class Reader extends StdDeserializer<Json.Obj> {
    Reader() {
      super(Json.Obj.class);
    }

    @Override
    public Json.Obj deserialize(JsonParser json, DeserializationContext context) {
      if (!json.hasToken(JsonToken.START_OBJECT)) {
        return context.reportInputMismatch(this, "must be an object");
      }
      return object(json, context);
    }

    private Json.Obj object(JsonParser json, DeserializationContext context) {
      Map<String, Json> members = new LinkedHashMap<>();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        json.nextToken();
        members.put(name, value(json, context));
      }
      return new Json.Obj(members);
    }

    private Json.Arr array(JsonParser json, DeserializationContext context) {
      List<Json> elements = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        elements.add(value(json, context));
      }
      return new Json.Arr(elements);
    }

    // The tokens are not ours: a parser has more of them than JSON has.
    private Json value(JsonParser json, DeserializationContext context) {
      return switch (json.currentToken()) {
        case START_OBJECT -> object(json, context);
        case START_ARRAY -> array(json, context);
        case VALUE_STRING -> new Json.Text(json.getString());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(json.getDecimalValue());
        case VALUE_TRUE -> new Json.Bool(true);
        case VALUE_FALSE -> new Json.Bool(false);
        case VALUE_NULL -> new Json.Null();
        case NOT_AVAILABLE, PROPERTY_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT ->
            context.reportInputMismatch(this, "is not a JSON value");
      };
    }
  }
}
