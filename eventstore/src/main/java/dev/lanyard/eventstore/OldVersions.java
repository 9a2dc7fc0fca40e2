package dev.lanyard.eventstore;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * How events that were stored in an older shape are read as the records of now. Stored bytes never
 * change; a record that gets a new shape gets a new version, and its old one a line here.
 *
 * @param readers what to do, by stored name and old version
 */
record OldVersions(Map<Old, Change> readers) {
  /** No event of the lifecycle has an older version yet. */
  static final OldVersions LIFECYCLE = new OldVersions(Map.of());

  /** Nor has any of the access log. */
  static final OldVersions ACCESS = new OldVersions(Map.of());

  OldVersions {
    readers = Map.copyOf(readers);
  }

  /** A stored name, with its namespace, and a version that is no longer written. */
  record Old(String name, String version) {}

  /** Brings an old event into the shape of now, in place. */
  @FunctionalInterface
  interface Change {
    /**
     * Changes what was stored.
     *
     * @param payload the stored payload
     * @param personal the stored personal texts by where they belong; none if they were erased
     */
    void apply(ObjectNode payload, Map<String, String> personal);
  }
}
