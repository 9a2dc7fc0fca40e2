package dev.lanyard.projections.state;

import static java.util.stream.Collectors.groupingBy;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.store.Snapshots;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers what callers hold for as long as no commit of the view has changed anybody's rights:
 * the answers are those that the view would give. Callers with very many grants are not remembered,
 * but asked about place by place.
 */
public final class RememberedEntitlements implements Entitlements {
  /** Most callers that are remembered; one more, and all are forgotten. */
  static final int CALLERS_MAX = 1_024;

  /** Most grants of a caller that is remembered: few enough to read them all at its first check. */
  static final int GRANTS_MAX = 128;

  private final EntitlementView view;
  private final Snapshots snapshots;
  private final RightsChanges changes;
  private final Map<Holders, Known> callers = new ConcurrentHashMap<>();

  /**
   * What a caller holds anywhere.
   *
   * @param generation of the view's file that was read
   * @param everything as of one snapshot
   * @param byPlace the grants by the key of their path; empty where there are too many
   */
  private record Known(
      long generation, Held everything, Optional<Map<String, List<Entitlement>>> byPlace) {}

  /** Remembers what a view answers. */
  public RememberedEntitlements(EntitlementView view, Snapshots snapshots, RightsChanges changes) {
    this.view = view;
    this.snapshots = snapshots;
    this.changes = changes;
  }

  @Override
  public Held at(Holders holders, ResourcePath path) {
    // In this order: changes tell of every commit that this position has passed.
    long position = snapshots.position();
    Optional<Known> remembered = remembered(holders);
    Known known = remembered.orElseGet(() -> learn(holders));
    if (known.byPlace().isEmpty()) {
      Held there = view.at(holders, path);
      int learnt = remembered.isPresent() ? 0 : known.everything().rowsVisited();
      return new Held(there.position(), there.acts(), there.grants(), there.rowsVisited() + learnt);
    }
    Map<String, List<Entitlement>> byPlace = known.byPlace().get();
    List<Entitlement> grants =
        Places.upwards(path).stream()
            .flatMap(place -> byPlace.getOrDefault(place.key(), List.of()).stream())
            .toList();
    Held all = known.everything();
    return new Held(
        Math.max(position, all.position()),
        all.acts(),
        grants,
        remembered.isPresent() ? grants.size() : all.rowsVisited());
  }

  @Override
  public Held below(Holders holders, ResourcePath path) {
    long position = snapshots.position();
    Optional<Known> remembered = remembered(holders);
    Known known = remembered.orElseGet(() -> learn(holders));
    if (known.byPlace().isEmpty()) {
      return view.below(holders, path);
    }
    Held all = known.everything();
    List<Entitlement> grants =
        all.grants().stream()
            .filter(grant -> grant.at().isWithin(path) && !grant.at().equals(path))
            .toList();
    return new Held(
        Math.max(position, all.position()),
        all.acts(),
        grants,
        remembered.isPresent() ? all.grants().size() : all.rowsVisited());
  }

  @Override
  public boolean acts(PrincipalId caller) {
    Holders alone = new Holders(caller, List.of());
    return remembered(alone).orElseGet(() -> learn(alone)).everything().acts();
  }

  private Optional<Known> remembered(Holders holders) {
    return Optional.ofNullable(callers.get(holders))
        .filter(known -> known.generation() == snapshots.generation())
        .filter(known -> changes.noneSince(known.everything().position()));
  }

  /** Who does not act is not remembered: strangers must not displace those who do. */
  private Known learn(Holders holders) {
    long generation = snapshots.generation();
    Held all = view.anywhere(holders, GRANTS_MAX + 1);
    boolean few = all.rowsVisited() - holders.all().size() <= GRANTS_MAX;
    Known known = new Known(generation, all, few ? Optional.of(byPlace(all)) : Optional.empty());
    if (all.acts()) {
      if (callers.size() >= CALLERS_MAX) {
        callers.clear();
      }
      callers.put(holders, known);
    }
    return known;
  }

  private static Map<String, List<Entitlement>> byPlace(Held all) {
    return all.grants().stream().collect(groupingBy(grant -> grant.at().key()));
  }
}
