package dev.lanyard.projections.state;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;

/**
 * The managed identity behind a principal.
 *
 * @param scope the user-assigned identity, or the resource that the system-assigned identity is on
 * @param system whether it is system-assigned
 */
public record ManagedIdentity(
    Scope scope, boolean system, PrincipalId principal, ClientId client) {}
