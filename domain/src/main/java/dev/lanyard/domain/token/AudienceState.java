package dev.lanyard.domain.token;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.TokenEvent.AudienceRegistered;
import dev.lanyard.domain.event.TokenEvent.AudienceRemoved;
import java.util.Optional;

/** What is known of the one audience that a command is about. */
record AudienceState(Optional<Audience> subject) implements About<Audience> {

  static AudienceState unknown() {
    return new AudienceState(Optional.empty());
  }

  AudienceState after(LifecycleEvent event) {
    if (event instanceof AudienceRegistered(var audience)) {
      return new AudienceState(Optional.of(audience));
    }
    return event instanceof AudienceRemoved ? unknown() : this;
  }
}
