package dev.lanyard.domain.federation;

import dev.lanyard.domain.About;
import dev.lanyard.domain.Boundary;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.event.IssuerEvent.IssuerRemoved;
import dev.lanyard.domain.event.IssuerEvent.IssuerTrusted;
import dev.lanyard.domain.event.LifecycleEvent;
import java.util.Optional;
import java.util.Set;

/** What is known of the one issuer that a command is about. */
record IssuerState(Optional<WorkloadIssuer> subject) implements About<WorkloadIssuer> {

  static IssuerState unknown() {
    return new IssuerState(Optional.empty());
  }

  static Boundary boundaryOf(String issuer) {
    return Boundary.of(Set.of(IssuerTrusted.class, IssuerRemoved.class), Tags.issuer(issuer));
  }

  IssuerState after(LifecycleEvent event) {
    if (event instanceof IssuerTrusted(var issuer)) {
      return new IssuerState(Optional.of(issuer));
    }
    return event instanceof IssuerRemoved ? unknown() : this;
  }
}
