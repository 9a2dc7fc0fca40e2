package dev.lanyard.eventstore;

import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.eventstore.EventCodec.Encoded;
import java.util.OptionalLong;

/** Tells the events that erase a personal part from all others, which cost a look at their name. */
final class Erasures {
  private static final String NAME = LifecycleEvent.NAMESPACE + ".PersonalPartErased";
  private static final byte[] NOTHING = new byte[0];

  private Erasures() {}

  /** As {@link EventCodec#erases}. */
  static OptionalLong of(Encoded encoded, Vocabulary<?> vocabulary) {
    if (!encoded.name().equals(NAME)) {
      return OptionalLong.empty();
    }
    Encoded fact =
        new Encoded(encoded.name(), encoded.version(), encoded.payload(), NOTHING, NOTHING);
    return vocabulary.read(fact) instanceof PersonalPartErased erased
        ? OptionalLong.of(erased.position())
        : OptionalLong.empty();
  }
}
