package dev.lanyard.api.history;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.audit.Deed;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An event by which something changed, and who caused it.
 *
 * @param position of the event in the ledger
 * @param commit the commit that it belongs to
 * @param committedAt when the commit was made
 * @param event its stored name
 * @param caller the principal that caused it
 * @param onBehalfOf the principal that the caller acted for
 * @param operation the command's name
 * @param correlation the command's id
 */
public record DeedBody(
    long position,
    long commit,
    Instant committedAt,
    String event,
    String caller,
    Optional<String> onBehalfOf,
    String operation,
    UUID correlation) {

  static DeedBody of(Deed deed) {
    return new DeedBody(
        deed.position(),
        deed.commit(),
        deed.committedAt(),
        deed.eventName(),
        deed.caller().toString(),
        deed.onBehalfOf().map(PrincipalId::toString),
        deed.operation(),
        deed.correlation());
  }
}
