package dev.lanyard.domain.event;

/** What decides whom this installation believes, and which of its tokens are good. */
public sealed interface TrustEvent extends LifecycleEvent
    permits CredentialEvent,
        FederatedCredentialEvent,
        IssuerEvent,
        TokenEvent,
        WorkloadCredentialEvent {}
