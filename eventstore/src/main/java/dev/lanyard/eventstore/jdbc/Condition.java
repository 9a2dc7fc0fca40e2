package dev.lanyard.eventstore.jdbc;

import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;

/**
 * What an append rests on: that nothing selected was appended after a position.
 *
 * @param after the position up to which the decision had read; 0 for nothing
 */
record Condition(long after, Selection selection) {

  /** The condition; empty where the append rests on nothing. */
  static Optional<Condition> of(AppendCondition condition) {
    ConsistencyMarker marker = condition.consistencyMarker();
    if (marker.equals(ConsistencyMarker.INFINITY)) {
      return Optional.empty();
    }
    long after = Math.max(0, GlobalIndexConsistencyMarker.position(marker));
    return Optional.of(new Condition(after, new Selection(condition.criteria())));
  }
}
