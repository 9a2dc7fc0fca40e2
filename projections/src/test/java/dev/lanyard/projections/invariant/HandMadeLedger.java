package dev.lanyard.projections.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.Grant;
import dev.lanyard.domain.Grant.Terms;
import dev.lanyard.domain.LockLevel;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.PrincipalType;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.RoleId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Subject;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.RoleAssignmentEvent.RoleAssigned;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.FakeLedger;
import dev.lanyard.projections.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A small ledger that tests go on with as no rule would, and what breaks in it. */
abstract class HandMadeLedger {
  static final LockName KEEP = new LockName("keep");
  static final Subject SUBJECT = new Subject("https://issuer", "person");

  final FakeLedger ledger = new FakeLedger();

  @BeforeEach
  void build() {
    World.build(ledger);
  }

  List<Breach> breaches() {
    return breaches(Optional.empty(), ledger.read(0, Integer.MAX_VALUE));
  }

  static List<Breach> breaches(Optional<ResourcePath> scope, List<Recorded> facts) {
    List<Breach> breaches = new ArrayList<>();
    Invariants invariants = new Invariants(scope, breaches::add);
    List<Recorded> commit = new ArrayList<>();
    for (Recorded fact : facts) {
      commit.add(fact);
      if (fact.closesCommit()) {
        invariants.apply(commit);
        commit.clear();
      }
    }
    for (Invariant invariant : Invariant.values()) {
      assertThat(invariants.broken(invariant))
          .isEqualTo(breaches.stream().filter(it -> it.invariant() == invariant).count());
      assertThat(invariants.checked(invariant))
          .isGreaterThanOrEqualTo(invariants.broken(invariant));
    }
    return breaches;
  }

  void assertSound() {
    assertThat(breaches()).isEmpty();
  }

  /** The last commit breaks this, once, at its last fact. */
  void assertBroken(Invariant invariant, Scope scope, String what) {
    assertThat(breaches())
        .containsExactly(new Breach(invariant, ledger.head(), Optional.of(scope.path()), what));
  }

  static RoleAssigned assigned(Grant grant) {
    return new RoleAssigned(grant);
  }

  static Grant grant(PrincipalId principal, RoleId role, Scope scope, Terms terms) {
    return new Grant(
        new AssignmentId(new UUID(0xd000, 1)),
        role,
        principal,
        PrincipalType.SERVICE_PRINCIPAL,
        scope,
        terms);
  }

  static Terms until(Instant end) {
    return new Terms(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(end), Personal.none());
  }

  static SystemIdentityEnabled enabled(Scope resource, int number) {
    return new SystemIdentityEnabled(resource, World.principal(number), World.client(number));
  }

  static LockPlaced locked(Scope scope, LockLevel level) {
    return new LockPlaced(scope, KEEP, level, Optional.empty());
  }

  Instant now() {
    return ledger.committedAt(ledger.head()).orElseThrow().plusSeconds(1);
  }
}
