package dev.lanyard.domain;

import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;
import java.util.Optional;

/**
 * One rule: what a command must know, and what it decides from that. Pure: no clock, no randomness,
 * no I/O; the same history and command always give the same decision.
 *
 * @param <C> the command
 * @param <S> what the rule must know, folded from the ledger. It belongs to one decision: a wide
 *     rule may fold into a mutable one
 */
public interface Decider<C, S> {
  /** Most steps that a rule may take. */
  int STEPS_MAX = 4;

  /**
   * Where the rule looks, in one to {@link #STEPS_MAX} steps: each is asked for after the events of
   * those before it were folded. All join one append condition, and all are read as of the same
   * head. Each event is folded once, even if several steps select it; no state may depend on the
   * order between steps.
   */
  List<Step<C, S>> steps();

  /**
   * What is known before anything was read: nothing but what the command is about, so that folding
   * can tell it from what is read for its sake. A fresh one each time.
   */
  S initial(C command);

  /** What is known after one more fact. Total: a fact that does not matter changes nothing. */
  S evolve(S state, LifecycleEvent event);

  /** What follows. */
  Decision decide(C command, S state);

  /**
   * Asked after each event that is read, before the next: an answer ends the reading and is the
   * decision. For rules whose reading a hostile or huge history could make endless.
   *
   * @param read how many events were read for this decision so far
   * @return empty to read on, as a rule without such a limit always answers
   */
  default Optional<Rejection> overrun(C command, S state, long read) {
    return Optional.empty();
  }

  /** Where to look next, by what is known so far. */
  @FunctionalInterface
  interface Step<C, S> {
    Boundary select(C command, S state);
  }
}
