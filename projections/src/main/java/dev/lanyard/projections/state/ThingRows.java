package dev.lanyard.projections.state;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.ResourceBody;
import dev.lanyard.domain.Scope;
import dev.lanyard.domain.event.GroupEvent;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupCreated;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupDeleted;
import dev.lanyard.domain.event.GroupEvent.ResourceGroupUpdated;
import dev.lanyard.domain.event.ResourceEvent;
import dev.lanyard.domain.event.ResourceEvent.ResourceCreated;
import dev.lanyard.domain.event.ResourceEvent.ResourceDeleted;
import dev.lanyard.domain.event.ResourceEvent.ResourceUpdated;
import dev.lanyard.domain.event.SubscriptionEvent;
import dev.lanyard.domain.event.SubscriptionEvent.SubscriptionAdded;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Names;
import dev.lanyard.projections.store.RowKey;
import dev.lanyard.projections.store.StoredJson;
import dev.lanyard.projections.store.TemporalTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes what lives where, what is said of it, and how often it has changed. */
final class ThingRows {
  private static final int REVISIONS_MAX = 65_536;

  private final Names names;
  private final TemporalTable binding;
  private final TemporalTable subscription;
  private final TemporalTable body;
  private final TemporalTable revision;
  // Revisions of resources that changed lately, so that most changes need no query.
  private final Map<RowKey, Long> revisions = new LinkedHashMap<>(1_024, 0.75f, true);

  ThingRows(Connection writer, Names names) throws SQLException {
    this.names = names;
    this.binding =
        new TemporalTable(
            writer,
            "binding",
            List.of("scope"),
            List.of("path", "path_key", "kind", "type", "parent", "location"));
    this.subscription =
        new TemporalTable(writer, "subscription", List.of("scope"), List.of("tenant", "display"));
    this.body = new TemporalTable(writer, "body", List.of("scope"), List.of("tags", "rest"));
    this.revision = new TemporalTable(writer, "revision", List.of("scope"), List.of("value"));
  }

  void apply(SubscriptionEvent event, Recorded at) throws SQLException {
    switch (event) {
      case SubscriptionAdded(var id, var tenant, var display) -> {
        Scope scope = Scope.of(id);
        bind(scope, Kind.SUBSCRIPTION, Optional.empty(), at);
        subscription.open(key(scope), at.position(), at.commit(), tenant.toString(), display);
      }
    }
  }

  void apply(GroupEvent event, Recorded at) throws SQLException {
    switch (event) {
      case ResourceGroupCreated(var scope, var location, var tags) -> {
        bind(scope, Kind.GROUP, Optional.of(location), at);
        say(scope, tags, Json.Obj.EMPTY, at);
      }
      case ResourceGroupUpdated(var scope, var tags) -> sayAnew(scope, tags, Json.Obj.EMPTY, at);
      case ResourceGroupDeleted(var scope) -> unbind(scope, at);
    }
  }

  void apply(ResourceEvent event, Recorded at) throws SQLException {
    switch (event) {
      case ResourceCreated(var scope, var location, ResourceBody(var tags, var rest)) -> {
        bind(scope, Kind.RESOURCE, location, at);
        say(scope, tags, rest, at);
        revision.open(key(scope), at.position(), at.commit(), 1L);
        remember(key(scope), 1);
      }
      case ResourceUpdated(var scope, ResourceBody(var tags, var rest)) -> {
        sayAnew(scope, tags, rest, at);
        touch(scope, at);
      }
      case ResourceDeleted(var scope) -> {
        unbind(scope, at);
        revision.end(key(scope), at.position(), at.commit());
        revisions.remove(key(scope));
      }
    }
  }

  /** The number that a scope has in all tables. */
  RowKey key(Scope scope) throws SQLException {
    return RowKey.of(names.of(scope.id().toString()));
  }

  void bind(Scope scope, Kind kind, Optional<String> location, Recorded at) throws SQLException {
    binding.open(
        key(scope),
        at.position(),
        at.commit(),
        scope.path().toString(),
        scope.path().key(),
        kind.name(),
        names.of(scope.path().type().toLowerCase(Locale.ROOT)),
        names.of(scope.above().getFirst().toString()),
        location.orElse(null));
  }

  void unbind(Scope scope, Recorded at) throws SQLException {
    RowKey key = key(scope);
    binding.end(key, at.position(), at.commit());
    body.end(key, at.position(), at.commit());
  }

  void say(Scope scope, Map<String, String> tags, Json.Obj rest, Recorded at) throws SQLException {
    body.open(key(scope), at.position(), at.commit(), text(tags), StoredJson.write(rest));
  }

  void sayAnew(Scope scope, Map<String, String> tags, Json.Obj rest, Recorded at)
      throws SQLException {
    body.replace(key(scope), at.position(), at.commit(), text(tags), StoredJson.write(rest));
  }

  private static String text(Map<String, String> tags) {
    return tags.isEmpty() ? "{}" : StoredJson.write(StoredJson.ofTags(tags));
  }

  /** The resource or its identity block changed: its revision is one more. */
  void touch(Scope resource, Recorded at) throws SQLException {
    RowKey key = key(resource);
    long next = revisionOf(key, at) + 1;
    revision.replace(key, at.position(), at.commit(), next);
    remember(key, next);
  }

  private long revisionOf(RowKey key, Recorded at) throws SQLException {
    Long known = revisions.get(key);
    if (known != null) {
      return known;
    }
    return revision
        .current(key)
        .map(values -> ((Number) values[0]).longValue())
        .orElseThrow(() -> new Broken(at.position(), "revision has no open row to end"));
  }

  private void remember(RowKey key, long value) {
    revisions.put(key, value);
    if (revisions.size() > REVISIONS_MAX) {
      var eldest = revisions.entrySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  void flush() throws SQLException {
    binding.flush();
    subscription.flush();
    body.flush();
    revision.flush();
  }
}
