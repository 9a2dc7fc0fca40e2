package dev.lanyard.projections.store;

import dev.lanyard.domain.Json;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** JSON values as the views store them: compact text, numbers exact. */
public final class StoredJson {
  /** Payloads were bounded when they were appended; here only the stored text is read back. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNumberLength(Integer.MAX_VALUE).build())
          .build();

  private StoredJson() {}

  /** The text of a value. */
  public static String write(Json value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      write(generator, value);
    }
    return text.toString();
  }

  private static void write(JsonGenerator to, Json value) {
    switch (value) {
      case Json.Obj(var members) -> {
        to.writeStartObject();
        members.forEach(
            (name, member) -> {
              to.writeName(name);
              write(to, member);
            });
        to.writeEndObject();
      }
      case Json.Arr(var elements) -> {
        to.writeStartArray();
        elements.forEach(element -> write(to, element));
        to.writeEndArray();
      }
      case Json.Text(var string) -> to.writeString(string);
      case Json.Num(var number) -> to.writeNumber(number);
      case Json.Bool(var bool) -> to.writeBoolean(bool);
      case Json.Null() -> to.writeNull();
    }
  }

  /**
   * The object that a text holds.
   *
   * @throws IllegalStateException if it holds none: the file is damaged
   */
  public static Json.Obj read(String text) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      parser.nextToken();
      if (read(parser) instanceof Json.Obj object) {
        return object;
      }
    }
    throw new IllegalStateException("a stored JSON value is not an object");
  }

  private static Json read(JsonParser from) {
    return switch (from.currentToken()) {
      case START_OBJECT -> object(from);
      case START_ARRAY -> array(from);
      case VALUE_STRING -> new Json.Text(from.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(from.getDecimalValue());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IllegalStateException("a stored JSON value cannot be read");
    };
  }

  private static Json.Obj object(JsonParser from) {
    Map<String, Json> members = new LinkedHashMap<>();
    while (from.nextToken() != JsonToken.END_OBJECT) {
      String name = from.currentName();
      from.nextToken();
      members.put(name, read(from));
    }
    return new Json.Obj(members);
  }

  private static Json.Arr array(JsonParser from) {
    List<Json> elements = new ArrayList<>();
    while (from.nextToken() != JsonToken.END_ARRAY) {
      elements.add(read(from));
    }
    return new Json.Arr(elements);
  }

  /** Tags as an object of texts, in the order of their names. */
  public static Json.Obj ofTags(Map<String, String> tags) {
    Map<String, Json> members = new LinkedHashMap<>();
    tags.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(tag -> members.put(tag.getKey(), new Json.Text(tag.getValue())));
    return new Json.Obj(members);
  }

  /**
   * The tags of an object of texts.
   *
   * @throws IllegalStateException if a member is not a text: the file is damaged
   */
  public static Map<String, String> tagsOf(Json.Obj object) {
    Map<String, String> tags = new LinkedHashMap<>();
    object
        .members()
        .forEach(
            (name, value) -> {
              if (!(value instanceof Json.Text(var text))) {
                throw new IllegalStateException("a stored tag is not a text");
              }
              tags.put(name, text);
            });
    return tags;
  }
}
