package dev.lanyard.domain;

import dev.lanyard.domain.event.LifecycleEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * A part of the ledger that a decision rests on: the events that any of its criteria selects.
 *
 * @param criteria none selects nothing
 */
public record Boundary(List<Criterion> criteria) {
  private static final Boundary NOTHING = new Boundary(List.of());

  /**
   * Events of any of these types with all of these tags.
   *
   * @param types one at least
   * @param tags one at least
   */
  public record Criterion(Set<Class<? extends LifecycleEvent>> types, Set<Tag> tags) {
    public Criterion {
      types = Set.copyOf(types);
      tags = Set.copyOf(tags);
      if (types.isEmpty() || tags.isEmpty()) {
        throw new IllegalArgumentException("a criterion names types and tags");
      }
    }
  }

  public Boundary {
    criteria = List.copyOf(criteria);
  }

  /** Selects nothing. */
  public static Boundary nothing() {
    return NOTHING;
  }

  /** Events of any of these types with all of these tags. */
  public static Boundary of(Set<Class<? extends LifecycleEvent>> types, Tag... tags) {
    return new Boundary(List.of(new Criterion(types, Set.of(tags))));
  }

  /** What any of these selects. */
  public static Boundary any(Boundary... parts) {
    return join(List.of(parts));
  }

  /** What is selected for any of these items. */
  public static <T> Boundary each(Collection<T> items, Function<T, Boundary> select) {
    return join(items.stream().map(select).toList());
  }

  private static Boundary join(List<Boundary> parts) {
    List<Criterion> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.criteria));
    return new Boundary(all.stream().distinct().toList());
  }

  /** Whether it selects nothing. */
  public boolean isEmpty() {
    return criteria.isEmpty();
  }
}
