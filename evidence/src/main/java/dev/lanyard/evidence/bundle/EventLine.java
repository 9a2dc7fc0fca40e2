package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.MalformedEvidence;
import dev.lanyard.evidence.Opening;
import dev.lanyard.evidence.bundle.OpenedEvent.Personal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of {@code events.ndjson}: position, name, version, and each part that is opened as its
 * salt in hexadecimal digits and its exact bytes as {@code text}, or as {@code base64} where they
 * are not UTF-8. Metadata has its first eight bytes as {@code sent}, a number of microseconds.
 */
final class EventLine {
  private static final int TIME_BYTES = 8;
  private static final String ERASED = "erased";

  private EventLine() {}

  /** The line of an event, without a newline. */
  static String write(OpenedEvent event) {
    ObjectNode json = BundleJson.object();
    json.put("position", event.position());
    json.put("name", event.name()).put("version", event.version());
    event
        .tags()
        .ifPresent(
            tags -> {
              ArrayNode list = json.putArray("tags");
              tags.forEach(tag -> put(list.addObject(), tag));
            });
    event.payload().ifPresent(payload -> put(json.putObject("payload"), payload));
    event.metadata().ifPresent(metadata -> putTimed(json.putObject("metadata"), metadata));
    switch (event.personal()) {
      case Personal.Open(var opening) -> put(json.putObject("personal"), opening);
      case Personal.Erased _ -> json.putObject("personal").put(ERASED, true);
      case Personal.Closed _ -> {}
    }
    return BundleJson.line(json);
  }

  /**
   * Reads a line.
   *
   * @param line without its newline
   * @throws MalformedEvidence if it is none, or not in the form in which it is written
   */
  static OpenedEvent read(byte[] line) {
    JsonNode json = BundleJson.parse(line);
    OpenedEvent event =
        new OpenedEvent(
            BundleJson.number(json, "position"),
            BundleJson.text(json, "name"),
            BundleJson.text(json, "version"),
            json.has("tags") ? Optional.of(tags(json)) : Optional.empty(),
            part(json, "payload"),
            part(json, "metadata"),
            personal(json));
    BundleJson.requireSame(line, write(event));
    return event;
  }

  private static void put(ObjectNode json, Opening opening) {
    putSalt(json, opening);
    putBytes(json, opening.bytes());
  }

  private static void putTimed(ObjectNode json, Opening opening) {
    byte[] bytes = opening.bytes();
    putSalt(json, opening);
    if (bytes.length < TIME_BYTES) {
      putBytes(json, bytes);
    } else {
      json.put("sent", ByteBuffer.wrap(bytes).getLong());
      putBytes(json, Arrays.copyOfRange(bytes, TIME_BYTES, bytes.length));
    }
  }

  private static void putSalt(ObjectNode json, Opening opening) {
    json.put("salt", HexFormat.of().formatHex(opening.salt()));
  }

  private static void putBytes(ObjectNode json, byte[] bytes) {
    String text = new String(bytes, UTF_8);
    if (Arrays.equals(text.getBytes(UTF_8), bytes)) {
      json.put("text", text);
    } else {
      json.put("base64", Base64.getEncoder().encodeToString(bytes));
    }
  }

  private static List<Opening> tags(JsonNode json) {
    List<Opening> tags = new ArrayList<>();
    BundleJson.list(json, "tags").forEach(tag -> tags.add(opening(tag)));
    return tags;
  }

  private static Optional<Opening> part(JsonNode json, String field) {
    return json.has(field) ? Optional.of(opening(json.get(field))) : Optional.empty();
  }

  private static Personal personal(JsonNode json) {
    if (!json.has("personal")) {
      return new Personal.Closed();
    }
    JsonNode personal = json.get("personal");
    return personal.has(ERASED) ? new Personal.Erased() : new Personal.Open(opening(personal));
  }

  private static Opening opening(JsonNode json) {
    byte[] salt;
    byte[] shown;
    try {
      salt = HexFormat.of().parseHex(BundleJson.text(json, "salt"));
      shown =
          json.has("base64")
              ? Base64.getDecoder().decode(BundleJson.text(json, "base64"))
              : BundleJson.text(json, "text").getBytes(UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new MalformedEvidence("a salt or an opened part is not in its form");
    }
    if (!json.has("sent")) {
      return Opening.of(salt, shown);
    }
    return Opening.of(salt, Opening.metadataBytes(sent(json), shown));
  }

  /** Times before 1970 are negative. */
  private static long sent(JsonNode json) {
    JsonNode sent = json.get("sent");
    if (!sent.isIntegralNumber() || !sent.canConvertToLong()) {
      throw new MalformedEvidence("sent is not a number");
    }
    return sent.asLong();
  }
}
