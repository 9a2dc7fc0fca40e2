package dev.lanyard.eventstore.log;

import java.util.List;
import java.util.Optional;

/**
 * A leaf with all that its digests stand for (ADR 0006): what is handed over to open it, whole or
 * in parts. Arrays are not copied: whoever reads one has it for itself.
 *
 * @param position the event's; its leaf has the index below
 * @param leaf the envelope: what the tree has as its leaf
 * @param name the event's stored name, with its namespace
 * @param version its stored version
 * @param tags {@code key=value} in UTF-8 each, in the envelope's order
 * @param payload the fact without its personal texts
 * @param metadata the timestamp in microseconds in eight bytes, and then who and why
 * @param personal the personal texts, no bytes where there are none; empty where they were erased
 */
@SuppressWarnings("ArrayRecordComponent") // Large, and compared by no one.
public record OpenedLeaf(
    long position,
    byte[] leaf,
    String name,
    String version,
    List<Part> tags,
    Part payload,
    Part metadata,
    Optional<Part> personal) {

  /**
   * What one digest stands for.
   *
   * @param salt 16 bytes
   * @param bytes what follows it in what is digested
   */
  public record Part(byte[] salt, byte[] bytes) {
    @Override
    public String toString() {
      return "Part[hidden]";
    }
  }

  public OpenedLeaf {
    tags = List.copyOf(tags);
  }

  /** Says which leaf it is, and nothing of what it opens. */
  @Override
  public String toString() {
    return "OpenedLeaf[%d, %s]".formatted(position, name);
  }
}
