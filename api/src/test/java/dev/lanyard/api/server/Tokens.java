package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.api.server.Client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Gets tokens from a server's authority as clients do. */
final class Tokens {
  static final String MANAGEMENT = "https://management.azure.com/.default";

  private Tokens() {}

  /** What {@code bootstrap.json} of a data folder says. */
  static JsonNode bootstrap(Path data) {
    try {
      return Client.JSON.readTree(Files.readString(data.resolve("bootstrap.json")));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** A token of the operator of {@code bootstrap.json}. */
  static Optional<String> operator(Client http) {
    var known = bootstrap(http.data());
    return bySecret(http, known.path("clientId").asString(), known.path("clientSecret").asString());
  }

  /** A token for the holder of a secret. */
  static Optional<String> bySecret(Client http, String client, String secret) {
    var reply = ask(http, "/common/oauth2/v2.0/token", secretForm(client, secret, all(http)));
    if (reply.status() != 200) {
      throw new IllegalStateException("no token: " + reply);
    }
    return Optional.of(reply.text("/access_token"));
  }

  /** The server's own address is an audience of all its surfaces. */
  private static String all(Client http) {
    return http.base() + "/.default";
  }

  /** The fields of a request by a secret. */
  static Map<String, String> secretForm(String client, String secret, String scope) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", client);
    form.put("client_secret", secret);
    form.put("scope", scope);
    return form;
  }

  /** Posts a form. */
  static Answer ask(Client http, String path, Map<String, String> form, String... headers) {
    var all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = "application/x-www-form-urlencoded";
    System.arraycopy(headers, 0, all, 2, headers.length);
    return http.send("POST", path, encoded(form), all);
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(
            field ->
                URLEncoder.encode(field.getKey(), UTF_8)
                    + "="
                    + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
