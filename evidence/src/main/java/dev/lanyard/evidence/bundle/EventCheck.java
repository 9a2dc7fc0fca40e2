package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Envelope;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.Opening;
import dev.lanyard.evidence.bundle.OpenedEvent.Personal;
import java.util.List;
import java.util.Optional;

/** Whether what is opened of an event is what its envelope commits to. */
final class EventCheck {
  private EventCheck() {}

  /**
   * Looks at every part.
   *
   * @throws BundleRefused if one is another
   */
  static void check(OpenedEvent event, Envelope envelope) {
    require(event, event.name().equals(envelope.name()), "the name");
    require(event, event.version().equals(envelope.version()), "the version");
    event.tags().ifPresent(tags -> checkTags(event, tags, envelope.tags()));
    check(event, event.payload(), envelope.payload(), "the payload");
    check(event, event.metadata(), envelope.metadata(), "the metadata");
    switch (event.personal()) {
      case Personal.Open(var opening) ->
          check(event, Optional.of(opening), envelope.personal(), "the personal part");
      case Personal.Erased _, Personal.Closed _ -> {}
    }
  }

  private static void checkTags(OpenedEvent event, List<Opening> tags, List<Hash> digests) {
    require(event, tags.size() == digests.size(), "the number of tags");
    for (int i = 0; i < tags.size(); i++) {
      check(event, Optional.of(tags.get(i)), digests.get(i), "tag " + (i + 1));
    }
  }

  private static void check(
      OpenedEvent event, Optional<Opening> opening, Hash digest, String part) {
    require(event, opening.isEmpty() || opening.get().digest().equals(digest), part);
  }

  private static void require(OpenedEvent event, boolean same, String part) {
    if (!same) {
      throw new BundleRefused(
          BundleFiles.EVENTS, event.position(), part + " is not what the envelope commits to");
    }
  }
}
