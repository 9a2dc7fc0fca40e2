package dev.lanyard.api.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks HTTP to one server. */
final class Client implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String API_VERSION = "api-version=2024-11-01";

  private final HttpClient client;
  private final String base;
  private final Path data;
  private final Login login;

  /**
   * A reply.
   *
   * @param json the body; missing where it is none
   */
  record Answer(int status, HttpResponse<String> reply, JsonNode json) {
    long position() {
      return reply.headers().firstValueAsLong("Lanyard-Position").orElseThrow();
    }

    String text(String pointer) {
      return json.at(pointer).asString();
    }

    @Override
    public String toString() {
      return status + " " + reply.body();
    }
  }

  /** How a client comes by the header {@code Authorization}; asked once, when it is needed. */
  @FunctionalInterface
  private interface Login {
    Optional<String> header();

    static Login once(Supplier<Optional<String>> login) {
      AtomicReference<Optional<String>> header = new AtomicReference<>(Optional.empty());
      return () -> header.updateAndGet(known -> known.isPresent() ? known : login.get());
    }
  }

  private Client(HttpClient client, String base, Path data, Login login) {
    this.client = client;
    this.base = base;
    this.data = data;
    this.login = login;
  }

  /** The operator of the data folder's {@code bootstrap.json}; trusts the CA in the folder. */
  static Client of(String base, Path data) {
    var anonymous =
        new Client(
            HttpClient.newBuilder().sslContext(Trust.of(data)).build(),
            base,
            data,
            Optional::empty);
    return new Client(
        anonymous.client,
        base,
        data,
        Login.once(() -> Tokens.operator(anonymous).map(token -> "Bearer " + token)));
  }

  /** The same server without a token. */
  Client anonymous() {
    return new Client(client, base, data, Optional::empty);
  }

  /** The same server with a token. */
  Client withToken(String token) {
    return new Client(client, base, data, () -> Optional.of("Bearer " + token));
  }

  /** The same server as the holder of a secret. */
  Client as(String clientId, String secret) {
    return new Client(
        client,
        base,
        data,
        Login.once(() -> Tokens.bySecret(anonymous(), clientId, secret).map("Bearer "::concat)));
  }

  /** The token that it sends. */
  String token() {
    return login.header().orElseThrow().substring("Bearer ".length());
  }

  /** Where it sends requests: the server's HTTPS port. */
  String base() {
    return base;
  }

  /** The data folder of its server. */
  Path data() {
    return data;
  }

  Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Answer delete(String path) {
    return send("DELETE", path, "");
  }

  Answer put(String path, String body) {
    return send("PUT", path, body);
  }

  /** Sends a request to an ARM path, with an api-version. */
  Answer arm(String method, String path, String body) {
    return send(method, path + (path.contains("?") ? "&" : "?") + API_VERSION, body);
  }

  Answer send(String method, String path, String body, String... headers) {
    var request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(30))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty() && !Arrays.asList(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!Arrays.asList(headers).contains("Authorization")) {
      login.header().ifPresent(header -> request.header("Authorization", header));
    }
    try {
      var reply = client.send(request.build(), BodyHandlers.ofString());
      var type = reply.headers().firstValue("Content-Type").orElse("");
      return new Answer(
          reply.statusCode(),
          reply,
          type.contains("json") ? JSON.readTree(reply.body()) : JSON.missingNode());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Begins to read a reply that goes on; closing its body ends it. */
  HttpResponse<InputStream> open(String path, String... headers) {
    var request = HttpRequest.newBuilder(URI.create(base + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    login.header().ifPresent(header -> request.header("Authorization", header));
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
