package dev.lanyard.api.security;

import dev.lanyard.api.Caller;
import dev.lanyard.api.http.Problem;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssignmentRemoved;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleDeleted;
import dev.lanyard.domain.event.RoleDefinitionEvent.RoleUpdated;
import dev.lanyard.eventstore.Reliance;
import dev.lanyard.projections.state.Entitlement;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Entitlements.HoldsTooMuch;
import dev.lanyard.projections.state.Held;
import dev.lanyard.projections.state.Holders;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * Checks rights: an action is allowed if a role that the caller, or one of its groups, holds at the
 * scope or above grants it (CONTRACT 4.3, "Evaluation"). Grants with conditions, expired ones, and
 * those of callers and groups that are disabled or have ended grant nothing.
 *
 * <p>Not final, so that what it costs can be measured against a server that does without.
 */
public class Permissions {
  private static final Set<Class<? extends LifecycleEvent>> ENDS_OF_PRINCIPALS =
      Set.of(
          PrincipalDisabled.class,
          PrincipalRemoved.class,
          SystemIdentityDeleted.class,
          UserIdentityDeleted.class);

  /** The grant without an end first, then the one that ends last. */
  private static final Comparator<Entitlement> STRONGEST =
      Comparator.comparing((Entitlement grant) -> grant.expiresOn().orElse(Instant.MAX)).reversed();

  private final Entitlements entitlements;
  private final InstantSource clock;
  private final IntConsumer rowsVisited;

  /** How a check ended. */
  public sealed interface Verdict {
    /** The commit that the check read. */
    long position();

    /** The caller may, as long as what it rests on holds. */
    record Allowed(Reliance reliance) implements Verdict {
      @Override
      public long position() {
        return reliance.position();
      }
    }

    /** The caller may not. */
    record Denied(long position) implements Verdict {}
  }

  /**
   * Makes a check.
   *
   * @param clock against which expiries are held
   * @param rowsVisited is told how many rows each look at the view cost
   */
  public Permissions(Entitlements entitlements, InstantSource clock, IntConsumer rowsVisited) {
    this.entitlements = entitlements;
    this.clock = clock;
    this.rowsVisited = rowsVisited;
  }

  /** Whether a caller has what a request needs. */
  public Verdict check(Caller caller, Requirement requirement) {
    Held at = heldAt(caller, requirement.at());
    Predicate<Entitlement> grants = granting(requirement);
    Optional<Entitlement> found = strongest(at, grants);
    if (found.isPresent() || requirement.reach() == Requirement.Reach.AT) {
      return verdict(caller, at, found);
    }
    Held below = heldBelow(caller, requirement.at());
    return verdict(caller, below, strongest(below, grants));
  }

  private static Predicate<Entitlement> granting(Requirement requirement) {
    return switch (requirement.reach()) {
      case AT, AT_OR_BELOW -> grant -> grants(grant, requirement.action());
      case ANY_ROLE -> _ -> true;
    };
  }

  static boolean grants(Entitlement grant, Action action) {
    return grant.permissions().stream().anyMatch(action::grantedBy);
  }

  private static Optional<Entitlement> strongest(Held held, Predicate<Entitlement> grants) {
    return held.grants().stream().filter(grants).min(STRONGEST);
  }

  private static Verdict verdict(Caller caller, Held held, Optional<Entitlement> found) {
    return found
        .<Verdict>map(
            grant ->
                new Verdict.Allowed(
                    new Reliance(held.position(), boundary(caller, grant), grant.expiresOn())))
        .orElseGet(() -> new Verdict.Denied(held.position()));
  }

  /**
   * What would take the right away: the end of the grant, its role's, the caller's, the group's.
   */
  private static Boundary boundary(Caller caller, Entitlement grant) {
    return Boundary.any(
        Boundary.of(Set.of(RoleAssignmentRemoved.class), Tags.assignment(grant.assignment())),
        Boundary.of(Set.of(RoleUpdated.class, RoleDeleted.class), Tags.role(grant.role())),
        endOf(caller.principal()),
        endOf(grant.holder()));
  }

  private static Boundary endOf(PrincipalId principal) {
    return Boundary.of(ENDS_OF_PRINCIPALS, Tags.principal(principal));
  }

  /** What a caller holds at a place and above it, without what has expired. */
  public Held heldAt(Caller caller, ResourcePath path) {
    return unexpired(entitlements.at(holders(caller), path));
  }

  /**
   * What a caller holds below a place, without what has expired.
   *
   * @throws dev.lanyard.api.http.ProblemException 400 if that is more than can be looked through
   */
  Held heldBelow(Caller caller, ResourcePath path) {
    try {
      return unexpired(entitlements.below(holders(caller), path));
    } catch (HoldsTooMuch tooMuch) {
      throw Problem.of(
              400,
              "ScopeTooWide",
              "The caller has more than %d role assignments below '%s'; ask for a narrower scope."
                  .formatted(Entitlements.BELOW_MAX, path))
          .exception();
    }
  }

  private static Holders holders(Caller caller) {
    return new Holders(caller.principal(), caller.groups());
  }

  private Held unexpired(Held held) {
    rowsVisited.accept(held.rowsVisited());
    Instant now = clock.instant();
    List<Entitlement> valid =
        held.grants().stream()
            .filter(grant -> grant.expiresOn().map(now::isBefore).orElse(true))
            .toList();
    return new Held(held.position(), held.acts(), valid, held.rowsVisited());
  }
}
