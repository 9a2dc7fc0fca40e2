package dev.lanyard.projections.state;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.event.IdentityEvent;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.SystemIdentityEnabled;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityAttached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityCreated;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDeleted;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityDetached;
import dev.lanyard.domain.event.IdentityEvent.UserIdentityUpdated;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Names;
import dev.lanyard.projections.store.RowKey;
import dev.lanyard.projections.store.TemporalTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes managed identities and which resources can act as which. */
final class IdentityRows {
  private final Names names;
  private final ThingRows things;
  private final TemporalTable identity;
  private final TemporalTable attachment;

  IdentityRows(Connection writer, Names names, ThingRows things) throws SQLException {
    this.names = names;
    this.things = things;
    this.identity =
        new TemporalTable(
            writer,
            "identity",
            List.of("owner"),
            List.of("principal", "client", "system", "display_key"));
    this.attachment =
        new TemporalTable(
            writer,
            "attachment",
            List.of("resource", "identity"),
            List.of("path", "principal", "client"));
  }

  void apply(IdentityEvent event, Recorded at) throws SQLException {
    switch (event) {
      case SystemIdentityEnabled(var resource, var principal, var client) -> {
        begin(resource, principal, client, true, at);
        things.touch(resource, at);
      }
      case SystemIdentityDeleted(var resource, _) -> {
        identity.end(things.key(resource), at.position(), at.commit());
        things.touch(resource, at);
      }
      case UserIdentityCreated(var scope, var principal, var client, var location, var body) -> {
        things.bind(scope, Kind.USER_IDENTITY, Optional.of(location), at);
        things.say(scope, body.tags(), rest(body), at);
        begin(scope, principal, client, false, at);
      }
      case UserIdentityUpdated(var scope, _, var body) ->
          things.sayAnew(scope, body.tags(), rest(body), at);
      case UserIdentityDeleted(var scope, _) -> {
        identity.end(things.key(scope), at.position(), at.commit());
        things.unbind(scope, at);
      }
      case UserIdentityAttached attached -> {
        attachment.open(
            pair(attached.resource(), attached.identity()),
            at.position(),
            at.commit(),
            names.of(attached.identityPath().toString()),
            names.of(attached.principal().toString()),
            names.of(attached.client().toString()));
        things.touch(attached.resource(), at);
      }
      case UserIdentityDetached(var resource, var user, _) -> {
        attachment.end(pair(resource, user), at.position(), at.commit());
        things.touch(resource, at);
      }
    }
  }

  private void begin(
      Scope owner, PrincipalId principal, ClientId client, boolean system, Recorded at)
      throws SQLException {
    identity.open(
        things.key(owner),
        at.position(),
        at.commit(),
        names.of(principal.toString()),
        names.of(client.toString()),
        system ? 1 : 0,
        owner.path().name().toLowerCase(Locale.ROOT));
  }

  private RowKey pair(Scope resource, ThingId user) throws SQLException {
    return new RowKey(things.key(resource).first(), names.of(user.toString()));
  }

  private static Json.Obj rest(UserIdentityBody body) {
    return new Json.Obj(Map.of("isolation", new Json.Text(body.isolation().toString())));
  }

  void flush() throws SQLException {
    identity.flush();
    attachment.flush();
  }
}
