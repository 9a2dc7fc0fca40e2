package dev.lanyard.eventstore;

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
 * The kinds of events of one sealed family: names and versions are read once from the
 * {@code @Event} annotations of the sealed types below it, so that a new record is known without a
 * line here.
 */
final class EventTypes<E> {
  private final Class<E> family;
  private final Map<Class<?>, Type> byClass = new HashMap<>();
  private final Map<String, Type> byName = new HashMap<>();
  private final Map<Set<Class<? extends E>>, Set<QualifiedName>> names = new ConcurrentHashMap<>();

  /** All of a family's, read and written by a mapper. */
  EventTypes(Class<E> family, JsonMapper mapper) {
    this.family = family;
    for (Class<? extends E> event : recordsOf(family)) {
      Type type = Type.of(event, mapper);
      byClass.put(event, type);
      if (byName.put(type.message().name(), type) != null) {
        throw new IllegalStateException("two events are stored as " + type.message());
      }
    }
  }

  /** One kind of event, with what reads and writes it. */
  record Type(MessageType message, ObjectWriter writer, ObjectReader reader) {
    static Type of(Class<?> event, JsonMapper mapper) {
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
  static <E> Set<Class<? extends E>> recordsOf(Class<? extends E> family) {
    if (family.isRecord()) {
      return Set.of(family);
    }
    Set<Class<? extends E>> records = new LinkedHashSet<>();
    for (Class<?> member : family.getPermittedSubclasses()) {
      records.addAll(EventTypes.<E>recordsOf(member.asSubclass(family)));
    }
    return Collections.unmodifiableSet(records);
  }

  /**
   * The kind of an event.
   *
   * @throws IllegalArgumentException if it is not a record of the family
   */
  Type of(Class<?> event) {
    Type type = byClass.get(event);
    if (type == null) {
      throw new IllegalArgumentException(
          event.getName() + " is no kind of " + family.getSimpleName());
    }
    return type;
  }

  /** The kind that is stored under a name, or null. */
  @Nullable Type named(String name) {
    return byName.get(name);
  }

  /** The stored names of several kinds, whatever their versions. Each set is kept: few come. */
  Set<QualifiedName> namesOf(Set<Class<? extends E>> events) {
    return names.computeIfAbsent(
        events,
        all ->
            all.stream()
                .map(event -> of(event).message().qualifiedName())
                .collect(Collectors.toUnmodifiableSet()));
  }
}
