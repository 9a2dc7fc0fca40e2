package dev.lanyard.projections.state;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.Paging;
import java.util.List;
import java.util.Optional;

/**
 * By what workloads prove who they are, what they may then be, and for whom they get tokens. Each
 * question reads one snapshot as of a commit, as {@link StateQueries} does; those of the present
 * that every request for a token asks are answered from memory while nothing has changed. Any may
 * throw {@link dev.lanyard.projections.ViewUnavailable} if the view's file cannot be read.
 */
public interface WorkloadQueries {

  /** The resource that a credential proves; empty if the credential was never issued or ended. */
  Optional<ProvenResource> byCredential(CredentialId credential, long asOf);

  /** The credentials of a resource that were not revoked, by id. */
  List<WorkloadCredential> credentials(ThingId resource, long asOf);

  /** The user-assigned identity with a client id, and whose tokens it takes. */
  Optional<FederatedIdentity> federationOf(ClientId client, long asOf);

  /** Whose tokens a user-assigned identity takes, by name without case. */
  List<FederatedCredential> federated(ThingId identity, long asOf);

  /** The audience with a URI: in any case, and with one trailing slash or without. */
  Optional<Audience> audience(String uri, long asOf);

  /** The audiences, by URI without case. */
  Page<Audience> audiences(Paging paging, long asOf);

  /** The trusted issuer that tokens name exactly so. */
  Optional<WorkloadIssuer> issuer(String issuer, long asOf);

  /** The trusted issuers, by name. */
  Page<WorkloadIssuer> issuers(Paging paging, long asOf);
}
