package dev.lanyard.domain.token;

import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The parts of the ledger that are about audiences of tokens. */
public final class Audiences {
  private Audiences() {}

  /** All that happened to an audience, in any spelling of its URI. */
  public static Boundary of(String uri) {
    return Boundary.of(Set.of(AudienceRegistered.class, AudienceRemoved.class), Tags.audience(uri));
  }

  /** The key of the audience that a fact is about; empty for facts about anything else. */
  public static Optional<String> about(LifecycleEvent event) {
    if (event instanceof AudienceRegistered(var audience)) {
      return Optional.of(audience.key());
    }
    return event instanceof AudienceRemoved(var uri)
        ? Optional.of(uri.toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
