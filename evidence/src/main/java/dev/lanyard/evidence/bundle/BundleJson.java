package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.MalformedEvidence;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as a bundle has it: read strictly, written in one form. */
final class BundleJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
  private static final ObjectWriter PRETTY =
      MAPPER
          .writer()
          .with(new DefaultPrettyPrinter().withObjectIndenter(LINES).withArrayIndenter(LINES));

  private BundleJson() {}

  /** An empty object. */
  static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** Over several lines, for people, with a newline at the end. */
  static String pretty(JsonNode node) {
    return PRETTY.writeValueAsString(node) + '\n';
  }

  /** In one line, without a newline. */
  static String line(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /**
   * Reads one object.
   *
   * @throws MalformedEvidence if the bytes are anything else
   */
  static JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException malformed) {
      throw new MalformedEvidence("it is not JSON");
    }
    throw new MalformedEvidence("it is not a JSON object");
  }

  /** Says that what was read is in the form in which it is written. */
  static void requireSame(byte[] read, String written) {
    if (!Arrays.equals(read, written.getBytes(UTF_8))) {
      throw new MalformedEvidence("it is not in the form that a bundle is written in");
    }
  }

  /** A text among the fields of an object. */
  static String text(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isString()) {
      throw new MalformedEvidence(field + " is missing or is not a text");
    }
    return value.asString();
  }

  /** A number among the fields of an object: from 0 to 2^63 - 1. */
  static long number(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
      throw new MalformedEvidence(field + " is missing or is not a number from 0");
    }
    return value.asLong();
  }

  /** An instant among the fields of an object. */
  static Instant instant(JsonNode object, String field) {
    try {
      return Instant.parse(text(object, field));
    } catch (DateTimeException malformed) {
      throw new MalformedEvidence(field + " is not an instant");
    }
  }

  /** A list among the fields of an object. */
  static JsonNode list(JsonNode object, String field) {
    JsonNode value = object.path(field);
    if (!value.isArray()) {
      throw new MalformedEvidence(field + " is missing or is not a list");
    }
    return value;
  }
}
