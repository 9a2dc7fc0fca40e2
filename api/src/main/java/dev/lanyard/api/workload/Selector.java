package dev.lanyard.api.workload;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.ResourcePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Which of its identities a workload asks for (CONTRACT 3.1). */
public sealed interface Selector {

  /** It does not say. */
  record Any() implements Selector {}

  /**
   * By client id. Some clients send the object id under that name, and ids are never the same
   * (CONTRACT 3.3).
   *
   * @param id as it was sent, in lower case
   */
  record ByClient(String id) implements Selector {}

  /** By the object id of its principal, in lower case. */
  record ByObject(String id) implements Selector {}

  /** By the ARM id of a user-assigned identity. */
  record ByResource(ResourcePath path) implements Selector {}

  /** It names something that can be nobody's. */
  record Nobody() implements Selector {}

  /** Longest value that is looked at, in characters. */
  int LENGTH_MAX = 1_024;

  /**
   * Reads the selectors of a request, in all spellings that clients have for them.
   *
   * @param parameters the value of a parameter, empty where absent
   * @throws WorkloadRefusal 400 if several are given
   */
  static Selector of(Function<String, Optional<String>> parameters) {
    List<Selector> given = new ArrayList<>();
    for (String name : List.of("client_id", "clientid")) {
      parameters.apply(name).map(id -> new ByClient(lower(id))).ifPresent(given::add);
    }
    for (String name : List.of("object_id", "principal_id")) {
      parameters.apply(name).map(id -> new ByObject(lower(id))).ifPresent(given::add);
    }
    for (String name : List.of("msi_res_id", "mi_res_id")) {
      parameters.apply(name).map(Selector::byResource).ifPresent(given::add);
    }
    if (given.size() > 1) {
      throw WorkloadError.severalSelectors().refusal();
    }
    return given.isEmpty() ? new Any() : given.getFirst();
  }

  private static String lower(String id) {
    return id.length() <= LENGTH_MAX ? id.toLowerCase(Locale.ROOT) : "";
  }

  private static Selector byResource(String id) {
    try {
      return new ByResource(ResourcePath.parse("mi_res_id", id));
    } catch (MalformedValue malformed) {
      return new Nobody();
    }
  }
}
