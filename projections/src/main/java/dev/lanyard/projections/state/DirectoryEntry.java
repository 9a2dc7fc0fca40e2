package dev.lanyard.projections.state;

import dev.lanyard.domain.Principal;
import dev.lanyard.domain.PrincipalId;

/** A live principal, whichever way it came to be. */
public sealed interface DirectoryEntry {

  /** Its id. */
  PrincipalId id();

  /** The principal of a managed identity. */
  record Managed(ManagedIdentity identity) implements DirectoryEntry {
    @Override
    public PrincipalId id() {
      return identity.principal();
    }
  }

  /** A registered user, group or service principal. */
  record Registered(Principal principal) implements DirectoryEntry {
    @Override
    public PrincipalId id() {
      return principal.principal();
    }
  }
}
