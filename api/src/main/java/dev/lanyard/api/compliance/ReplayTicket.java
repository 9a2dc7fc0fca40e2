package dev.lanyard.api.compliance;

import static java.util.Objects.requireNonNull;

import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ReplayId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.replay.Check;
import dev.lanyard.projections.replay.ReplayOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody asked for: kept from before the replay begins, so that one that a stop of the
 * server cut off is told too.
 *
 * @param id of the replay
 * @param to the commit to replay up to
 * @param scope where breaches of invariants are told of; absent for everywhere
 * @param checks what is checked, sorted
 * @param requestedBy the principal that asked
 * @param requestedAt when
 */
public record ReplayTicket(
    String id,
    long to,
    Optional<String> scope,
    List<String> checks,
    String requestedBy,
    Instant requestedAt) {
  /** Checks that a file has what a replay is known by. */
  public ReplayTicket {
    requireNonNull(id, "id");
    requireNonNull(requestedBy, "requestedBy");
    requireNonNull(requestedAt, "requestedAt");
    checks = List.copyOf(checks);
  }

  static ReplayTicket of(ReplayId id, ReplayOrder order, PrincipalId requestedBy, Instant now) {
    return new ReplayTicket(
        id.toString(),
        order.to(),
        order.scope().map(ResourcePath::toString),
        order.checks().stream().map(Check::toString).sorted().toList(),
        requestedBy.toString(),
        now);
  }

  /**
   * The replay's id.
   *
   * @throws MalformedValue if the file that it was read from was changed
   */
  ReplayId replay() {
    return ReplayId.parse("id", id);
  }

  PrincipalId principal() {
    return PrincipalId.parse("requestedBy", requestedBy);
  }

  Optional<ResourcePath> path() {
    return scope.map(text -> ResourcePath.parse("scope", text));
  }
}
