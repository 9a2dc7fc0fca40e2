package dev.lanyard.api.arm.provider;

import dev.lanyard.api.arm.Fields;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.domain.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The namespaces, types and locations that people use, from the files beside this class. They help
 * clients that look things up; the engine itself takes any type and any location.
 */
final class Catalogue {
  private static final List<Fields> LOCATIONS = entries("locations.json");
  private static final Map<String, Namespace> NAMESPACES = namespaces();

  private Catalogue() {}

  /**
   * A type of resource.
   *
   * @param name without the namespace, such as {@code virtualMachines/extensions}
   * @param apiVersions the newest first
   */
  record ResourceType(String name, List<String> apiVersions) {}

  /** A resource provider, in its usual spelling. */
  record Namespace(String name, List<ResourceType> types) {}

  /** The namespaces by their name in lower case. */
  static Map<String, Namespace> all() {
    return NAMESPACES;
  }

  /** The locations, each with the members of its line. */
  static List<Fields> locations() {
    return LOCATIONS;
  }

  private static Map<String, Namespace> namespaces() {
    Map<String, Namespace> all = new TreeMap<>();
    for (Fields entry : entries("namespaces.json")) {
      String name = entry.requiredText("namespace");
      Namespace known =
          all.computeIfAbsent(
              name.toLowerCase(Locale.ROOT), _ -> new Namespace(name, new ArrayList<>()));
      for (String type : entry.texts("types")) {
        known.types().add(new ResourceType(type, entry.texts("apiVersions")));
      }
    }
    return all;
  }

  private static List<Fields> entries(String file) {
    try (InputStream in = Catalogue.class.getResourceAsStream(file)) {
      if (in == null || !(JsonText.read(in.readAllBytes()) instanceof Json.Arr(var lines))) {
        throw new IllegalStateException(file + " is missing or no array");
      }
      return lines.stream().map(line -> Fields.of((Json.Obj) line)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
