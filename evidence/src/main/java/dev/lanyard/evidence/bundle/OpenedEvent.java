package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Opening;
import java.util.List;
import java.util.Optional;

/**
 * What a bundle opens of one event.
 *
 * @param position the event's
 * @param name its stored name, with its namespace
 * @param version its stored version
 * @param tags all of its tags in the envelope's order, or empty if they stay closed
 * @param payload the fact, or empty if it stays closed
 * @param metadata the time of the message in eight bytes, and then who and why; or empty
 * @param personal the personal part
 */
public record OpenedEvent(
    long position,
    String name,
    String version,
    Optional<List<Opening>> tags,
    Optional<Opening> payload,
    Optional<Opening> metadata,
    Personal personal) {

  /** What became of the personal part in a bundle. */
  public sealed interface Personal {
    /** It is opened; mostly there are no bytes. */
    record Open(Opening opening) implements Personal {}

    /** Its text and salt are gone for ever; only the digest is left. */
    record Erased() implements Personal {}

    /** It is not for whoever asked for the bundle. */
    record Closed() implements Personal {}
  }

  /** Copies the tags. */
  public OpenedEvent {
    tags = tags.map(List::copyOf);
  }
}
