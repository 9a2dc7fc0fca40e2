package dev.lanyard.projections.audit;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.LifecycleEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Names;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Keeps by what else a principal is known: the client id of a managed identity, and the subject
 * that its issuer gave a registered one, which of those of this server is their client id.
 */
final class Aliases {
  private final Names names;
  private final PreparedStatement insert;

  Aliases(Connection writer, Names names) throws SQLException {
    this.names = names;
    this.insert = writer.prepareStatement("INSERT OR IGNORE INTO alias VALUES (?, ?, ?)");
  }

  void add(Recorded recorded) throws SQLException {
    LifecycleEvent event = recorded.event();
    long commit = recorded.commit();
    if (event instanceof SystemIdentityEnabled(_, var principal, var client)) {
      add(client.toString(), principal, commit);
    } else if (event instanceof UserIdentityCreated(_, var principal, var client, _, _)) {
      add(client.toString(), principal, commit);
    } else if (event instanceof PrincipalRegistered(var principal, _, var subject, _)) {
      add(subject.subject(), principal, commit);
    }
  }

  private void add(String alias, PrincipalId principal, long commit) throws SQLException {
    insert.setLong(1, names.of(alias));
    insert.setLong(2, names.of(principal.toString()));
    insert.setLong(3, commit);
    insert.addBatch();
  }

  void flush() throws SQLException {
    insert.executeBatch();
  }
}
