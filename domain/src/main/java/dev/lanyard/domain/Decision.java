package dev.lanyard.domain;

import dev.lanyard.domain.event.LifecycleEvent;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/** What a rule answers. */
public sealed interface Decision {

  /**
   * The command is accepted: these facts are appended together, or none.
   *
   * @param facts in order; empty where all that was asked for already is
   */
  record Accepted(List<Fact> facts) implements Decision {
    public Accepted {
      facts = List.copyOf(facts);
    }
  }

  /** The command is refused; nothing is appended. */
  record Rejected(Rejection why) implements Decision {}

  /**
   * A fact of a decision.
   *
   * @param cascadesFrom the index, in the same decision, of the fact that this one follows from;
   *     empty for what the command itself asked for. Things that hang on others end before them, so
   *     the index is often the greater one
   */
  record Fact(LifecycleEvent event, OptionalInt cascadesFrom) {
    public static Fact of(LifecycleEvent event) {
      return new Fact(event, OptionalInt.empty());
    }
  }

  /** Accepted, with facts that none follows from another. */
  static Decision accepted(LifecycleEvent... events) {
    return new Accepted(Arrays.stream(events).map(Fact::of).toList());
  }

  /** Accepted with these facts. */
  static Decision accepted(List<Fact> facts) {
    return new Accepted(facts);
  }

  /** Refused. */
  static Decision rejected(Rejection why) {
    return new Rejected(why);
  }
}
