package dev.lanyard.api.http;

import dev.lanyard.domain.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/** Reads hostile bytes as JSON and writes JSON as bytes (RFC 8259), within {@link Limits}. */
public final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Limits.JSON_NESTING_MAX)
                  .maxNumberLength(Limits.JSON_NUMBER_LENGTH_MAX)
                  .maxTokenCount(Limits.JSON_TOKENS_MAX)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private JsonText() {}

  /**
   * Reads one value and nothing after it. Refuses members given twice, numbers whose exponent is
   * beyond {@link Limits#JSON_NUMBER_SCALE_MAX}, and texts with a NUL or half a surrogate pair,
   * which not every store can hold.
   *
   * @throws ProblemException 400 that tells line and column
   */
  public static Json read(byte[] bytes) {
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        throw invalid("is empty");
      }
      Json value = value(parser, first);
      if (parser.nextToken() != null) {
        throw invalid("goes on after its end");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw invalid(
          "is nested too deeply, has too many values, or has too long a name or number" + place(e));
    } catch (JacksonException e) {
      throw invalid("is not well-formed JSON, or names a member twice" + place(e));
    }
  }

  private static Json value(JsonParser parser, JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Text(text(parser.getString()));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser);
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      case VALUE_NULL -> new Json.Null();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw invalid("is not well-formed JSON");
    };
  }

  private static Json number(JsonParser parser) {
    try {
      BigDecimal number = parser.getDecimalValue();
      if (Math.absExact(number.scale()) > Limits.JSON_NUMBER_SCALE_MAX) {
        throw invalid("has a number that is out of range (its exponent)");
      }
      return new Json.Num(number);
    } catch (ArithmeticException | NumberFormatException e) {
      throw invalid("has a number that is out of range (" + e.getClass().getSimpleName() + ")");
    }
  }

  private static Json.Obj object(JsonParser parser) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      members.put(text(name), value(parser, parser.nextToken()));
    }
    return new Json.Obj(members);
  }

  private static Json.Arr array(JsonParser parser) {
    List<Json> elements = new ArrayList<>();
    JsonToken token = parser.nextToken();
    while (token != JsonToken.END_ARRAY) {
      elements.add(value(parser, token));
      token = parser.nextToken();
    }
    return new Json.Arr(elements);
  }

  private static String text(String text) {
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      if (c == 0 || Character.getType(c) == Character.SURROGATE) {
        throw invalid("has a text with a NUL or half a surrogate pair");
      }
      at += Character.charCount(c);
    }
    return text;
  }

  private static String place(JacksonException e) {
    TokenStreamLocation at = e.getLocation();
    return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
  }

  private static ProblemException invalid(String why) {
    return Problem.of(400, "InvalidRequestContent", "The request body " + why + ".")
        .at("body")
        .exception();
  }

  /** The value as UTF-8. */
  public static byte[] write(Json json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
    try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      write(json, out);
    }
    return bytes.toByteArray();
  }

  /** Writes the value as a part of what {@code out} writes. */
  public static void write(Json json, JsonGenerator out) {
    switch (json) {
      case Json.Obj(var members) -> {
        out.writeStartObject();
        members.forEach(
            (name, member) -> {
              out.writeName(name);
              write(member, out);
            });
        out.writeEndObject();
      }
      case Json.Arr(var elements) -> {
        out.writeStartArray();
        elements.forEach(element -> write(element, out));
        out.writeEndArray();
      }
      case Json.Text(var text) -> out.writeString(text);
      case Json.Num(var number) -> out.writeNumber(number);
      case Json.Bool(var truth) -> out.writeBoolean(truth);
      case Json.Null() -> out.writeNull();
    }
  }
}
