package dev.lanyard.api.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.eventstore.log.OpenedLeaf;
import dev.lanyard.eventstore.log.OpenedLeaf.Part;
import dev.lanyard.evidence.Opening;
import dev.lanyard.evidence.bundle.OpenedEvent;
import dev.lanyard.evidence.bundle.OpenedEvent.Personal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an export opens of an event: all of those that its filter means, and of the others the tags
 * alone, where the filter goes by tags and the caller sees everything.
 */
final class OpenedEvents {
  private final ExportRequest.Filter filter;
  private final boolean tagsOfOthers;
  private final List<byte[]> wanted;

  /**
   * By a filter.
   *
   * @param tagsOfOthers whether the tags of events that the filter does not mean are opened, so
   *     that it is seen that it does not
   */
  OpenedEvents(ExportRequest.Filter filter, boolean tagsOfOthers) {
    this.filter = filter;
    this.tagsOfOthers = tagsOfOthers;
    this.wanted = filter.tags().stream().map(tag -> tag.getBytes(UTF_8)).toList();
  }

  /** What is opened; empty where nothing is. */
  Optional<OpenedEvent> of(OpenedLeaf event) {
    if (!filter.names().isEmpty() && !filter.names().contains(event.name())) {
      return Optional.empty();
    }
    if (wanted.isEmpty() || event.tags().stream().anyMatch(this::isWanted)) {
      return Optional.of(
          new OpenedEvent(
              event.position(),
              event.name(),
              event.version(),
              Optional.of(tags(event)),
              Optional.of(opening(event.payload())),
              Optional.of(opening(event.metadata())),
              event
                  .personal()
                  .<Personal>map(part -> new Personal.Open(opening(part)))
                  .orElseGet(Personal.Erased::new)));
    }
    return tagsOfOthers && !event.tags().isEmpty()
        ? Optional.of(
            new OpenedEvent(
                event.position(),
                event.name(),
                event.version(),
                Optional.of(tags(event)),
                Optional.empty(),
                Optional.empty(),
                new Personal.Closed()))
        : Optional.empty();
  }

  private boolean isWanted(Part tag) {
    return wanted.stream().anyMatch(text -> Arrays.equals(text, tag.bytes()));
  }

  private static List<Opening> tags(OpenedLeaf event) {
    return event.tags().stream().map(OpenedEvents::opening).toList();
  }

  private static Opening opening(Part part) {
    return Opening.of(part.salt(), part.bytes());
  }
}
