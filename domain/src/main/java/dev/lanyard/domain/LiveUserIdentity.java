package dev.lanyard.domain;

/** A live user-assigned identity. */
public record LiveUserIdentity(
    Scope scope, PrincipalId principal, ClientId client, String location, UserIdentityBody body) {}
