package dev.lanyard.projections.state;

import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveUserIdentity;

/** What a listing of resources holds: ARM lists user-assigned identities among them. */
public sealed interface Listed {

  /** A generic resource. */
  record OfResource(LiveResource resource) implements Listed {}

  /** A user-assigned identity. */
  record OfUserIdentity(LiveUserIdentity identity) implements Listed {}
}
