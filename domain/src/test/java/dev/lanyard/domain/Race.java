package dev.lanyard.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.HistoryInMemory.Attempt;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Two commands that are decided at the same head. Of the two decisions only the first is appended
 * unchanged; the other is made again.
 */
public final class Race {
  private final List<LifecycleEvent> before;

  private Race(List<LifecycleEvent> before) {
    this.before = before;
  }

  /** What a command's rule is. */
  public record Entrant<C extends LifecycleCommand, S>(Rule<C, S> rule, C command) {
    private Attempt<S> decide(HistoryInMemory history) {
      return history.decide(rule, command);
    }
  }

  /** Both start from these facts. */
  public static Race after(LifecycleEvent... events) {
    return new Race(List.of(events));
  }

  /** And from these. */
  public Race and(LifecycleEvent... events) {
    return new Race(Stream.concat(before.stream(), List.of(events).stream()).toList());
  }

  /** One who enters. */
  public static <C extends LifecycleCommand> Entrant<C, ?> of(Rule<C, ?> rule, C command) {
    return new Entrant<>(rule, command);
  }

  /**
   * Both were accepted alone; the first is appended, so that the second conflicts.
   *
   * @return what the second decides after that
   */
  public Decision conflict(Entrant<?, ?> first, Entrant<?, ?> second) {
    HistoryInMemory history = new HistoryInMemory().append(before.toArray(LifecycleEvent[]::new));
    Attempt<?> winner = first.decide(history);
    Attempt<?> loser = second.decide(history);
    assertThat(winner.decision()).isInstanceOf(Decision.Accepted.class);
    assertThat(loser.decision()).isInstanceOf(Decision.Accepted.class);
    assertThat(history.append(winner)).isTrue();
    assertThat(history.append(loser)).as("appended on a history that changed").isFalse();
    return second.decide(history).decision();
  }

  /** Both are accepted, and neither minds the other, whichever comes first. */
  public void noConflict(Entrant<?, ?> one, Entrant<?, ?> other) {
    HistoryInMemory history = new HistoryInMemory().append(before.toArray(LifecycleEvent[]::new));
    Attempt<?> first = one.decide(history);
    Attempt<?> second = other.decide(history);
    assertThat(history.append(first)).isTrue();
    assertThat(history.append(second)).isTrue();
    assertThat(history.events()).hasSizeGreaterThan(before.size() + 1);
  }
}
