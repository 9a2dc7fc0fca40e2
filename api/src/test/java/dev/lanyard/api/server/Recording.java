package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.domain.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One request that an unmodified Azure client sent, and the reply that it accepted.
 *
 * @param accepted the body of that reply; empty where it had none or was not kept
 */
record Recording(
    int number,
    String method,
    String target,
    Map<String, String> headers,
    Optional<String> body,
    int status,
    Optional<Json> accepted) {

  /** The routes that this surface offers; all others are for other surfaces. */
  private static final List<Pattern> OFFERED =
      List.of(
          Pattern.compile("/+subscriptions/[^/]+/resourcegroups(/[^/]+)?"),
          Pattern.compile("/+subscriptions(/[^/]+(/locations)?)?"),
          Pattern.compile("/+subscriptions/[^/]+/(resources|operationresults/[^/]+)"),
          Pattern.compile("/+subscriptions/[^/]+/providers/[^/]+"),
          Pattern.compile(
              "/+subscriptions/[^/]+/providers/microsoft.insights/eventtypes/management/values"),
          Pattern.compile("/+v1.0/.*"),
          Pattern.compile("/+subscriptions/[^/]+/resourcegroups/.*/providers/[^/]+/+[^/]+/[^/]+"),
          Pattern.compile(
              "/.*/providers/microsoft.managedidentity/userassignedidentities"
                  + "(/[^/]+(/listassociatedresources|/federatedidentitycredentials(/[^/]+)?)?)?"),
          Pattern.compile("/.*/providers/microsoft.managedidentity/identities/default"),
          Pattern.compile(
              "/.*/providers/microsoft.authorization/"
                  + "(roledefinitions|roleassignments|locks|denyassignments)(/[^/]+)?"));

  private static final Set<String> SENT =
      Set.of("content-type", "accept", "x-ms-client-request-id");

  static List<Recording> all(String name) {
    List<Recording> all = new ArrayList<>();
    try (InputStream file = Recording.class.getResourceAsStream("/recordings/" + name)) {
      if (file == null) {
        throw new IllegalStateException("no recording " + name);
      }
      for (String line : new String(file.readAllBytes(), UTF_8).lines().toList()) {
        all.add(of(withLongNames(line)));
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two identities have names of two characters, which the recorded server did not refuse. */
  private static String withLongNames(String line) {
    return line.replaceAll("(userAssignedIdentities/|\"name\": ?\")(n[12])\\b", "$1$2-long");
  }

  private static Recording of(String line) {
    Map<String, Json> members = members(JsonText.read(line.getBytes(UTF_8)));
    Map<String, Json> accepted = members(value(members, "accepted"));
    Map<String, String> headers = new HashMap<>();
    members(value(members, "headers"))
        .forEach(
            (header, value) -> {
              if (SENT.contains(header)) {
                headers.put(header, text(value));
              }
            });
    return new Recording(
        number(value(members, "n")),
        text(value(members, "method")),
        text(value(members, "target")),
        headers,
        Optional.ofNullable(members.get("body")).map(Recording::text),
        number(value(accepted, "status")),
        Optional.ofNullable(accepted.get("body")).filter(Json.Obj.class::isInstance));
  }

  private static Json value(Map<String, Json> members, String name) {
    return members.getOrDefault(name, new Json.Null());
  }

  private static Map<String, Json> members(Json json) {
    return ((Json.Obj) json).members();
  }

  private static String text(Json json) {
    return ((Json.Text) json).value();
  }

  private static int number(Json json) {
    return ((Json.Num) json).value().intValueExact();
  }

  String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Whether it is for this surface. */
  boolean offered() {
    String lower = path().toLowerCase(Locale.ROOT);
    return !lower.endsWith("/microsoft.authorization/permissions")
        && OFFERED.stream().anyMatch(route -> route.matcher(lower).matches());
  }

  boolean isPoll() {
    return path().contains("/operationresults/");
  }
}
