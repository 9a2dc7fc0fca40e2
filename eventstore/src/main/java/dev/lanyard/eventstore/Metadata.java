package dev.lanyard.eventstore;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Who caused a fact, through what, and why.
 *
 * @param caller the authenticated principal
 * @param groups the groups whose grants counted as the caller's own; at most {@link #GROUPS_MAX}
 * @param onBehalfOf the principal that the caller acts for
 * @param operation the command's name, such as {@code PutResource}
 * @param correlation the command's id; all facts of one decision share it
 * @param cascadesFrom the fact that this one follows from; empty for what was asked for itself
 * @param requestId the id of the HTTP request ({@code x-ms-request-id})
 * @param clientRequestId the client's own id of it ({@code x-ms-client-request-id})
 * @param traceId the trace it belongs to (W3C trace context)
 * @param sourceAddress where the request came from
 * @param reason what the caller gave as reason
 */
public record Metadata(
    PrincipalId caller,
    List<PrincipalId> groups,
    Optional<PrincipalId> onBehalfOf,
    String operation,
    UUID correlation,
    Optional<UUID> cascadesFrom,
    Optional<String> requestId,
    Optional<String> clientRequestId,
    Optional<String> traceId,
    Personal sourceAddress,
    Personal reason) {
  /** Groups that one caller may bring: as many as a token names before it overflows (Entra ID). */
  public static final int GROUPS_MAX = 200;

  private static final String CALLER = "caller";
  private static final String GROUPS = "groups";
  private static final String ON_BEHALF_OF = "onBehalfOf";
  private static final String OPERATION = "operation";
  private static final String CORRELATION = "correlation";
  private static final String CASCADES_FROM = "cascadesFrom";
  private static final String REQUEST = "requestId";
  private static final String CLIENT_REQUEST = "clientRequestId";
  private static final String TRACE = "traceId";
  private static final String ADDRESS = "address";
  private static final String REASON = "reason";
  private static final Set<String> KEYS =
      Set.of(
          CALLER,
          GROUPS,
          ON_BEHALF_OF,
          OPERATION,
          CORRELATION,
          CASCADES_FROM,
          REQUEST,
          CLIENT_REQUEST,
          TRACE,
          ADDRESS,
          REASON);

  /** The keys of {@link #toMap} whose texts are {@link Personal}. */
  static final List<String> PERSONAL_KEYS = List.of(ADDRESS, REASON);

  public Metadata {
    groups = List.copyOf(groups);
    if (groups.size() > GROUPS_MAX) {
      throw new IllegalArgumentException("metadata names more than " + GROUPS_MAX + " groups");
    }
  }

  /** As a message carries it: absent values have no entry. */
  public Map<String, String> toMap() {
    Map<String, String> map = new HashMap<>();
    map.put(CALLER, caller.toString());
    if (!groups.isEmpty()) {
      map.put(GROUPS, groups.stream().map(PrincipalId::toString).collect(Collectors.joining(",")));
    }
    onBehalfOf.ifPresent(principal -> map.put(ON_BEHALF_OF, principal.toString()));
    map.put(OPERATION, operation);
    map.put(CORRELATION, correlation.toString());
    cascadesFrom.ifPresent(event -> map.put(CASCADES_FROM, event.toString()));
    requestId.ifPresent(id -> map.put(REQUEST, id));
    clientRequestId.ifPresent(id -> map.put(CLIENT_REQUEST, id));
    traceId.ifPresent(id -> map.put(TRACE, id));
    sourceAddress.text().ifPresent(text -> map.put(ADDRESS, text));
    reason.text().ifPresent(text -> map.put(REASON, text));
    return map;
  }

  /**
   * Reads what {@link #toMap} writes.
   *
   * @throws IllegalArgumentException if a key is unknown, a required one is missing, or an id is
   *     malformed
   */
  public static Metadata of(Map<String, String> map) {
    if (!KEYS.containsAll(map.keySet())) {
      throw new IllegalArgumentException("metadata has a key that is not known");
    }
    return new Metadata(
        PrincipalId.parse(CALLER, required(map, CALLER)),
        optional(map, GROUPS).map(Metadata::groups).orElse(List.of()),
        optional(map, ON_BEHALF_OF).map(text -> PrincipalId.parse(ON_BEHALF_OF, text)),
        required(map, OPERATION),
        UUID.fromString(required(map, CORRELATION)),
        optional(map, CASCADES_FROM).map(UUID::fromString),
        optional(map, REQUEST),
        optional(map, CLIENT_REQUEST),
        optional(map, TRACE),
        new Personal(optional(map, ADDRESS)),
        new Personal(optional(map, REASON)));
  }

  private static List<PrincipalId> groups(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(group -> PrincipalId.parse(GROUPS, group))
        .toList();
  }

  private static Optional<String> optional(Map<String, String> map, String key) {
    return Optional.ofNullable(map.get(key));
  }

  private static String required(Map<String, String> map, String key) {
    return optional(map, key)
        .orElseThrow(() -> new IllegalArgumentException("metadata has no " + key));
  }
}
