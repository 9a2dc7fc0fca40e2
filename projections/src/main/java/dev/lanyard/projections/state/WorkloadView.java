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
import dev.lanyard.projections.store.Snapshots;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Answers {@link WorkloadQueries} from the state view's tables, and from memory what is hot. */
public final class WorkloadView implements WorkloadQueries {
  private final Snapshots snapshots;
  private final Remembered<CredentialId, ProvenResource> resources;
  private final Remembered<ClientId, FederatedIdentity> identities;
  private final Remembered<String, Audience> audiences;
  private final Remembered<String, WorkloadIssuer> issuers;

  /** The view whose last commit the snapshots show, and what tells of its changes. */
  public WorkloadView(Snapshots snapshots, WorkloadChanges changes) {
    this.snapshots = snapshots;
    this.resources = new Remembered<>(snapshots, changes);
    this.identities = new Remembered<>(snapshots, changes);
    this.audiences = new Remembered<>(snapshots, changes);
    this.issuers = new Remembered<>(snapshots, changes);
  }

  /** A question about what there was as of a commit. */
  @FunctionalInterface
  private interface Question<T> {
    T answer(Places places) throws SQLException;
  }

  private <T> T ask(long asOf, Question<T> question) {
    return snapshots.read(reader -> question.answer(new Places(reader, new AsOf(asOf))));
  }

  private <K, V> Optional<V> ask(
      Remembered<K, V> memory, K key, long asOf, Question<Optional<V>> question) {
    return asOf >= StateQueries.CURRENT
        ? memory.get(key, reader -> question.answer(new Places(reader, new AsOf(asOf))))
        : ask(asOf, question);
  }

  @Override
  public Optional<ProvenResource> byCredential(CredentialId credential, long asOf) {
    return ask(
        resources, credential, asOf, places -> new Workloads(places).byCredential(credential));
  }

  @Override
  public List<WorkloadCredential> credentials(ThingId resource, long asOf) {
    return ask(asOf, places -> new Workloads(places).credentials(resource));
  }

  @Override
  public Optional<FederatedIdentity> federationOf(ClientId client, long asOf) {
    return ask(identities, client, asOf, places -> new Workloads(places).federationOf(client));
  }

  @Override
  public List<FederatedCredential> federated(ThingId identity, long asOf) {
    return ask(asOf, places -> new Federations(places).of(identity));
  }

  @Override
  public Optional<Audience> audience(String uri, long asOf) {
    return ask(
        audiences, Federations.key(uri), asOf, places -> new Federations(places).audience(uri));
  }

  @Override
  public Page<Audience> audiences(Paging paging, long asOf) {
    return ask(asOf, places -> new Federations(places).audiences(paging));
  }

  @Override
  public Optional<WorkloadIssuer> issuer(String issuer, long asOf) {
    return ask(issuers, issuer, asOf, places -> new Federations(places).issuer(issuer));
  }

  @Override
  public Page<WorkloadIssuer> issuers(Paging paging, long asOf) {
    return ask(asOf, places -> new Federations(places).issuers(paging));
  }
}
