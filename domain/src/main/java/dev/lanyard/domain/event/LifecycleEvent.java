package dev.lanyard.domain.event;

import java.util.Set;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * A fact of the lifecycle ledger. The stored name and version of each stand in its {@code @Event}
 * annotation and are append-only: a new shape is a new version (ADR 0001).
 */
public sealed interface LifecycleEvent
    permits ComplianceEvent,
        GroupEvent,
        IdentityEvent,
        LockEvent,
        PrincipalEvent,
        ResourceEvent,
        RoleAssignmentEvent,
        RoleDefinitionEvent,
        SubscriptionEvent,
        TrustEvent {

  /** The namespace of the stored names. */
  String NAMESPACE = "lifecycle";

  /** The tags by which rules and readers find this fact; never empty. */
  Set<Tag> tags();
}
