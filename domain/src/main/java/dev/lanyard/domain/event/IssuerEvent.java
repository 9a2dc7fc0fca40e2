package dev.lanyard.domain.event;

import dev.lanyard.domain.Tags;
import dev.lanyard.domain.WorkloadIssuer;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to the issuers whose tokens may stand for workloads. */
public sealed interface IssuerEvent extends TrustEvent {

  /** The issuer's keys may be fetched, or are these. */
  @Event(namespace = NAMESPACE, name = "IssuerTrusted", version = "1")
  record IssuerTrusted(WorkloadIssuer issuer) implements IssuerEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.issuer(issuer.issuer()));
    }
  }

  /**
   * No token of the issuer is taken any more; the credentials that name it stay.
   *
   * @param issuer as its tokens name it
   */
  @Event(namespace = NAMESPACE, name = "IssuerRemoved", version = "1")
  record IssuerRemoved(String issuer) implements IssuerEvent {
    @Override
    public Set<Tag> tags() {
      return Set.of(Tags.issuer(issuer));
    }
  }
}
