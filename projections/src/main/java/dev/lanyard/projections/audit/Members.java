package dev.lanyard.projections.audit;

import dev.lanyard.domain.Json;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Gathers the members of a JSON object; absent ones are left out. */
final class Members {
  private final Map<String, Json> members = new LinkedHashMap<>();

  Members text(String name, Object value) {
    return json(name, new Json.Text(value.toString()));
  }

  Members text(String name, Optional<?> value) {
    value.ifPresent(text -> text(name, text));
    return this;
  }

  Members number(String name, long value) {
    return json(name, new Json.Num(BigDecimal.valueOf(value)));
  }

  Members json(String name, Json value) {
    members.put(name, value);
    return this;
  }

  Optional<Json.Obj> optional() {
    return Optional.of(new Json.Obj(members));
  }
}
