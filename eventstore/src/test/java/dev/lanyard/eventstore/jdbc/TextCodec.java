package dev.lanyard.eventstore.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.eventstore.EventCodec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;

/** Stores texts: a payload is a string, what stands under {@code personal} is set apart. */
final class TextCodec implements EventCodec {
  private static final String PERSONAL = "personal";
  private static final String SEPARATOR = "\u0000";

  @Override
  public Encoded encode(EventMessage message) {
    if (!(message.payload() instanceof String payload)) {
      throw new IllegalArgumentException("no text");
    }
    StringBuilder metadata = new StringBuilder();
    String personal = "";
    for (var entry : new TreeMap<>(message.metadata()).entrySet()) {
      if (entry.getKey().equals(PERSONAL)) {
        personal = entry.getValue();
      } else {
        metadata.append(entry.getKey()).append(SEPARATOR);
        metadata.append(entry.getValue()).append(SEPARATOR);
      }
    }
    return new Encoded(
        message.type().name(),
        message.type().version(),
        payload.getBytes(UTF_8),
        metadata.toString().getBytes(UTF_8),
        personal.getBytes(UTF_8));
  }

  /** An event of that name erases the position that is its payload. */
  @Override
  public OptionalLong erases(Encoded encoded) {
    return encoded.name().equals(TestLedger.ERASING_TYPE)
        ? OptionalLong.of(Long.parseLong(new String(encoded.payload(), UTF_8)))
        : OptionalLong.empty();
  }

  @Override
  public EventMessage decode(String eventId, Instant timestamp, Encoded encoded) {
    Map<String, String> metadata = new HashMap<>();
    String[] parts = new String(encoded.metadata(), UTF_8).split(SEPARATOR, -1);
    for (int i = 0; i + 1 < parts.length; i += 2) {
      metadata.put(parts[i], parts[i + 1]);
    }
    if (encoded.personal().length > 0) {
      metadata.put(PERSONAL, new String(encoded.personal(), UTF_8));
    }
    return new GenericEventMessage(
        eventId,
        new MessageType(new QualifiedName(encoded.name()), encoded.version()),
        new String(encoded.payload(), UTF_8),
        metadata,
        timestamp);
  }
}
