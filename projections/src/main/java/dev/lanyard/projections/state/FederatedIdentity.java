package dev.lanyard.projections.state;

import dev.lanyard.domain.FederatedCredential;
import java.util.List;

/**
 * What a token exchange needs to know of the identity that is asked for, of one snapshot.
 *
 * @param position the commit that the snapshot shows
 * @param identity the user-assigned identity, with the generation of tokens that no resource asked
 *     for
 * @param credentials whose tokens it takes, by name without case
 */
public record FederatedIdentity(
    long position, UsableIdentity identity, List<FederatedCredential> credentials) {
  public FederatedIdentity {
    credentials = List.copyOf(credentials);
  }
}
