package dev.lanyard.api.arm;

import dev.lanyard.domain.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The reply to an ARM request.
 *
 * @param status 200 to 304
 * @param headers beside those that every reply has
 */
public record ArmReply(int status, Optional<Json.Obj> body, Map<String, String> headers) {
  public ArmReply {
    headers = Map.copyOf(headers);
  }

  /** A reply with a body. */
  public static ArmReply of(int status, Json.Obj body) {
    return new ArmReply(status, Optional.of(body), Map.of());
  }

  /** A reply without a body. */
  public static ArmReply empty(int status) {
    return new ArmReply(status, Optional.empty(), Map.of());
  }

  /** The same, with a header more. */
  public ArmReply with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new ArmReply(status, body, more);
  }
}
