package dev.lanyard.projections.state;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LiveGroup;
import dev.lanyard.domain.LiveResource;
import dev.lanyard.domain.LiveResource.Attachment;
import dev.lanyard.domain.LiveResource.SystemIdentity;
import dev.lanyard.domain.LiveUserIdentity;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Revision;
import dev.lanyard.domain.ScopeId;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.domain.ThingId;
import dev.lanyard.domain.UserIdentityBody;
import dev.lanyard.domain.UserIdentityBody.Isolation;
import dev.lanyard.projections.Page;
import dev.lanyard.projections.state.Places.Bound;
import dev.lanyard.projections.store.Reader;
import dev.lanyard.projections.store.StoredJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads whole things, each from its place and what hangs on it. */
record Things(Places places) {

  private record Body(Map<String, String> tags, Json.Obj rest) {}

  /** An identity's principal and client. */
  record Identity(PrincipalId principal, ClientId client) {}

  /** Reads the thing that lives at a place. */
  @FunctionalInterface
  interface Reads<T> {
    T read(Things things, Bound at) throws SQLException;
  }

  /** Reads each thing of a page of places. */
  <T> Page<T> all(Page<Bound> page, Reads<T> thing) throws SQLException {
    List<T> items = new ArrayList<>();
    for (Bound bound : page.items()) {
      items.add(thing.read(this, bound));
    }
    return new Page<>(items, page.next());
  }

  LiveSubscription subscription(Bound at) throws SQLException {
    String sql = "SELECT s.tenant, s.display FROM subscription s WHERE s.scope = ? AND ";
    if (!(ScopeId.parse(reader().text(at.scope())) instanceof ScopeId.InSubscription(var id))) {
      throw new IllegalStateException(at.path() + " is not a subscription");
    }
    return one(at, sql, "s", row -> subscription(id, row));
  }

  private static LiveSubscription subscription(SubscriptionId id, ResultSet row)
      throws SQLException {
    return new LiveSubscription(id, TenantId.parse("tenant", row.getString(1)), row.getString(2));
  }

  LiveGroup group(Bound at) throws SQLException {
    return new LiveGroup(places.scope(at), at.location().orElseThrow(), body(at).tags());
  }

  Listed listed(Bound at) throws SQLException {
    return switch (at.kind()) {
      case USER_IDENTITY -> new Listed.OfUserIdentity(userIdentity(at));
      case RESOURCE -> new Listed.OfResource(resource(at));
      case ROOT, SUBSCRIPTION, GROUP ->
          throw new IllegalStateException(at.path() + " is not a resource");
    };
  }

  LiveUserIdentity userIdentity(Bound at) throws SQLException {
    Body body = body(at);
    Identity identity = identity(at).orElseThrow(() -> lost(at, "identity"));
    if (!(body.rest().members().get("isolation") instanceof Json.Text(var isolation))) {
      throw lost(at, "isolation");
    }
    return new LiveUserIdentity(
        places.scope(at),
        identity.principal(),
        identity.client(),
        at.location().orElseThrow(),
        new UserIdentityBody(body.tags(), Isolation.parse("isolation", isolation)));
  }

  LiveResource resource(Bound at) throws SQLException {
    Body body = body(at);
    long revision =
        one(
            at,
            "SELECT r.value FROM revision r WHERE r.scope = ? AND ",
            "r",
            row -> row.getLong(1));
    return new LiveResource(
        places.scope(at),
        at.location(),
        new ResourceBody(body.tags(), body.rest()),
        identity(at).map(found -> new SystemIdentity(found.principal(), found.client())),
        attached(at),
        new Revision(revision));
  }

  private Body body(Bound at) throws SQLException {
    return one(
        at,
        "SELECT t.tags, t.rest FROM body t WHERE t.scope = ? AND ",
        "t",
        row ->
            new Body(
                StoredJson.tagsOf(StoredJson.read(row.getString(1))),
                StoredJson.read(row.getString(2))));
  }

  private Optional<Identity> identity(Bound at) throws SQLException {
    return reader()
        .first(
            this::identityOf,
            "SELECT i.principal, i.client FROM identity i WHERE i.owner = ? AND "
                + places.asOf().newest("i"),
            at.scope());
  }

  private Identity identityOf(ResultSet row) throws SQLException {
    return new Identity(principal(row.getLong(1)), client(row.getLong(2)));
  }

  private Map<ThingId, Attachment> attached(Bound at) throws SQLException {
    Map<ThingId, Attachment> attached = new HashMap<>();
    reader()
        .list(
            row -> attached.put(ThingId.parse("identity", text(row, 1)), attachment(row)),
            """
            SELECT a.identity, a.path, a.principal, a.client FROM attachment a
            WHERE a.resource = ? AND\
            """
                + " "
                + places.asOf().live("a"),
            at.scope());
    return attached;
  }

  private Attachment attachment(ResultSet row) throws SQLException {
    return new Attachment(
        ResourcePath.parse("path", text(row, 2)),
        principal(row.getLong(3)),
        client(row.getLong(4)));
  }

  PrincipalId principal(long number) throws SQLException {
    return PrincipalId.parse("principal", reader().text(number));
  }

  ClientId client(long number) throws SQLException {
    return ClientId.parse("client", reader().text(number));
  }

  private String text(ResultSet row, int column) throws SQLException {
    return reader().text(row.getLong(column));
  }

  private Reader reader() {
    return places.reader();
  }

  private <T> T one(Bound at, String sql, String alias, Reader.RowMapper<T> mapper)
      throws SQLException {
    return reader()
        .first(mapper, sql + places.asOf().newest(alias), at.scope())
        .orElseThrow(() -> lost(at, alias));
  }

  private static IllegalStateException lost(Bound at, String what) {
    return new IllegalStateException(at.path() + " has no live " + what);
  }
}
