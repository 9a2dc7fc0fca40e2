package dev.lanyard.domain.event;

/**
 * What decides whom this installation believes, and which of its tokens are good; and what stays
 * known of how they were used.
 */
public sealed interface TrustEvent extends LifecycleEvent
    permits CredentialEvent,
        FederatedCredentialEvent,
        IssuerEvent,
        TokenEvent,
        UsageEvent,
        WorkloadCredentialEvent {}
