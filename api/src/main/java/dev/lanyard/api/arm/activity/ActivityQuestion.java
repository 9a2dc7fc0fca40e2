package dev.lanyard.api.arm.activity;

import dev.lanyard.domain.SubscriptionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What a client asks the activity log; all that are given must hold, and texts compare without
 * case.
 *
 * @param subscription whose log
 * @param upTo nothing that was decided after this position of the lifecycle ledger
 * @param group name of a resource group
 * @param resource ARM id of what the events are about
 * @param provider namespace of what the events are about
 * @param correlation id of the command, as text
 * @param caller id of who caused them, as text
 * @param status of the events: {@code Started}, {@code Succeeded} or {@code Failed}
 * @param from at or after
 * @param to at or before
 */
public record ActivityQuestion(
    SubscriptionId subscription,
    long upTo,
    Optional<String> group,
    Optional<String> resource,
    Optional<String> provider,
    Optional<String> correlation,
    Optional<String> caller,
    Optional<String> status,
    Optional<Instant> from,
    Optional<Instant> to) {

  /** Whether an operation is wanted, by all that it tells itself. */
  public boolean holds(Operation operation) {
    return group
            .map(name -> operation.groupName().filter(name::equalsIgnoreCase).isPresent())
            .orElse(true)
        && resource.map(operation.resourceId()::equalsIgnoreCase).orElse(true)
        && provider.map(operation.provider()::equalsIgnoreCase).orElse(true)
        && correlation.map(operation.correlation().toString()::equalsIgnoreCase).orElse(true)
        && caller.map(operation.caller().toString()::equalsIgnoreCase).orElse(true)
        && from.map(instant -> !operation.at().isBefore(instant)).orElse(true)
        && to.map(instant -> !operation.at().isAfter(instant)).orElse(true);
  }
}
