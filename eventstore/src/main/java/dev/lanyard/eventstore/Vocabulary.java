package dev.lanyard.eventstore;

import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stored names of one ledger's facts, and their stored form: JSON as {@link LifecycleJson}
 * writes it, with all personal texts in a part of their own. Safe for use by many threads.
 *
 * @param <E> the sealed family of the facts
 */
public final class Vocabulary<E> implements EventCodec {
  private static final String NO_ID = "none";
  private static final byte[] NOTHING = new byte[0];

  /** Where metadata's personal texts lie in the personal part: {@code meta.reason}. */
  private static final String META = "meta.";

  private final Class<E> family;
  private final OldVersions oldVersions;
  private final JsonMapper mapper;
  private final EventTypes<E> types;
  private final ObjectReader texts;
  private final ObjectWriter textsOut;

  Vocabulary(Class<E> family, OldVersions oldVersions) {
    this.family = family;
    this.oldVersions = oldVersions;
    this.mapper = LifecycleJson.mapper();
    this.texts = mapper.readerFor(LifecycleJson.Texts.class);
    this.textsOut = mapper.writerFor(new TypeReference<Map<String, String>>() {});
    this.types = new EventTypes<>(family, mapper);
  }

  /** All events of the lifecycle. */
  public static Vocabulary<LifecycleEvent> lifecycle() {
    return new Vocabulary<>(LifecycleEvent.class, OldVersions.LIFECYCLE);
  }

  /** All events of the access log. */
  public static Vocabulary<AccessEvent> access() {
    return new Vocabulary<>(AccessEvent.class, OldVersions.ACCESS);
  }

  /**
   * The stored name and version of a kind of event.
   *
   * @throws IllegalArgumentException if it is not a record of the family
   */
  public MessageType typeOf(Class<? extends E> event) {
    return types.of(event).message();
  }

  /** The stored name of a kind of event, with its namespace, such as {@code access.TokenIssued}. */
  public String nameOf(Class<? extends E> event) {
    return typeOf(event).name();
  }

  /**
   * The stored form of a fact alone, without metadata.
   *
   * @throws IllegalArgumentException as {@link #encode}
   */
  public Encoded write(E fact) {
    MessageType type = types.of(fact.getClass()).message();
    return encode(new GenericEventMessage(NO_ID, type, fact, Map.of(), Instant.EPOCH));
  }

  /**
   * The fact of a stored form, whose metadata says nothing of it.
   *
   * @throws IllegalStateException as {@link #decode}
   */
  public E read(Encoded encoded) {
    return Objects.requireNonNull(family.cast(decode(NO_ID, Instant.EPOCH, encoded).payload()));
  }

  /**
   * The stored names of several kinds of events, whatever their versions; of few sets in all, such
   * as those that boundaries are made of, for each is kept.
   */
  Set<QualifiedName> namesOf(Set<Class<? extends E>> events) {
    return types.namesOf(events);
  }

  @Override
  public Encoded encode(EventMessage message) {
    Object fact = message.payload();
    if (!family.isInstance(fact)) {
      throw new IllegalArgumentException(message.type() + " is no " + family.getSimpleName());
    }
    EventTypes.Type type = types.of(fact.getClass());
    if (!type.message().equals(message.type())) {
      throw new IllegalArgumentException(type.message() + " came under the name " + message.type());
    }
    PersonalPart personal = new PersonalPart();
    try {
      byte[] payload =
          type.writer().withAttribute(PersonalPart.ATTRIBUTE, personal).writeValueAsBytes(fact);
      byte[] metadata = textsOut.writeValueAsBytes(withoutPersonal(message.metadata(), personal));
      return new Encoded(
          type.message().name(),
          type.message().version(),
          payload,
          metadata,
          personal.texts().isEmpty() ? NOTHING : textsOut.writeValueAsBytes(personal.texts()));
    } catch (JacksonException cannot) {
      throw new IllegalArgumentException(
          message.type() + " cannot be stored: " + cannot.getOriginalMessage(), cannot);
    }
  }

  private static Map<String, String> withoutPersonal(
      Map<String, String> metadata, PersonalPart personal) {
    Map<String, String> rest = new TreeMap<>(metadata);
    for (String key : Metadata.PERSONAL_KEYS) {
      Optional.ofNullable(rest.remove(key)).ifPresent(text -> personal.put(META + key, text));
    }
    return rest;
  }

  @Override
  public OptionalLong erases(Encoded encoded) {
    return Erasures.of(encoded, this);
  }

  @Override
  public EventMessage decode(String eventId, Instant timestamp, Encoded encoded) {
    EventTypes.Type type = types.named(encoded.name());
    if (type == null) {
      throw new IllegalStateException("no event is stored as " + stored(encoded));
    }
    try {
      PersonalPart personal = new PersonalPart(read(encoded.personal()));
      Object event =
          type.message().version().equals(encoded.version())
              ? reader(type, personal).<Object>readValue(encoded.payload())
              : reader(type, personal).<Object>readValue(changed(encoded, personal));
      if (event == null) {
        throw new IllegalStateException(
            stored(encoded) + " of event " + eventId + " holds nothing");
      }
      Map<String, String> metadata = read(encoded.metadata());
      for (String key : Metadata.PERSONAL_KEYS) {
        personal.take(META + key).ifPresent(text -> metadata.put(key, text));
      }
      if (!personal.texts().isEmpty()) {
        throw new IllegalStateException(
            stored(encoded) + " has personal texts that belong nowhere");
      }
      return new GenericEventMessage(eventId, type.message(), event, metadata, timestamp);
    } catch (JacksonException bad) {
      throw new IllegalStateException(
          stored(encoded) + " of event " + eventId + " cannot be read: " + bad.getOriginalMessage(),
          bad);
    }
  }

  private static String stored(Encoded encoded) {
    return encoded.name() + '#' + encoded.version();
  }

  private static ObjectReader reader(EventTypes.Type type, PersonalPart personal) {
    return type.reader().withAttribute(PersonalPart.ATTRIBUTE, personal);
  }

  private Map<String, String> read(byte[] json) {
    return json.length == 0 ? new HashMap<>() : texts.<LifecycleJson.Texts>readValue(json).byName();
  }

  private JsonNode changed(Encoded old, PersonalPart personal) {
    OldVersions.Change change =
        oldVersions.readers().get(new OldVersions.Old(old.name(), old.version()));
    if (change == null) {
      throw new IllegalStateException("no reader for " + stored(old));
    }
    ObjectNode payload = mapper.readValue(old.payload(), ObjectNode.class);
    change.apply(payload, personal.texts());
    return payload;
  }
}
