package dev.lanyard.projections.state;

import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;

/**
 * A subscription that can be used.
 *
 * @param subscription its id
 * @param tenant the tenant that its principals belong to
 * @param display its name for people
 */
public record LiveSubscription(SubscriptionId subscription, TenantId tenant, String display) {}
