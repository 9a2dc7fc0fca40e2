package dev.lanyard.api.authority;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.ProvenResource;
import java.util.Optional;

/** Who has proved itself to the token endpoint. */
sealed interface Proved {

  /**
   * Somebody who gets tokens of its own: an operator, or a workload outside that stands for a
   * user-assigned identity.
   *
   * @param credential what proved it
   * @param bySecret whether that was a shared secret
   * @param identity where the user-assigned identity is; empty for operators
   * @param generation the one that its tokens belong to; 0 where it gets none
   * @param refusal why it gets no token all the same; empty where nothing stands against it
   */
  record Client(
      PrincipalId principal,
      ClientId client,
      CredentialId credential,
      boolean bySecret,
      Optional<ResourcePath> identity,
      long generation,
      Optional<AuthorityError> refusal)
      implements Proved {}

  /** An agent on a resource, which asks for tokens of the identities on it. */
  record Agent(ProvenResource resource) implements Proved {}
}
