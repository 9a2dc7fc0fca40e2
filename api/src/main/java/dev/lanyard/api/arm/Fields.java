package dev.lanyard.api.arm;

import dev.lanyard.api.http.Rfc3339;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourceTags;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The members of a JSON object of a request, read as the types that they must have. ARM ignores the
 * case of member names; {@code null} counts as absent. Every refusal names the field.
 */
public final class Fields {
  private final String prefix;
  private final Map<String, Json> members = new LinkedHashMap<>();

  private Fields(String prefix, Json.Obj object) {
    this.prefix = prefix;
    object
        .members()
        .forEach(
            (name, value) -> {
              if (members.put(name.toLowerCase(Locale.ROOT), value) != null) {
                throw new MalformedValue("body", "has a member twice, in different case");
              }
            });
  }

  /** The members of a request's body. */
  public static Fields of(Json.Obj body) {
    return new Fields("", body);
  }

  /** The name of a member as refusals tell it. */
  public String at(String name) {
    return prefix + name;
  }

  /** A member that is there and not {@code null}. */
  public Optional<Json> value(String name) {
    return Optional.ofNullable(members.get(name.toLowerCase(Locale.ROOT)))
        .filter(value -> !(value instanceof Json.Null));
  }

  /** A text. */
  public Optional<String> text(String name) {
    return value(name)
        .map(
            value -> {
              if (value instanceof Json.Text(var text)) {
                return text;
              }
              throw new MalformedValue(at(name), "must be a string");
            });
  }

  /** A text that must be there. */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> missing(name));
  }

  /** An object. */
  public Optional<Json.Obj> object(String name) {
    return value(name)
        .map(
            value -> {
              if (value instanceof Json.Obj object) {
                return object;
              }
              throw new MalformedValue(at(name), "must be an object");
            });
  }

  /** The members of an object. */
  public Optional<Fields> fields(String name) {
    return object(name).map(object -> new Fields(at(name) + ".", object));
  }

  /** The members of an object that must be there. */
  public Fields requiredFields(String name) {
    return fields(name).orElseThrow(() -> missing(name));
  }

  /** An array of objects; none where it is absent. */
  public List<Fields> listOfFields(String name) {
    List<Fields> all = new ArrayList<>();
    for (Json element : list(name)) {
      if (!(element instanceof Json.Obj object)) {
        throw new MalformedValue(at(name), "must be an array of objects");
      }
      all.add(new Fields(at(name) + "[" + all.size() + "].", object));
    }
    return all;
  }

  /** An array of texts; none where it is absent. */
  public List<String> texts(String name) {
    List<String> all = new ArrayList<>();
    for (Json element : list(name)) {
      if (!(element instanceof Json.Text(var text))) {
        throw new MalformedValue(at(name), "must be an array of strings");
      }
      all.add(text);
    }
    return all;
  }

  private List<Json> list(String name) {
    return value(name)
        .map(
            value -> {
              if (value instanceof Json.Arr(var elements)) {
                return elements;
              }
              throw new MalformedValue(at(name), "must be an array");
            })
        .orElse(List.of());
  }

  /** The owner's tags, within the limits of {@link ResourceTags}. */
  public Optional<Map<String, String>> tags() {
    return object("tags")
        .map(
            object -> {
              Map<String, String> tags = new LinkedHashMap<>();
              object
                  .members()
                  .forEach(
                      (name, value) -> {
                        if (!(value instanceof Json.Text(var text))) {
                          throw new MalformedValue(at("tags"), "must have strings as values");
                        }
                        tags.put(name, text);
                      });
              return ResourceTags.require(tags);
            });
  }

  /** An RFC 3339 instant, cut to whole microseconds. */
  public Optional<Instant> instant(String name) {
    return text(name).map(text -> instant(at(name), text));
  }

  private static Instant instant(String field, String text) {
    return Rfc3339.read(text)
        .map(instant -> instant.truncatedTo(ChronoUnit.MICROS))
        .orElseThrow(() -> new MalformedValue(field, "must be an RFC 3339 instant"));
  }

  private MalformedValue missing(String name) {
    return new MalformedValue(at(name), "is required");
  }
}
