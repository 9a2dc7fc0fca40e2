package dev.lanyard.projections.state;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.WorkloadCredential;
import dev.lanyard.domain.event.FederatedCredentialEvent;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialAdded;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialRemoved;
import dev.lanyard.domain.event.FederatedCredentialEvent.FederatedCredentialUpdated;
import dev.lanyard.domain.event.IssuerEvent;
import dev.lanyard.domain.event.IssuerEvent.IssuerRemoved;
import dev.lanyard.domain.event.IssuerEvent.IssuerTrusted;
import dev.lanyard.domain.event.WorkloadCredentialEvent;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialIssued;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRevoked;
import dev.lanyard.domain.event.WorkloadCredentialEvent.CredentialRotated;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Names;
import dev.lanyard.projections.store.RowKey;
import dev.lanyard.projections.store.TemporalTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes by what workloads prove who they are, and for whom tokens are made. */
final class TrustRows {
  /** Where the interval stands among the columns of a workload credential. */
  private static final int NOT_BEFORE = 3;

  private static final int NOT_AFTER = 4;

  private final Names names;
  private final TemporalTable credential;
  private final TemporalTable federated;
  private final TemporalTable audience;
  private final TemporalTable issuer;

  TrustRows(Connection writer, Names names) throws SQLException {
    this.names = names;
    this.credential =
        new TemporalTable(
            writer,
            "workload_credential",
            List.of("credential"),
            List.of("resource", "kind", "thumbprint", "not_before", "not_after"));
    this.federated =
        new TemporalTable(
            writer,
            "federated_credential",
            List.of("identity", "name"),
            List.of("spelling", "issuer", "subject", "expression", "audience"));
    this.audience =
        new TemporalTable(
            writer,
            "audience",
            List.of("audience"),
            List.of("uri", "form", "algorithm", "lifetime"));
    this.issuer = new TemporalTable(writer, "workload_issuer", List.of("issuer"), List.of("keys"));
  }

  void apply(WorkloadCredentialEvent event, Recorded at) throws SQLException {
    switch (event) {
      case CredentialIssued(var resource, var issued) -> issue(resource, issued, at);
      case CredentialRotated(var resource, var replaced, var until, var issued) -> {
        shorten(replaced, until, at);
        issue(resource, issued, at);
      }
      case CredentialRevoked(_, var revoked, _) ->
          credential.end(key(revoked), at.position(), at.commit());
    }
  }

  private void issue(Scope resource, WorkloadCredential issued, Recorded at) throws SQLException {
    credential.open(
        key(issued.id()),
        at.position(),
        at.commit(),
        names.of(resource.id().toString()),
        issued.kind().name(),
        issued.thumbprint().orElse(null),
        Micros.of(issued.notBefore()),
        Micros.of(issued.notAfter()));
  }

  /** One that had not begun by then keeps a single microsecond: no credential has none at all. */
  private void shorten(CredentialId replaced, Instant until, Recorded at) throws SQLException {
    @Nullable Object[] values =
        credential
            .current(key(replaced))
            .orElseThrow(
                () -> new Broken(at.position(), "workload_credential has no open row to end"))
            .clone();
    long end = Math.max(Micros.of(until), number(values[NOT_BEFORE]) + 1);
    if (end < number(values[NOT_AFTER])) {
      values[NOT_AFTER] = end;
      credential.replace(key(replaced), at.position(), at.commit(), values);
    }
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    throw new IllegalStateException("a stored instant is not a number");
  }

  void apply(FederatedCredentialEvent event, Recorded at) throws SQLException {
    switch (event) {
      case FederatedCredentialAdded(var identity, _, var added) -> {
        RowKey key = key(identity, added.key());
        federated.open(key, at.position(), at.commit(), values(added));
      }
      case FederatedCredentialUpdated(var identity, _, var updated) -> {
        RowKey key = key(identity, updated.key());
        federated.replace(key, at.position(), at.commit(), values(updated));
      }
      case FederatedCredentialRemoved(var identity, _, var name) -> {
        RowKey key = key(identity, name.toLowerCase(Locale.ROOT));
        federated.end(key, at.position(), at.commit());
      }
    }
  }

  private static @Nullable Object[] values(FederatedCredential said) {
    return new @Nullable Object[] {
      said.name(),
      said.issuer(),
      said.match().subject().orElse(null),
      said.match().expression().orElse(null),
      said.audiences().getFirst()
    };
  }

  void register(Audience said, Recorded at) throws SQLException {
    say(
        audience,
        audienceKey(said.uri()),
        at,
        said.uri(),
        said.form().name(),
        said.algorithm().map(Enum::name).orElse(null),
        said.lifetimeSeconds().orElse(null));
  }

  void remove(String uri, Recorded at) throws SQLException {
    audience.end(audienceKey(uri), at.position(), at.commit());
  }

  private RowKey audienceKey(String uri) throws SQLException {
    return RowKey.of(names.of(uri.toLowerCase(Locale.ROOT)));
  }

  void apply(IssuerEvent event, Recorded at) throws SQLException {
    switch (event) {
      case IssuerTrusted(var trusted) ->
          say(issuer, RowKey.of(names.of(trusted.issuer())), at, trusted.keys().orElse(null));
      case IssuerRemoved(var removed) ->
          issuer.end(RowKey.of(names.of(removed)), at.position(), at.commit());
    }
  }

  /** The first time or anew: one fact stands for both. */
  private static void say(TemporalTable table, RowKey key, Recorded at, @Nullable Object... values)
      throws SQLException {
    if (table.current(key).isPresent()) {
      table.end(key, at.position(), at.commit());
    }
    table.open(key, at.position(), at.commit(), values);
  }

  private RowKey key(CredentialId id) throws SQLException {
    return RowKey.of(names.of(id.toString()));
  }

  private RowKey key(Scope identity, String name) throws SQLException {
    return new RowKey(names.of(identity.id().toString()), names.of(name));
  }

  void flush() throws SQLException {
    credential.flush();
    federated.flush();
    audience.flush();
    issuer.flush();
  }
}
