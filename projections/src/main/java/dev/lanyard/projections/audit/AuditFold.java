package dev.lanyard.projections.audit;

import static java.util.stream.Collectors.joining;

import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.event.ComplianceEvent.PersonalPartErased;
import dev.lanyard.eventstore.Metadata;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.projections.Projection;
import dev.lanyard.projections.store.Broken;
import dev.lanyard.projections.store.Micros;
import dev.lanyard.projections.store.Names;
import dev.lanyard.projections.store.StoredJson;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/**
 * Adds one row for each fact, with its tags and its place in the cascade. What was erased goes from
 * the row of its event.
 */
final class AuditFold implements Projection.Fold<Recorded> {
  private static final Comparator<Tag> BY_KEY_AND_VALUE =
      Comparator.comparing(Tag::key).thenComparing(Tag::value);

  private static final int EVENT_COLUMNS = 22;

  /** Between the ids of a caller's groups. */
  static final String GROUP_SEPARATOR = ",";

  private final Names names;
  private final PreparedStatement event;
  private final PreparedStatement tag;
  private final PreparedStatement cascade;
  private final Aliases aliases;
  private final ErasedRows erasedRows;
  private final Map<Class<?>, String> eventNames = new HashMap<>();

  AuditFold(Connection writer) throws SQLException {
    this.names = new Names(writer);
    String marks = String.join(", ", Collections.nCopies(EVENT_COLUMNS, "?"));
    this.event = writer.prepareStatement("INSERT INTO event VALUES (" + marks + ")");
    this.tag = writer.prepareStatement("INSERT INTO tag VALUES (?, ?, ?)");
    this.cascade = writer.prepareStatement("INSERT INTO cascade VALUES (?, ?, ?)");
    this.aliases = new Aliases(writer, names);
    this.erasedRows = new ErasedRows(writer);
  }

  @Override
  public void apply(List<Recorded> commit) throws SQLException {
    for (Recorded recorded : commit) {
      addEvent(recorded, Entries.of(recorded.event()));
      addTags(recorded);
      aliases.add(recorded);
      if (recorded.event() instanceof PersonalPartErased erased) {
        erase(erased.position());
      }
    }
    addCascades(commit);
  }

  @Override
  public void erase(long position) throws SQLException {
    flush();
    erasedRows.erase(position);
  }

  private void addEvent(Recorded recorded, Entry entry) throws SQLException {
    Metadata metadata = recorded.metadata();
    Optional<ResourcePath> group = entry.path().flatMap(ResourcePath::group);
    event.setLong(1, recorded.position());
    event.setLong(2, recorded.commit());
    event.setLong(3, Micros.of(recorded.committedAt()));
    event.setBytes(4, bytes(recorded.eventId()));
    event.setLong(5, names.of(nameOf(recorded)));
    event.setLong(6, names.of(entry.subject()));
    event.setLong(7, names.of(entry.facet().name()));
    event.setLong(8, names.of(entry.other()));
    setName(9, entry.path().map(ResourcePath::toString));
    setName(10, group.map(ResourcePath::key));
    event.setInt(11, entry.partial() ? 1 : 0);
    setText(12, entry.after().map(StoredJson::write));
    event.setLong(13, names.of(metadata.caller().toString()));
    setName(14, groups(metadata));
    setName(15, metadata.onBehalfOf().map(Object::toString));
    event.setLong(16, names.of(metadata.operation()));
    event.setBytes(17, bytes(metadata.correlation()));
    setText(18, metadata.requestId());
    setText(19, metadata.clientRequestId());
    setText(20, metadata.traceId());
    setText(21, metadata.sourceAddress().text());
    setText(22, metadata.reason().text());
    event.addBatch();
  }

  /** Absent where there are none. */
  private static Optional<String> groups(Metadata metadata) {
    return Optional.of(metadata.groups())
        .filter(groups -> !groups.isEmpty())
        .map(groups -> groups.stream().map(Object::toString).collect(joining(GROUP_SEPARATOR)));
  }

  private String nameOf(Recorded recorded) {
    return eventNames.computeIfAbsent(
        recorded.event().getClass(),
        type -> {
          Event annotation = type.getAnnotation(Event.class);
          if (annotation == null) {
            throw new Broken(recorded.position(), type + " has no stored name");
          }
          return annotation.name();
        });
  }

  private void setName(int at, Optional<String> text) throws SQLException {
    if (text.isPresent()) {
      event.setLong(at, names.of(text.get()));
    } else {
      event.setObject(at, null);
    }
  }

  private void setText(int at, Optional<String> text) throws SQLException {
    event.setString(at, text.orElse(null));
  }

  /** In an order of its own: that of a set differs from one run of the machine to the next. */
  private void addTags(Recorded recorded) throws SQLException {
    for (Tag each : recorded.event().tags().stream().sorted(BY_KEY_AND_VALUE).toList()) {
      tag.setLong(1, recorded.position());
      tag.setLong(2, names.of(each.key()));
      tag.setLong(3, names.of(each.value()));
      tag.addBatch();
    }
  }

  private void addCascades(List<Recorded> commit) throws SQLException {
    Map<UUID, Recorded> byId = new HashMap<>();
    commit.forEach(recorded -> byId.put(recorded.eventId(), recorded));
    for (Recorded recorded : commit) {
      Optional<UUID> from = recorded.metadata().cascadesFrom();
      if (from.isPresent()) {
        cascade.setLong(1, recorded.position());
        cascade.setLong(2, origin(recorded, byId).position());
        cascade.setLong(3, rootOf(recorded, byId));
        cascade.addBatch();
      }
    }
  }

  private static long rootOf(Recorded recorded, Map<UUID, Recorded> byId) {
    Recorded at = recorded;
    // No chain is longer than its commit has facts; a longer one goes round in a circle.
    for (int steps = 0; steps <= byId.size(); steps++) {
      if (at.metadata().cascadesFrom().isEmpty()) {
        return at.position();
      }
      at = origin(at, byId);
    }
    throw new Broken(recorded.position(), "the fact follows from itself");
  }

  private static Recorded origin(Recorded recorded, Map<UUID, Recorded> byId) {
    Recorded origin = byId.get(recorded.metadata().cascadesFrom().orElseThrow());
    if (origin == null) {
      throw new Broken(recorded.position(), "the fact follows from one that is not in its commit");
    }
    return origin;
  }

  static byte[] bytes(UUID id) {
    return ByteBuffer.allocate(16)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  @Override
  public void flush() throws SQLException {
    event.executeBatch();
    tag.executeBatch();
    cascade.executeBatch();
    aliases.flush();
    names.flush();
  }
}
