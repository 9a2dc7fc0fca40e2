package dev.lanyard.projections.state;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.IdentityEvent;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.domain.event.PrincipalEvent;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalDisabled;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRegistered;
import dev.lanyard.domain.event.PrincipalEvent.PrincipalRemoved;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Names;
import dev.lanyard.projections.store.Schema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Writes the generations of tokens. Statements run at once, not at the end of the batch: a
 * revocation closes and opens whatever is open by then in a few statements, however much it is.
 */
final class GenerationRows {
  /** The index is named: another would lead through all that the principal ever had. */
  private static final String OPEN_ROWS = "token_generation INDEXED BY token_generation_open";

  private static final String OPEN = "until_commit = " + Schema.OPEN;

  private final Names names;
  private final PreparedStatement open;
  private final PreparedStatement close;
  private final PreparedStatement closeAll;
  private final PreparedStatement succeed;
  private final PreparedStatement begin;
  // The last index that was given out; -1 before the first.
  private long last;

  GenerationRows(Connection writer, Names names) throws SQLException {
    this.names = names;
    this.open =
        writer.prepareStatement(
            "INSERT OR IGNORE INTO token_generation VALUES (?, ?, %d, ?, ?)"
                .formatted(Schema.OPEN));
    this.close = writer.prepareStatement(closing("principal = ? AND resource = ?"));
    this.closeAll = writer.prepareStatement(closing("principal = ?"));
    // Not open yet: each of them is the second of its pair until the first is closed.
    this.succeed =
        writer.prepareStatement(
            """
            INSERT INTO token_generation
            SELECT ? + row_number() OVER (ORDER BY idx), ?, NULL, principal, resource
            FROM %s WHERE principal = ? AND %s\
            """
                .formatted(OPEN_ROWS, OPEN));
    this.begin =
        writer.prepareStatement(
            "UPDATE token_generation SET until_commit = %d WHERE idx > ?".formatted(Schema.OPEN));
    try (Statement statement = writer.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT coalesce(max(idx), -1) FROM token_generation")) {
      row.next();
      this.last = row.getLong(1);
    }
  }

  private static String closing(String which) {
    return "UPDATE %s SET until_commit = ? WHERE %s AND %s".formatted(OPEN_ROWS, which, OPEN);
  }

  void apply(IdentityEvent event, Recorded at) throws SQLException {
    switch (event) {
      case SystemIdentityEnabled(var resource, var principal, _) ->
          open(principal, key(resource), at);
      case UserIdentityCreated(_, var principal, _, _, _) -> open(principal, TrustSchema.NONE, at);
      case UserIdentityAttached(var resource, _, _, var principal, _) ->
          open(principal, key(resource), at);
      case UserIdentityDetached(var resource, _, var principal) ->
          close(principal, key(resource), at);
      case SystemIdentityDeleted(_, var principal) -> closeAll(principal, at);
      case UserIdentityDeleted(_, var principal) -> closeAll(principal, at);
      case UserIdentityUpdated _ -> {}
    }
  }

  void apply(PrincipalEvent event, Recorded at) throws SQLException {
    switch (event) {
      case PrincipalRegistered(var principal, _, _, _) -> open(principal, TrustSchema.NONE, at);
      case PrincipalDisabled(var principal) -> closeAll(principal, at);
      case PrincipalRemoved(var principal, _) -> closeAll(principal, at);
    }
  }

  private void open(PrincipalId principal, long resource, Recorded at) throws SQLException {
    open.setLong(1, last + 1);
    open.setLong(2, at.commit());
    open.setLong(3, key(principal));
    open.setLong(4, resource);
    if (open.executeUpdate() != 1) {
      throw new Broken(at.position(), "token_generation has an open row already");
    }
    last++;
  }

  private void close(PrincipalId principal, long resource, Recorded at) throws SQLException {
    close.setLong(1, at.commit());
    close.setLong(2, key(principal));
    close.setLong(3, resource);
    if (close.executeUpdate() != 1) {
      throw new Broken(at.position(), "token_generation has no open row to end");
    }
  }

  private void closeAll(PrincipalId principal, Recorded at) throws SQLException {
    closeAll.setLong(1, at.commit());
    closeAll.setLong(2, key(principal));
    closeAll.executeUpdate();
  }

  /** All that is open of a principal ends, and goes on under new indexes in the same order. */
  void renew(PrincipalId principal, Recorded at) throws SQLException {
    succeed.setLong(1, last);
    succeed.setLong(2, at.commit());
    succeed.setLong(3, key(principal));
    int renewed = succeed.executeUpdate();
    closeAll(principal, at);
    begin.setLong(1, last);
    begin.executeUpdate();
    last += renewed;
  }

  private long key(PrincipalId principal) throws SQLException {
    return names.of(principal.toString());
  }

  private long key(Scope resource) throws SQLException {
    return names.of(resource.id().toString());
  }
}
