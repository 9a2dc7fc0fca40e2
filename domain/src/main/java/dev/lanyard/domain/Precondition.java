package dev.lanyard.domain;

import java.util.Optional;
import java.util.Set;

/** What the sender holds to be true of a resource (RFC 9110, section 13.1). */
public sealed interface Precondition {

  /** Whether it holds for what is there; empty where nothing is. */
  boolean holds(Optional<Revision> current);

  /** Nothing is asked. */
  record Always() implements Precondition {
    @Override
    public boolean holds(Optional<Revision> current) {
      return true;
    }
  }

  /** {@code If-Match: *}: something is there. */
  record Exists() implements Precondition {
    @Override
    public boolean holds(Optional<Revision> current) {
      return current.isPresent();
    }
  }

  /** {@code If-None-Match: *}: nothing is there. */
  record Absent() implements Precondition {
    @Override
    public boolean holds(Optional<Revision> current) {
      return current.isEmpty();
    }
  }

  /** {@code If-Match} with tags; an empty set never holds (a tag that we never gave out). */
  record Matches(Set<Revision> revisions) implements Precondition {
    public Matches {
      revisions = Set.copyOf(revisions);
    }

    @Override
    public boolean holds(Optional<Revision> current) {
      return current.isPresent() && revisions.contains(current.get());
    }
  }

  /** {@code If-None-Match} with tags. */
  record Differs(Set<Revision> revisions) implements Precondition {
    public Differs {
      revisions = Set.copyOf(revisions);
    }

    @Override
    public boolean holds(Optional<Revision> current) {
      return current.isEmpty() || !revisions.contains(current.get());
    }
  }
}
