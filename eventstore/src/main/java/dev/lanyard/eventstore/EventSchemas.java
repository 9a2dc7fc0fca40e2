package dev.lanyard.eventstore;

import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.messaging.core.MessageType;

/**
 * What the payload of every event looks like that a ledger of this product can hold: a JSON Schema
 * (draft 2020-12) for each stored name and version, of the lifecycle and of the access log. Those
 * of today's versions are made from the records that the {@link Vocabulary} writes; that of a
 * version that is written no more is kept as a file since, beside {@link OldVersions}.
 */
public final class EventSchemas {
  private static final String FOLDER = "schemas/";

  private final SortedMap<String, EventSchema> byKey;

  /**
   * The schema of one version of one kind of event.
   *
   * @param name the stored name with its namespace, such as {@code lifecycle.RoleAssigned}
   * @param version the stored version
   * @param json the schema, compact; equal for equal shapes
   */
  public record EventSchema(String name, String version, String json) {
    /** What tells it from the others: name and version, joined by a hyphen. */
    public String key() {
      return EventSchemas.key(name, version);
    }
  }

  private EventSchemas(Collection<EventSchema> schemas) {
    SortedMap<String, EventSchema> all = new TreeMap<>();
    schemas.forEach(schema -> all.put(schema.key(), schema));
    this.byKey = Collections.unmodifiableSortedMap(all);
  }

  /** Those of all events. Makes them anew: keep what it answers. */
  public static EventSchemas published() {
    return with(OldVersions.LIFECYCLE, OldVersions.ACCESS);
  }

  /** Those of today's events, and of these that are written no more. */
  static EventSchemas with(OldVersions lifecycle, OldVersions access) {
    SortedMap<String, EventSchema> all = new TreeMap<>();
    add(LifecycleEvent.class, Vocabulary.lifecycle(), lifecycle, all);
    add(AccessEvent.class, Vocabulary.access(), access, all);
    return new EventSchemas(all.values());
  }

  private static <E> void add(
      Class<E> family,
      Vocabulary<E> vocabulary,
      OldVersions oldVersions,
      SortedMap<String, EventSchema> all) {
    for (Class<? extends E> event : EventTypes.<E>recordsOf(family)) {
      MessageType type = vocabulary.typeOf(event);
      String json = RecordSchema.of(type.name(), type.version(), event).toString();
      put(new EventSchema(type.name(), type.version(), json), all);
    }
    for (OldVersions.Old old : oldVersions.readers().keySet()) {
      put(new EventSchema(old.name(), old.version(), kept(old)), all);
    }
  }

  private static void put(EventSchema schema, SortedMap<String, EventSchema> all) {
    if (all.put(schema.key(), schema) != null) {
      throw new IllegalStateException("two shapes are stored as " + schema.key());
    }
  }

  private static String kept(OldVersions.Old old) {
    String file = FOLDER + key(old.name(), old.version()) + ".json";
    try (InputStream json = EventSchemas.class.getResourceAsStream(file)) {
      if (json == null) {
        throw new IllegalStateException("the schema of an old version is not kept: " + file);
      }
      return new String(json.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String key(String name, String version) {
    return name + '-' + version;
  }

  /** All of them, sorted by {@link EventSchema#key}. */
  public Collection<EventSchema> all() {
    return byKey.values();
  }

  /** Their texts, each under its {@link EventSchema#key}, such as {@code access.TokenIssued-1}. */
  public SortedMap<String, String> texts() {
    SortedMap<String, String> texts = new TreeMap<>();
    byKey.forEach((key, schema) -> texts.put(key, schema.json()));
    return Collections.unmodifiableSortedMap(texts);
  }

  /** The schema of a stored name and version; empty if no event was ever stored so. */
  public Optional<EventSchema> of(String name, String version) {
    return Optional.ofNullable(byKey.get(key(name, version)))
        .filter(schema -> schema.name().equals(name));
  }
}
