package dev.lanyard.evidence.store;

import dev.lanyard.evidence.bundle.Finding;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where something must be named.
 *
 * @param files one of these; anywhere, if there are none
 * @param positions where the finding has a position, it is one of these; any, if there are none
 */
record Place(Set<String> files, Set<Long> positions) {
  /** Only that it is named counts. */
  static final Place ANYWHERE = new Place(Set.of(), Set.of());

  /** In one of these files. */
  static Place in(String... files) {
    return new Place(Set.of(files), Set.of());
  }

  /** Whether a finding is there. */
  boolean names(Finding finding) {
    return (files.isEmpty() || files.contains(finding.file()))
        && (positions.isEmpty() || finding.position().map(positions::contains).orElse(true));
  }

  /** Here or there. */
  Place and(Place other) {
    Set<String> both = new TreeSet<>(files);
    both.addAll(other.files);
    return new Place(both, Set.of());
  }
}
