package dev.lanyard.projections.invariant;

import static dev.lanyard.projections.invariant.Invariant.LIVE_ATTACHMENTS;
import static dev.lanyard.projections.invariant.Invariant.LIVE_GRANTS;
import static dev.lanyard.projections.invariant.Invariant.NO_ORPHANS;
import static dev.lanyard.projections.invariant.Invariant.ONE_SYSTEM_IDENTITY;

import dev.lanyard.domain.Grant;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.eventstore.Recorded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a commit touched, to be looked at when it ends: within a commit leaves may end before or
 * after what they hang on.
 */
final class Touched {
  private final Living living;
  private final Breaches breaches;
  private final List<Runnable> checks = new ArrayList<>();

  Touched(Living living, Breaches breaches) {
    this.living = living;
    this.breaches = breaches;
  }

  /** Looks at all of it. */
  void check() {
    checks.forEach(Runnable::run);
    checks.clear();
  }

  void born(boolean first, Place above, Scope scope, Recorded at) {
    checks.add(
        () -> {
          orphan(above.live, scope, at, () -> "what contains it does not live");
          orphan(first, scope, at, () -> "it lived already");
        });
  }

  /** Nothing may be left on what has ended. */
  void ended(Place place, Scope scope, Recorded at) {
    checks.add(
        () -> {
          orphan(place.children == 0, scope, at, () -> place.children + " things live in it");
          orphan(
              place.credentials == 0, scope, at, () -> place.credentials + " credentials are left");
          orphan(place.locksWithin == 0, scope, at, () -> place.locksWithin + " locks are left");
          orphan(
              place.systemIdentities == 0,
              scope,
              at,
              () -> "its system-assigned identity has not ended");
          breaches.check(
              place.attachments == 0,
              LIVE_ATTACHMENTS,
              at.position(),
              scope.path(),
              () -> scope.path() + " ended with " + place.attachments + " attachments");
          breaches.check(
              place.grants == 0,
              LIVE_GRANTS,
              at.position(),
              scope.path(),
              () -> scope.path() + " ended with " + place.grants + " grants at it");
        });
  }

  /** What something was hung on must live. */
  void hung(Place place, Scope scope, Recorded at) {
    checks.add(
        () -> orphan(place.live, scope, at, () -> "something was hung on it, and it is not live"));
  }

  private void orphan(boolean holds, Scope scope, Recorded at, Supplier<String> what) {
    breaches.check(
        holds, NO_ORPHANS, at.position(), scope.path(), () -> scope.path() + ": " + what.get());
  }

  void identified(Place resource, Scope scope, Recorded at) {
    checks.add(
        () -> {
          breaches.check(
              resource.systemIdentities <= 1,
              ONE_SYSTEM_IDENTITY,
              at.position(),
              scope.path(),
              () ->
                  scope.path()
                      + " has "
                      + resource.systemIdentities
                      + " system-assigned identities");
          orphan(resource.live, scope, at, () -> "it got an identity, and is not live");
        });
  }

  void attached(Scope resource, ThingId identity, Recorded at) {
    checks.add(
        () ->
            breaches.check(
                !living.isAttached(resource.requireThing(), identity)
                    || (living.at(resource.id()).live && living.at(identity).live),
                LIVE_ATTACHMENTS,
                at.position(),
                resource.path(),
                () ->
                    resource.path() + " and identity " + identity + " are attached, one not live"));
  }

  void detached(boolean was, Scope resource, Recorded at) {
    breaches.check(
        was,
        LIVE_ATTACHMENTS,
        at.position(),
        resource.path(),
        () -> resource.path() + " lost an attachment that it did not have");
  }

  void ended(Holder principal, PrincipalId id, Recorded at) {
    checks.add(() -> held(principal, "principal " + id, at));
  }

  /** A built-in role may have taken its id in the same commit. */
  void ended(Holder role, RoleId id, Recorded at) {
    checks.add(
        () -> {
          if (!role.live) {
            held(role, "role " + id, at);
            living.forget(id);
          }
        });
  }

  private void held(Holder ended, String who, Recorded at) {
    breaches.check(
        ended.grants == 0,
        LIVE_GRANTS,
        at.position(),
        Optional.empty(),
        () -> who + " ended with " + ended.grants + " grants");
  }

  void given(boolean first, Given given, Grant grant, Recorded at) {
    checks.add(
        () -> {
          if (living.isGiven(grant.assignment())) {
            grant(given.principal().live, grant, at, () -> "its principal does not live");
            grant(given.role().live, grant, at, () -> "its role does not live");
            grant(given.scope().live, grant, at, () -> "its scope does not live");
            grant(first, grant, at, () -> "it was given already");
          }
        });
  }

  void taken(boolean was, Grant grant, Recorded at) {
    grant(was, grant, at, () -> "it was taken, and nobody had it");
  }

  private void grant(boolean holds, Grant grant, Recorded at, Supplier<String> what) {
    breaches.check(
        holds,
        LIVE_GRANTS,
        at.position(),
        grant.scope().path(),
        () -> "role assignment " + grant.assignment() + ": " + what.get());
  }
}
