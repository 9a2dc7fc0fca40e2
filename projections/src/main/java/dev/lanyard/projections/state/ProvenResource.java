package dev.lanyard.projections.state;

import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import java.util.List;
import java.util.Optional;

/**
 * What a token request needs to know of the resource that a credential proves, of one snapshot.
 *
 * @param position the commit that the snapshot shows
 * @param resource the resource
 * @param credential by which it was found; whether it counts at an instant is the caller's to see
 * @param system its system-assigned identity
 * @param attached the user-assigned identities that it can act as, by path
 */
public record ProvenResource(
    long position,
    Scope resource,
    WorkloadCredential credential,
    Optional<UsableIdentity> system,
    List<UsableIdentity> attached) {
  public ProvenResource {
    attached = List.copyOf(attached);
  }
}
