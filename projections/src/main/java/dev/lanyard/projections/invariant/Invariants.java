package dev.lanyard.projections.invariant;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.Recorded;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Checks what must hold of a ledger, commit by commit from the first one on: of each commit what it
 * touched, so that a check costs the commit and not the ledger. Used by one thread.
 */
public final class Invariants {
  private final Living living = new Living();
  private final Breaches breaches;
  private final Sequence sequence;
  private final Guarding guarding;
  private final Expiry expiry;
  private final Effects effects;

  /**
   * Begins before the first commit.
   *
   * @param scope breaches about places elsewhere are not told; empty for everything
   * @param told hears of each breach, on the thread that folds
   */
  public Invariants(Optional<ResourcePath> scope, Consumer<Breach> told) {
    this.breaches = new Breaches(scope, told);
    this.sequence = new Sequence(breaches);
    this.guarding = new Guarding(living, breaches);
    this.expiry = new Expiry(breaches);
    this.effects = new Effects(living, breaches);
  }

  /**
   * Folds one whole commit, and checks.
   *
   * @param commit its facts, in order; one at least
   */
  public void apply(List<Recorded> commit) {
    for (Recorded recorded : commit) {
      sequence.next(recorded);
      guarding.check(recorded);
      expiry.check(recorded);
    }
    commit.forEach(effects::apply);
    effects.commitEnds();
  }

  /** How often an invariant was checked so far. */
  public long checked(Invariant invariant) {
    return breaches.checked(invariant);
  }

  /** How often it did not hold. */
  public long broken(Invariant invariant) {
    return breaches.broken(invariant);
  }
}
