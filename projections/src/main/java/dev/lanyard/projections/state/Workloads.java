package dev.lanyard.projections.state;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Reader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Reads which resource a credential proves, and which identities can be used how. */
record Workloads(Places places) {
  private static final String CREDENTIAL =
      "SELECT c.credential, c.kind, c.thumbprint, c.not_before, c.not_after, c.resource"
          + " FROM workload_credential c";

  /** A credential of the resource with a number. */
  private record Proof(WorkloadCredential credential, long resource) {}

  Optional<ProvenResource> byCredential(CredentialId id) throws SQLException {
    Optional<Long> number = reader().idOf(id.toString());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String sql = CREDENTIAL + " WHERE c.credential = ? AND " + places.asOf().newest("c");
    Optional<Proof> proof =
        reader().first(row -> new Proof(credential(row), row.getLong(6)), sql, number.get());
    return proof.isEmpty() ? Optional.empty() : Optional.of(proven(proof.get()));
  }

  private ProvenResource proven(Proof proof) throws SQLException {
    return new ProvenResource(
        places.position(),
        places.scope(places.of(proof.resource())),
        proof.credential(),
        system(proof.resource()),
        attached(proof.resource()));
  }

  private Optional<UsableIdentity> system(long resource) throws SQLException {
    String sql =
        """
        SELECT i.owner, b.path, i.principal, i.client, g.idx
        FROM identity i CROSS JOIN binding b ON b.scope = i.owner
        CROSS JOIN token_generation g ON g.principal = i.principal AND g.resource = i.owner
        WHERE i.owner = ? AND i.system = 1 AND %s AND %s AND %s\
        """
            .formatted(live("b"), live("g"), live("i"));
    return reader().first(this::usable, sql, resource);
  }

  private List<UsableIdentity> attached(long resource) throws SQLException {
    String sql =
        """
        SELECT a.identity, b.path, a.principal, a.client, g.idx
        FROM attachment a CROSS JOIN binding b ON b.scope = a.identity
        CROSS JOIN token_generation g ON g.principal = a.principal AND g.resource = a.resource
        WHERE a.resource = ? AND %s AND %s AND %s ORDER BY b.path_key\
        """
            .formatted(live("a"), live("b"), live("g"));
    return reader().list(this::usable, sql, resource);
  }

  Optional<FederatedIdentity> federationOf(ClientId client) throws SQLException {
    Optional<Long> number = reader().idOf(client.toString());
    if (number.isEmpty()) {
      return Optional.empty();
    }
    String sql =
        """
        SELECT i.owner, b.path, i.principal, i.client, g.idx
        FROM identity i CROSS JOIN binding b ON b.scope = i.owner
        CROSS JOIN token_generation g ON g.principal = i.principal AND g.resource = ?
        WHERE i.client = ? AND i.system = 0 AND %s AND %s AND %s\
        """
            .formatted(live("i"), live("b"), live("g"));
    Optional<UsableIdentity> identity =
        reader().first(this::usable, sql, TrustSchema.NONE, number.get());
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    var credentials = new Federations(places).of(identity.get().thing());
    return Optional.of(new FederatedIdentity(places.position(), identity.get(), credentials));
  }

  List<WorkloadCredential> credentials(ThingId resource) throws SQLException {
    Optional<Long> number = reader().idOf(resource.toString());
    if (number.isEmpty()) {
      return List.of();
    }
    String sql =
        "%s JOIN name n ON n.id = c.credential WHERE c.resource = ? AND %s ORDER BY n.text"
            .formatted(CREDENTIAL, live("c"));
    return reader().list(this::credential, sql, number.get());
  }

  private WorkloadCredential credential(ResultSet row) throws SQLException {
    return new WorkloadCredential(
        CredentialId.parse("credential", reader().text(row.getLong(1))),
        WorkloadCredential.Kind.valueOf(row.getString(2)),
        Optional.ofNullable(row.getString(3)),
        Micros.instant(row.getLong(4)),
        Micros.instant(row.getLong(5)));
  }

  private UsableIdentity usable(ResultSet row) throws SQLException {
    return new UsableIdentity(
        ThingId.parse("thing", reader().text(row.getLong(1))),
        ResourcePath.parse("path", row.getString(2)),
        PrincipalId.parse("principal", reader().text(row.getLong(3))),
        ClientId.parse("client", reader().text(row.getLong(4))),
        row.getLong(5));
  }

  private String live(String alias) {
    return places.asOf().live(alias);
  }

  private Reader reader() {
    return places.reader();
  }
}
