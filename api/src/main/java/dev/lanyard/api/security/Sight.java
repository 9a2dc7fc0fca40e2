package dev.lanyard.api.security;

import dev.lanyard.api.Caller;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import dev.lanyard.projections.state.Entitlement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What of a listing a caller may see: all, if it holds the listing's action at the listed scope or
 * above; else what lies where it holds the action of the item. Looks at the caller's grants once;
 * used by one request's thread.
 */
public final class Sight {
  /** Most pages that are looked through for something to show; then the listing goes on behind. */
  static final int PAGES_MAX = 10;

  private final Permissions permissions;
  private final Caller caller;
  private final ResourcePath within;
  private final List<Entitlement> above;
  private final boolean all;
  private @Nullable List<Entitlement> below;

  /** Looks from a listing's scope. */
  Sight(Permissions permissions, Caller caller, Requirement listing) {
    this.permissions = permissions;
    this.caller = caller;
    this.within = listing.at();
    this.above = permissions.heldAt(caller, within).grants();
    this.all = above.stream().anyMatch(grant -> Permissions.grants(grant, listing.action()));
  }

  /** Whether everything of the listing is to be seen. */
  public boolean all() {
    return all;
  }

  /** Whether nothing at all is to be seen: the caller has no grant at the scope, above or below. */
  public boolean isBlind() {
    return above.isEmpty() && below().isEmpty();
  }

  /** Whether the caller may do something at a place: at the listed scope or below it. */
  public boolean sees(Action action, ResourcePath path) {
    return all || any(grant -> path.isWithin(grant.at()) && Permissions.grants(grant, action));
  }

  /** Whether the caller holds any role at a place, above it, or below. */
  public boolean reaches(ResourcePath path) {
    return any(grant -> path.isWithin(grant.at()) || grant.at().isWithin(path));
  }

  /**
   * The places at which the caller holds an action, with all below: the listed scope itself if it
   * is held there or above.
   */
  public List<ResourcePath> placesOf(Action action) {
    if (all || above.stream().anyMatch(grant -> Permissions.grants(grant, action))) {
      return List.of(within);
    }
    return below().stream()
        .filter(grant -> Permissions.grants(grant, action))
        .map(Entitlement::at)
        .distinct()
        .toList();
  }

  private boolean any(Predicate<Entitlement> wanted) {
    return above.stream().anyMatch(wanted) || below().stream().anyMatch(wanted);
  }

  private List<Entitlement> below() {
    List<Entitlement> known = below;
    if (known == null) {
      known = permissions.heldBelow(caller, within).grants();
      below = known;
    }
    return known;
  }

  /**
   * The page of what is seen. It can be shorter than asked for, and is empty only where nothing
   * follows or {@link #PAGES_MAX} pages had nothing to show.
   *
   * @param query answers one page of all
   * @param seen whether an item is seen; not asked where all is
   */
  public <T> Page<T> page(
      Paging paging, Function<Paging, Page<T>> query, Predicate<? super T> seen) {
    Page<T> page = query.apply(paging);
    if (all) {
      return page;
    }
    List<T> shown = page.items().stream().filter(seen).toList();
    Optional<String> next = page.next();
    for (int looked = 1; shown.isEmpty() && next.isPresent() && looked < PAGES_MAX; looked++) {
      page = query.apply(new Paging(next, paging.limit()));
      shown = page.items().stream().filter(seen).toList();
      next = page.next();
    }
    return new Page<>(shown, next);
  }
}
