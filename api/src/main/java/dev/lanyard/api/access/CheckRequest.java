package dev.lanyard.api.access;

import dev.lanyard.api.own.Fields;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.MalformedValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What {@code POST /access/check} asks: one question, or {@code checks} alone.
 *
 * @param principalId who, whom the asker has authenticated; or a token
 * @param token who, by a token of this server, which is verified
 * @param groups those that count with the principal: at most 200
 * @param action what is done; or a data action
 * @param dataAction what is done to data
 * @param scope where; nothing needs to be there
 * @param asOf a position or an RFC 3339 instant of the past; a token counts now or not at all
 * @param explain whether to tell what was considered: true without it
 * @param checks up to 100 questions
 */
record CheckRequest(
    Optional<UUID> principalId,
    Optional<String> token,
    Optional<List<UUID>> groups,
    @Schema(example = "Microsoft.Compute/virtualMachines/read") Optional<String> action,
    @Schema(example = "Microsoft.KeyVault/vaults/secrets/getSecret/action")
        Optional<String> dataAction,
    Optional<String> scope,
    Optional<String> asOf,
    Optional<Boolean> explain,
    Optional<List<CheckRequest>> checks) {
  /** Most questions of one request. */
  static final int CHECKS_MAX = 100;

  private static final String CHECKS = "checks";

  /** Whether a body asks many questions. */
  static boolean isMany(Json body) {
    return body instanceof Json.Obj(var members) && members.containsKey(CHECKS);
  }

  /**
   * The questions of a body.
   *
   * @throws MalformedValue if one is none, or there are too many; names the field
   */
  static List<Check> of(Json body) {
    if (!isMany(body)) {
      return List.of(Check.of("", body));
    }
    Optional<Json> checks = Fields.of(body, Set.of(CHECKS)).value(CHECKS);
    if (checks.isPresent()
        && checks.get() instanceof Json.Arr(var elements)
        && !elements.isEmpty()
        && elements.size() <= CHECKS_MAX) {
      return IntStream.range(0, elements.size())
          .mapToObj(number -> Check.of("%s[%d]".formatted(CHECKS, number), elements.get(number)))
          .toList();
    }
    throw new MalformedValue(CHECKS, "must be a list of 1 to " + CHECKS_MAX + " checks");
  }
}
