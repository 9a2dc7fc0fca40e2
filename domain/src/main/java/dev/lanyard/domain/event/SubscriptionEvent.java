package dev.lanyard.domain.event;

import dev.lanyard.domain.Scope;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.Tags;
import dev.lanyard.domain.TenantId;
import java.util.Set;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** What happens to subscriptions. */
public sealed interface SubscriptionEvent extends LifecycleEvent {

  /**
   * A subscription can be used from now on. The first start adds the default one.
   *
   * @param subscription its id
   * @param tenant the tenant that its principals belong to
   * @param display its name for people
   */
  @Event(namespace = NAMESPACE, name = "SubscriptionAdded", version = "1")
  record SubscriptionAdded(SubscriptionId subscription, TenantId tenant, String display)
      implements SubscriptionEvent {
    @Override
    public Set<Tag> tags() {
      return Tags.bindingOf(Scope.of(subscription));
    }
  }
}
