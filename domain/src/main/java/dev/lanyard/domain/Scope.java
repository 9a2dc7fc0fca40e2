package dev.lanyard.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place in the tree, resolved: its path as bound when the fact happened, what it is, and what
 * contains it.
 *
 * @param path where it was, in the case it was created with
 * @param id what it is
 * @param above what contains it, nearest first; ends with the root, and is empty for the root
 */
public record Scope(ResourcePath path, ScopeId id, List<ScopeId> above) {

  /** The root: contains everything. */
  public static final Scope ROOT = new Scope(ResourcePath.ROOT, new ScopeId.Root(), List.of());

  public Scope {
    above = List.copyOf(above);
  }

  /** A subscription, directly below the root. */
  public static Scope of(SubscriptionId subscription) {
    return new Scope(
        ResourcePath.of(subscription),
        new ScopeId.InSubscription(subscription),
        List.of(new ScopeId.Root()));
  }

  /** A thing created directly in this scope. */
  public Scope child(ResourcePath childPath, ThingId thing) {
    List<ScopeId> aboveChild = new ArrayList<>();
    aboveChild.add(id);
    aboveChild.addAll(above);
    return new Scope(childPath, new ScopeId.OfThing(thing), aboveChild);
  }

  /** This scope and what contains it, nearest first. */
  public List<ScopeId> upwards() {
    List<ScopeId> all = new ArrayList<>();
    all.add(id);
    all.addAll(above);
    return all;
  }

  /** Whether this is the other scope or lies in it. */
  public boolean isWithin(ScopeId other) {
    return id.equals(other) || above.contains(other);
  }

  /** The uid of what is here; empty for the root and for subscriptions. */
  public Optional<ThingId> thing() {
    return id instanceof ScopeId.OfThing(var thing) ? Optional.of(thing) : Optional.empty();
  }

  /** The uid of what is here, where a rule knows that it is a thing. */
  public ThingId requireThing() {
    return thing().orElseThrow(() -> new IllegalStateException(path + " is not a thing"));
  }

  /** The uids of the things that contain this one, nearest first. */
  public List<ThingId> thingsAbove() {
    return above.stream()
        .filter(ScopeId.OfThing.class::isInstance)
        .map(scope -> ((ScopeId.OfThing) scope).thing())
        .toList();
  }
}
