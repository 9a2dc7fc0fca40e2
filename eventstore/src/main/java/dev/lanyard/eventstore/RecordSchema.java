package dev.lanyard.eventstore;

import dev.lanyard.domain.ActionPattern;
import dev.lanyard.domain.Json;
import dev.lanyard.domain.LockName;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.ScopeId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the JSON Schema (draft 2020-12) of a record as {@link LifecycleJson} writes it: exactly its
 * components, absent ones {@code null}, personal texts always {@code null} since they lie beside
 * the payload. Records that are no texts stand once under {@code $defs}.
 */
final class RecordSchema {
  private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final Map<String, ObjectNode> shapes = new TreeMap<>();
  private final Map<String, Class<?>> shapeClasses = new HashMap<>();

  private RecordSchema() {}

  /**
   * The schema of what is stored of an event as its payload.
   *
   * @throws IllegalStateException if a component has a type that this cannot tell
   */
  static ObjectNode of(String name, String version, Class<?> event) {
    RecordSchema maker = new RecordSchema();
    ObjectNode root = JSON.objectNode();
    root.put("$schema", DIALECT);
    root.put("$id", "urn:lanyard:event:%s:%s".formatted(name, version));
    root.put("title", name + " version " + version);
    root.setAll(maker.object(event));
    if (!maker.shapes.isEmpty()) {
      ObjectNode definitions = root.putObject("$defs");
      maker.shapes.forEach(definitions::set);
    }
    return root;
  }

  private ObjectNode object(Class<?> shape) {
    ObjectNode object = typed("object");
    ObjectNode properties = object.putObject("properties");
    ArrayNode required = object.putArray("required");
    Arrays.stream(shape.getRecordComponents())
        .sorted(Comparator.comparing(RecordComponent::getName))
        .forEach(
            component -> {
              properties.set(component.getName(), value(component.getGenericType()));
              required.add(component.getName());
            });
    object.put("additionalProperties", false);
    return object;
  }

  private ObjectNode value(Type type) {
    return type instanceof ParameterizedType generic ? container(generic) : plain((Class<?>) type);
  }

  private ObjectNode container(ParameterizedType type) {
    Type[] inner = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      ObjectNode either = JSON.objectNode();
      either.putArray("anyOf").add(value(inner[0])).add(typed("null"));
      return either;
    }
    if (type.getRawType() == List.class) {
      ObjectNode array = typed("array");
      array.set("items", value(inner[0]));
      return array;
    }
    if (type.getRawType() == Map.class && inner[0] == String.class) {
      ObjectNode object = typed("object");
      object.set("additionalProperties", value(inner[1]));
      return object;
    }
    throw new IllegalStateException("no schema of " + type);
  }

  private ObjectNode plain(Class<?> type) {
    if (type == Personal.class) {
      return typed("null");
    }
    if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
      return typed("integer");
    }
    if (type == boolean.class) {
      return typed("boolean");
    }
    if (type == Json.Obj.class) {
      return typed("object");
    }
    if (type.isEnum()) {
      ObjectNode one = typed("string");
      ArrayNode texts = one.putArray("enum");
      Arrays.stream(type.getEnumConstants()).forEach(text -> texts.add(text.toString()));
      return one;
    }
    return text(type).orElseGet(() -> shape(type));
  }

  /** What is stored as one string; empty for any other type. */
  private static Optional<ObjectNode> text(Class<?> type) {
    if (type == String.class) {
      return Optional.of(typed("string"));
    }
    if (type == Instant.class) {
      return Optional.of(pattern("Z$").put("format", "date-time"));
    }
    if (type == ResourcePath.class) {
      return Optional.of(pattern("^/").put("maxLength", ResourcePath.LENGTH_MAX));
    }
    if (type == ScopeId.class) {
      return Optional.of(pattern("^(/|(/subscriptions/)?" + GUID + ")$"));
    }
    if (type == LockName.class) {
      return Optional.of(typed("string").put("minLength", 1).put("maxLength", LockName.LENGTH_MAX));
    }
    if (type == ActionPattern.class) {
      return Optional.of(pattern("^[A-Za-z0-9./*_-]+$").put("maxLength", ActionPattern.LENGTH_MAX));
    }
    return isId(type) ? Optional.of(pattern("^" + GUID + "$")) : Optional.empty();
  }

  private static boolean isId(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].getType() == UUID.class;
  }

  private ObjectNode shape(Class<?> type) {
    if (!type.isRecord()) {
      throw new IllegalStateException("no schema of " + type);
    }
    String name = type.getSimpleName();
    Class<?> known = shapeClasses.putIfAbsent(name, type);
    if (known == null) {
      shapes.put(name, object(type));
    } else if (known != type) {
      throw new IllegalStateException(known + " and " + type + " share a name in one schema");
    }
    return JSON.objectNode().put("$ref", "#/$defs/" + name);
  }

  private static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }

  private static ObjectNode pattern(String pattern) {
    return typed("string").put("pattern", pattern);
  }
}
