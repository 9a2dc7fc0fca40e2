package dev.lanyard.domain.event;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.Tags;
import java.util.Optional;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What decides which tokens are good, and for whom they are made. */
public sealed interface TokenEvent extends TrustEvent {

  /**
   * No token that the principal got until now is good any more, whatever resource it asked through.
   *
   * @param identity the user-assigned identity, or the resource whose system-assigned identity it
   *     is; empty for registered principals
   */
  @Event(namespace = NAMESPACE, name = "TokensRevoked", version = "1")
  record TokensRevoked(PrincipalId principal, Optional<Scope> identity) implements TokenEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.principal(principal));
    }
  }

  /** Tokens can be asked for this audience, and look like this. */
  @Event(namespace = NAMESPACE, name = "AudienceRegistered", version = "1")
  record AudienceRegistered(Audience audience) implements TokenEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.audience(audience.uri()));
    }
  }

  /**
   * Tokens cannot be asked for this audience any more.
   *
   * @param audience its URI
   */
  @Event(namespace = NAMESPACE, name = "AudienceRemoved", version = "1")
  record AudienceRemoved(String audience) implements TokenEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.audience(audience));
    }
  }
}
