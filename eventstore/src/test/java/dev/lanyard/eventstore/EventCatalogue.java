package dev.lanyard.eventstore;

import dev.lanyard.domain.Json;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.event.LifecycleEvent;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.axonframework.messaging.eventhandling.annotation.Event;
import org.axonframework.messaging.eventstreaming.Tag;

/** Writes the event catalogue from the sealed families and from what their sources say of them. */
final class EventCatalogue {
  private static final String INTRODUCTION =
      """
      # Event catalogue

      Every fact that the lifecycle ledger can hold, by family, and after them every fact of the
      access log. Stored names are `lifecycle.` or `access.` and the name below; names and versions
      are append-only, and an older version is read as the record of now. What an event holds is stored as one JSON object of its fields; the tags are what
      [rules and readers find it by](adr/0002-dynamic-boundaries-in-steps.md). The JSON Schema of every
      name and version is published at `/audit/schemas` ([surfaces](surfaces.md#events-as-they-happen)).

      This page is compared with the code by `EventCatalogueTest`.

      ## Values

      | in a field | stored as |
      |---|---|
      | an id (`ThingId`, `PrincipalId`, `ClientId`, `RoleId`, `AssignmentId`, `CredentialId`, \
      `ReplayId`, `SubscriptionId`, `TenantId`) | string, a GUID in lower case |
      | `ResourcePath`, `LockName`, `ActionPattern` | string, in the case it was written with |
      | `ScopeId` | string: `/`, `/subscriptions/{GUID}`, or the uid of a thing |
      | an instant | string, ISO 8601 in UTC |
      | what may be absent (?) | `null` where it is |
      | a personal text (\u2020) | `null`; the text lies beside the event and can be erased |
      | texts or numbers by name | object of strings or numbers, sorted |
      | JSON | as it was sent |
      """;

  private static final String ACCESS =
      """

      # Access log

      What was attempted, in a ledger of its own ([ADR 0008](adr/0008-access-log.md)): its positions
      are its own, its facts have no metadata, and segments of it are dropped after their retention.
      """;

  private final Path sources;
  private final Map<String, String> shapes = new TreeMap<>();

  EventCatalogue(Path sources) {
    this.sources = sources;
  }

  String write() throws IOException {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Class<? extends LifecycleEvent> family : families(LifecycleEvent.class)) {
      family("event", family, LifecycleEvent::tags, page);
    }
    page.append(ACCESS);
    family("access", AccessEvent.class, AccessEvent::tags, page);
    page.append("\n## Shapes\n\n| shape | fields |\n|---|---|\n");
    shapes.forEach((name, fields) -> page.append("| `%s` | %s |\n".formatted(name, fields)));
    return page.toString();
  }

  /** The families of records below a family. */
  private static List<Class<? extends LifecycleEvent>> families(
      Class<? extends LifecycleEvent> family) {
    List<Class<? extends LifecycleEvent>> members = new ArrayList<>();
    for (Class<?> member : family.getPermittedSubclasses()) {
      members.add(member.asSubclass(LifecycleEvent.class));
    }
    return members.stream().allMatch(Class::isRecord)
        ? List.of(family)
        : members.stream().flatMap(member -> families(member).stream()).toList();
  }

  private <E> void family(
      String folder, Class<? extends E> family, Function<E, Set<Tag>> tagsOf, StringBuilder page)
      throws IOException {
    String source =
        Files.readString(sources.resolve(folder).resolve(family.getSimpleName() + ".java"));
    page.append("\n## ").append(family.getSimpleName()).append("\n\n");
    page.append(said(source, "public sealed interface")).append("\n\n");
    page.append("| event | version | meaning | fields | tags |\n|---|---|---|---|---|\n");
    for (Class<? extends E> event : EventTypes.<E>recordsOf(family)) {
      String name = event.getAnnotation(Event.class).name();
      page.append(
          "| `%s` | %s | %s | %s | %s |\n"
              .formatted(
                  name,
                  event.getAnnotation(Event.class).version(),
                  said(source, "@Event\\(namespace = NAMESPACE, name = \"" + name + "\""),
                  fields(event),
                  tags(tagsOf.apply(Samples.full(event)))));
    }
  }

  /** The first sentence of the docstring before a place in a source. */
  private static String said(String source, String place) {
    Matcher docstring =
        Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*" + place, Pattern.DOTALL).matcher(source);
    if (!docstring.find()) {
      throw new AssertionError("no docstring before " + place);
    }
    String text = docstring.group(1).replaceAll("\\s*\\n\\s*\\*\\s?", " ").strip();
    return text.replaceAll("(?<=[.]) .*$", "").replaceAll("(?<=[.])\\s*@.*$", "");
  }

  private static String tags(Set<Tag> tags) {
    return tags.stream().map(Tag::key).collect(Collectors.toCollection(TreeSet::new)).stream()
        .map(key -> "`" + key + "`")
        .collect(Collectors.joining(", "));
  }

  private String fields(Class<?> shape) {
    return Arrays.stream(shape.getRecordComponents())
        .map(this::field)
        .collect(Collectors.joining(", "));
  }

  private String field(RecordComponent component) {
    return "`" + component.getName() + "`: " + named(component.getGenericType());
  }

  private String named(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type first = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return named(first) + " (?)";
      }
      if (generic.getRawType() == List.class) {
        return "list of " + named(first);
      }
      return generic.getActualTypeArguments()[1] == Long.class
          ? "numbers by name"
          : "texts by name";
    }
    Class<?> plain = (Class<?>) type;
    if (plain == Personal.class) {
      return "text (\u2020)";
    }
    if (plain == Instant.class || plain == String.class) {
      return plain == String.class ? "text" : "instant";
    }
    if (plain.isPrimitive() || plain == Integer.class) {
      return "number";
    }
    if (plain == Json.Obj.class) {
      return "JSON object";
    }
    if (plain.isEnum()) {
      return Arrays.stream(plain.getEnumConstants())
          .map(constant -> "`" + constant + "`")
          .collect(Collectors.joining(" or "));
    }
    String name = plain.getSimpleName();
    if (!isText(plain) && shapes.putIfAbsent(name, "") == null) {
      shapes.put(name, fields(plain));
    }
    return "`" + name + "`";
  }

  /** Whether a value of this type is stored as one string. */
  private static boolean isText(Class<?> type) {
    return !type.isRecord()
        || (type.getRecordComponents().length == 1 && !type.getSimpleName().endsWith("Body"));
  }
}
