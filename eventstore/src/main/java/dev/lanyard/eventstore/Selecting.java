package dev.lanyard.eventstore;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.messaging.eventstreaming.EventCriteria;

/** A boundary in the words of the event store. */
final class Selecting {
  private Selecting() {}

  /** What selects the events of a boundary, by their stored names and tags. */
  static EventCriteria criteria(Boundary boundary, Vocabulary<LifecycleEvent> vocabulary) {
    List<EventCriteria> either = new ArrayList<>(boundary.criteria().size());
    for (Boundary.Criterion criterion : boundary.criteria()) {
      either.add(
          EventCriteria.havingTags(criterion.tags())
              .andBeingOneOfTypes(vocabulary.namesOf(criterion.types())));
    }
    return EventCriteria.either(either);
  }
}
