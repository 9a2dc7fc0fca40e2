package dev.lanyard.domain;

import java.util.Map;
import java.util.Optional;

/**
 * A live generic resource with its identity block.
 *
 * @param location empty for types that have none
 * @param system its system-assigned identity
 * @param attached the user-assigned identities that it can act as, by the identity's uid
 * @param revision how often it has changed
 */
public record LiveResource(
    Scope scope,
    Optional<String> location,
    ResourceBody body,
    Optional<SystemIdentity> system,
    Map<ThingId, Attachment> attached,
    Revision revision) {
  public LiveResource {
    attached = Map.copyOf(attached);
  }

  /** A system-assigned identity. */
  public record SystemIdentity(PrincipalId principal, ClientId client) {}

  /**
   * A user-assigned identity on a resource.
   *
   * @param path where the identity was when it was attached
   */
  public record Attachment(ResourcePath path, PrincipalId principal, ClientId client) {}

  /** The type of its identity block. */
  public IdentityBlock.Type identityType() {
    return IdentityBlock.Type.of(system.isPresent(), !attached.isEmpty());
  }
}
