package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What changed of a facet: members that are the same before and after are left out, at any depth.
 *
 * @param before empty for what is new
 * @param after empty for what ended
 */
record Change(Optional<Json.Obj> before, Optional<Json.Obj> after) {

  static Change between(Optional<Json.Obj> before, Optional<Json.Obj> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return new Change(before, after);
    }
    return new Change(
        Optional.of(reduced(before.get(), after.get())),
        Optional.of(reduced(after.get(), before.get())));
  }

  /** The same, with the names: of facets of which a subject has several, they tell which it was. */
  static Change named(Optional<Json.Obj> before, Optional<Json.Obj> after) {
    Change change = between(before, after);
    return before.isEmpty() || after.isEmpty()
        ? change
        : new Change(
            change.before().map(part -> named(part, before.get())),
            change.after().map(part -> named(part, after.get())));
  }

  private static Json.Obj named(Json.Obj part, Json.Obj whole) {
    Map<String, Json> members = new LinkedHashMap<>();
    Optional.ofNullable(whole.members().get("name")).ifPresent(name -> members.put("name", name));
    members.putAll(part.members());
    return new Json.Obj(members);
  }

  /** What one object has, or has otherwise, than another. */
  private static Json.Obj reduced(Json.Obj one, Json.Obj other) {
    Map<String, Json> different = new LinkedHashMap<>();
    one.members()
        .forEach(
            (name, value) -> {
              Json there = other.members().get(name);
              if (there == null) {
                different.put(name, value);
              } else if (!there.equals(value)) {
                different.put(name, reduced(value, there));
              }
            });
    return new Json.Obj(different);
  }

  private static Json reduced(Json one, Json other) {
    return one instanceof Json.Obj object && other instanceof Json.Obj there
        ? reduced(object, there)
        : one;
  }

  /** The whole of a facet whose later event says only what changed. */
  static Json.Obj overlaid(Json.Obj whole, Json.Obj part) {
    Map<String, Json> members = new LinkedHashMap<>(whole.members());
    members.putAll(part.members());
    return new Json.Obj(members);
  }
}
