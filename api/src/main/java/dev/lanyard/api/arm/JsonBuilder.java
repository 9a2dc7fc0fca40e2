package dev.lanyard.api.arm;

import dev.lanyard.domain.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Builds a JSON object member by member, in the order in which they shall be written. */
public final class JsonBuilder {
  private final Map<String, Json> members = new LinkedHashMap<>();

  /** A text: the value's own. */
  public JsonBuilder text(String name, Object value) {
    members.put(name, new Json.Text(value.toString()));
    return this;
  }

  /** A text, or {@code null}. */
  public JsonBuilder textOrNull(String name, Optional<?> value) {
    members.put(name, value.<Json>map(v -> new Json.Text(v.toString())).orElse(new Json.Null()));
    return this;
  }

  /** An instant in UTC with microseconds, as RFC 3339 writes it. */
  public JsonBuilder instant(String name, Instant instant) {
    return text(name, instant.truncatedTo(ChronoUnit.MICROS));
  }

  /** Any value. */
  public JsonBuilder json(String name, Json value) {
    members.put(name, value);
    return this;
  }

  /** An array of texts. */
  public JsonBuilder texts(String name, Collection<?> values) {
    return json(
        name, new Json.Arr(values.stream().<Json>map(v -> new Json.Text(v.toString())).toList()));
  }

  /** An owner's tags, by name. */
  public JsonBuilder tags(Map<String, String> tags) {
    JsonBuilder object = new JsonBuilder();
    new TreeMap<>(tags).forEach(object::text);
    return json("tags", object.build());
  }

  /** The object. */
  public Json.Obj build() {
    return new Json.Obj(members);
  }
}
