package dev.lanyard.domain;

import dev.lanyard.domain.HistoryInMemory.Attempt;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;

/**
 * The fixture of rule tests: {@code given(RULE, events...).when(command)} is the decision. The
 * events are folded through the rule's own steps, so that a boundary that is too narrow shows.
 */
public final class Given<C extends LifecycleCommand, S> {
  private final Rule<C, S> rule;
  private final HistoryInMemory history;

  private Given(Rule<C, S> rule, HistoryInMemory history) {
    this.rule = rule;
    this.history = history;
  }

  /** A rule, and what happened before. */
  public static <C extends LifecycleCommand, S> Given<C, S> given(
      Rule<C, S> rule, LifecycleEvent... events) {
    return new Given<>(rule, new HistoryInMemory().append(events));
  }

  /** And then this happened. */
  public Given<C, S> and(LifecycleEvent... events) {
    history.append(events);
    return this;
  }

  /** What the rule decides. */
  public Decision when(C command) {
    return attempt(command).decision();
  }

  /** The same, with what the rule knew and what it read. */
  public Attempt<S> attempt(C command) {
    return history.decide(rule, command);
  }
}
