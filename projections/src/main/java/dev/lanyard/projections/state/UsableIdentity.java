package dev.lanyard.projections.state;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ThingId;

/**
 * A managed identity that a workload can get tokens for.
 *
 * @param thing the user-assigned identity, or the resource that the system-assigned identity is on
 * @param path where that is
 * @param generation the index of the open generation that its tokens belong to, of the way by which
 *     it is used: through the resource that asked, or by federation
 */
public record UsableIdentity(
    ThingId thing, ResourcePath path, PrincipalId principal, ClientId client, long generation) {}
