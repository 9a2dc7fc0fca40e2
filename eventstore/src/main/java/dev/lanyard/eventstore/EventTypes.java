package dev.lanyard.eventstore;

import dev.lanyard.domain.event.LifecycleEvent;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * The kinds of events: names and versions are read once from the {@code @Event} annotations of the
 * sealed families, so that a new record is known without a line here.
 */
final class EventTypes {
  private final Map<Class<?>, Type> byClass = new HashMap<>();
  private final Map<String, Type> byName = new HashMap<>();
  private final Map<Set<Class<? extends LifecycleEvent>>, Set<QualifiedName>> names =
      new ConcurrentHashMap<>();

  /** All of the lifecycle's, read and written by a mapper. */
  EventTypes(JsonMapper mapper) {
    for (Class<? extends LifecycleEvent> event : recordsOf(LifecycleEvent.class)) {
      Type type = Type.of(event, mapper);
      byClass.put(event, type);
      if (byName.put(type.message().name(), type) != null) {
        throw new IllegalStateException("two events are stored as " + type.message());
      }
    }
  }

  /** One kind of event, with what reads and writes it. */
  record Type(MessageType message, ObjectWriter writer, ObjectReader reader) {
    static Type of(Class<? extends LifecycleEvent> event, JsonMapper mapper) {
      Event stored = event.getAnnotation(Event.class);
      if (stored == null) {
        throw new IllegalStateException(event + " has no stored name");
      }
      return new Type(
          new MessageType(stored.namespace(), stored.name(), stored.version()),
          mapper.writerFor(event),
          mapper.readerFor(event));
    }
  }

  /** The records of a sealed family and its sub-families, as declared. */
  static Set<Class<? extends LifecycleEvent>> recordsOf(Class<? extends LifecycleEvent> family) {
    if (family.isRecord()) {
      return Set.of(family);
    }
    Set<Class<? extends LifecycleEvent>> records = new LinkedHashSet<>();
    for (Class<?> member : family.getPermittedSubclasses()) {
      records.addAll(recordsOf(member.asSubclass(LifecycleEvent.class)));
    }
    return Collections.unmodifiableSet(records);
  }

  /**
   * The kind of an event.
   *
   * @throws IllegalArgumentException if it is not a record of the lifecycle's families
   */
  Type of(Class<?> event) {
    Type type = byClass.get(event);
    if (type == null) {
      throw new IllegalArgumentException(event.getName() + " is not an event of the lifecycle");
    }
    return type;
  }

  /** The kind that is stored under a name, or null. */
  @Nullable Type named(String name) {
    return byName.get(name);
  }

  /** The stored names of several kinds, whatever their versions. Each set is kept: few come. */
  Set<QualifiedName> namesOf(Set<Class<? extends LifecycleEvent>> events) {
    return names.computeIfAbsent(
        events,
        all ->
            all.stream()
                .map(event -> of(event).message().qualifiedName())
                .collect(Collectors.toUnmodifiableSet()));
  }
}
