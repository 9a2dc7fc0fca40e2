package dev.lanyard.projections.state;

import dev.lanyard.domain.event.CredentialEvent;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialAdded;
import dev.lanyard.domain.event.CredentialEvent.OperatorCredentialRevoked;
import dev.lanyard.domain.event.LockEvent;
import dev.lanyard.domain.event.LockEvent.LockPlaced;
import dev.lanyard.domain.event.LockEvent.LockRemoved;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Names;
import dev.lanyard.projections.store.RowKey;
import dev.lanyard.projections.store.TemporalTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes registered principals, their credentials, and locks. */
final class PrincipalRows {
  /** Where {@code disabled} stands among the columns of a principal. */
  private static final int DISABLED = 4;

  private final Names names;
  private final TemporalTable principal;
  private final TemporalTable credential;
  private final TemporalTable lock;

  PrincipalRows(Connection writer, Names names) throws SQLException {
    this.names = names;
    this.principal =
        new TemporalTable(
            writer,
            "principal",
            List.of("principal"),
            List.of(
                "type", "issuer", "subject", "display", "disabled", "display_key", "display_from"));
    this.credential =
        new TemporalTable(
            writer,
            "credential",
            List.of("credential"),
            List.of("principal", "kind", "thumbprint", "not_before", "not_after"));
    this.lock =
        new TemporalTable(
            writer, "lock", List.of("scope", "name"), List.of("spelling", "level", "notes"));
  }

  void apply(PrincipalEvent event, Recorded at) throws SQLException {
    RowKey key = RowKey.of(names.of(event.principal().toString()));
    switch (event) {
      case PrincipalRegistered(_, var type, var subject, var display) ->
          principal.open(
              key,
              at.position(),
              at.commit(),
              type.name(),
              subject.issuer(),
              subject.subject(),
              display.text().orElse(null),
              0,
              display.text().orElse("").toLowerCase(Locale.ROOT),
              at.position());
      case PrincipalDisabled _ -> {
        @Nullable Object[] values =
            principal
                .current(key)
                .orElseThrow(() -> new Broken(at.position(), "principal has no open row to end"));
        @Nullable Object[] disabled = values.clone();
        disabled[DISABLED] = 1;
        principal.replace(key, at.position(), at.commit(), disabled);
      }
      case PrincipalRemoved _ -> principal.end(key, at.position(), at.commit());
    }
  }

  void apply(CredentialEvent event, Recorded at) throws SQLException {
    RowKey key = RowKey.of(names.of(event.credentialId().toString()));
    switch (event) {
      case OperatorCredentialAdded(var bearer, var added) ->
          credential.open(
              key,
              at.position(),
              at.commit(),
              names.of(bearer.toString()),
              added.kind().name(),
              added.thumbprint().orElse(null),
              Micros.of(added.notBefore()),
              Micros.of(added.notAfter()));
      case OperatorCredentialRevoked _ -> credential.end(key, at.position(), at.commit());
    }
  }

  void apply(LockEvent event, Recorded at) throws SQLException {
    RowKey key = new RowKey(names.of(event.scope().id().toString()), names.of(event.name().key()));
    switch (event) {
      case LockPlaced(_, var name, var level, var notes) ->
          lock.open(key, at.position(), at.commit(), name.text(), level.name(), notes.orElse(null));
      case LockRemoved _ -> lock.end(key, at.position(), at.commit());
    }
  }

  void flush() throws SQLException {
    principal.flush();
    credential.flush();
    lock.flush();
  }
}
