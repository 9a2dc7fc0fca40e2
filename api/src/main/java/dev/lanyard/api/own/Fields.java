package dev.lanyard.api.own;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The members of a request's body on our own surfaces: unknown ones are refused. */
public final class Fields {
  private static final int NAME_SHOWN_MAX = 100;

  private final String place;
  private final Map<String, Json> members;

  private Fields(String place, Map<String, Json> members) {
    this.place = place;
    this.members = members;
  }

  /**
   * Takes an object with these members at most.
   *
   * @throws MalformedValue if the body is no object, or has another member; names it
   */
  public static Fields of(Json body, Set<String> known) {
    return of("", body, known);
  }

  /**
   * Takes an object that is a part of the body.
   *
   * @param place where it stands, such as {@code checks[3]}; empty for the whole body
   * @throws MalformedValue as {@link #of(Json, Set)}
   */
  public static Fields of(String place, Json part, Set<String> known) {
    if (!(part instanceof Json.Obj(var members))) {
      throw new MalformedValue(place.isEmpty() ? "body" : place, "must be a JSON object");
    }
    Fields fields = new Fields(place, members);
    for (var name : members.keySet()) {
      if (!known.contains(name)) {
        throw new MalformedValue(
            fields.at(name.substring(0, Math.min(name.length(), NAME_SHOWN_MAX))),
            "is not a field here; there are: " + String.join(", ", new TreeSet<>(known)));
      }
    }
    return fields;
  }

  /** A member as refusals name it: with where its object stands. */
  public String at(String name) {
    return place.isEmpty() ? name : place + "." + name;
  }

  /** The value of a member; {@code null} counts as absent. */
  public Optional<Json> value(String name) {
    return Optional.ofNullable(members.get(name)).filter(value -> !(value instanceof Json.Null));
  }

  /**
   * The text of a member.
   *
   * @throws MalformedValue if it is no text
   */
  public Optional<String> text(String name) {
    return value(name).map(value -> textOf(at(name), value));
  }

  /**
   * The text of a member that must be there.
   *
   * @throws MalformedValue if it is absent or no text
   */
  public String required(String name) {
    return text(name).orElseThrow(() -> new MalformedValue(at(name), "is required"));
  }

  /** Reads a text. */
  public static String textOf(String name, Json value) {
    if (value instanceof Json.Text(var text)) {
      return text;
    }
    throw new MalformedValue(name, "must be a text");
  }
}
