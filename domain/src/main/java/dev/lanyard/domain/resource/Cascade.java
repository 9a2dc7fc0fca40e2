package dev.lanyard.domain.resource;

import dev.lanyard.domain.Decision.Fact;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.RoleAssignmentEvent.Cause;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The facts of one decision in the making, each with the fact that it follows from. What hangs on a
 * thing ends before it, so that a fact is mostly named as a cause before it is added.
 */
public final class Cascade {
  private record Link(LifecycleEvent event, Optional<LifecycleEvent> from) {}

  private final List<Link> links = new ArrayList<>();

  /** Adds what the command itself asked for. */
  public Cascade add(LifecycleEvent event) {
    return add(event, Optional.empty());
  }

  /**
   * Adds a fact.
   *
   * @param from the very object, added earlier or later, that this one follows from; empty for what
   *     the command itself asked for
   */
  public Cascade add(LifecycleEvent event, Optional<LifecycleEvent> from) {
    links.add(new Link(event, from));
    return this;
  }

  /** Adds the ends of a principal's grants, and then the principal's own. */
  public Cascade addEnd(PrincipalId principal, Grants grants, LifecycleEvent end) {
    for (Grant grant : grants.all()) {
      if (grant.principal().equals(principal)) {
        add(new RoleAssignmentRemoved(grant, Cause.PRINCIPAL_ENDED), Optional.of(end));
      }
    }
    return add(end);
  }

  /** How many facts there are. */
  public int size() {
    return links.size();
  }

  /**
   * The facts, in the order in which they were added.
   *
   * @throws IllegalStateException if one follows from an event that was never added
   */
  public List<Fact> facts() {
    IdentityHashMap<LifecycleEvent, Integer> indices = new IdentityHashMap<>();
    for (int at = 0; at < links.size(); at++) {
      indices.put(links.get(at).event, at);
    }
    return links.stream().map(link -> new Fact(link.event, indexOf(link.from, indices))).toList();
  }

  private static OptionalInt indexOf(
      Optional<LifecycleEvent> from, IdentityHashMap<LifecycleEvent, Integer> indices) {
    if (from.isEmpty()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        Optional.ofNullable(indices.get(from.get()))
            .orElseThrow(() -> new IllegalStateException("a fact follows from none of these")));
  }
}
