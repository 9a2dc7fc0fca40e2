package dev.lanyard.domain;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON value (RFC 8259) that the engine keeps for its sender and never interprets: the {@code
 * properties}, {@code sku}, {@code kind} and the like of a generic resource. Members keep their
 * order.
 */
public sealed interface Json {

  /** An object; members keep their order, equality ignores it. */
  record Obj(Map<String, Json> members) implements Json {
    public static final Obj EMPTY = new Obj(Map.of());

    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** An object that is patched with an object stays one. */
    public Obj merge(Obj patch) {
      Map<String, Json> merged = new LinkedHashMap<>(members);
      patch.members.forEach(
          (name, change) -> {
            if (change instanceof Null) {
              merged.remove(name);
            } else {
              merged.put(name, merged.getOrDefault(name, new Null()).merge(change));
            }
          });
      return new Obj(merged);
    }
  }

  /** An array. */
  record Arr(List<Json> elements) implements Json {
    public Arr {
      elements = List.copyOf(elements);
    }
  }

  /** A string. */
  record Text(String value) implements Json {}

  /** A number, exact; 1.0 and 1 are different texts and so different values. */
  record Num(BigDecimal value) implements Json {}

  /** true or false. */
  record Bool(boolean value) implements Json {}

  /** null. */
  record Null() implements Json {}

  /**
   * What this becomes under a merge patch (RFC 7396): members of an object patch replace, {@code
   * null} removes, objects merge; any other patch replaces the whole.
   */
  default Json merge(Json patch) {
    if (!(patch instanceof Obj changes)) {
      return patch;
    }
    return (this instanceof Obj object ? object : Obj.EMPTY).merge(changes);
  }
}
