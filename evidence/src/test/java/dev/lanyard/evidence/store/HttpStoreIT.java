package dev.lanyard.evidence.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A log over HTTP: what is asked, and what each answer means. */
class HttpStoreIT {
  private final HttpServer server;

  HttpStoreIT() throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    var _ = server.createContext("/log/", HttpStoreIT::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_resource_is_read_with_the_token_packed_or_not() throws IOException {
    for (String prefix : List.of("/log", "/log/")) {
      try (HttpStore store = store(prefix, "secret")) {
        assertThat(text(store.get("plain"))).contains("plain for secret");
        assertThat(text(store.get("packed"))).contains("packed for secret");
      }
    }
  }

  @Test
  void what_is_not_there_is_empty_and_every_other_answer_is_no_answer() throws IOException {
    try (HttpStore store = store("/log", "secret")) {
      assertThat(text(store.get("missing"))).isEmpty();
      assertThatThrownBy(() -> text(store.get("forbidden")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("forbidden was answered with 403")
          .hasMessageNotContaining("secret");
    }
  }

  @Test
  void an_authority_without_a_certificate_is_refused_before_anything_is_asked(@TempDir Path folder)
      throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    Path torn = Files.writeString(folder.resolve("torn.pem"), "-----BEGIN CERTIFICATE-----\nAA");
    assertThatThrownBy(() -> trusting(empty))
        .isInstanceOf(IOException.class)
        .hasMessage(empty + " holds no certificate");
    assertThatThrownBy(() -> trusting(torn))
        .isInstanceOf(IOException.class)
        .hasMessage(torn + " is no certificate in PEM");
  }

  private static void trusting(Path ca) throws IOException {
    new HttpStore(URI.create("https://localhost/log"), Optional.empty(), Optional.of(ca)).close();
  }

  @Test
  void no_other_status_is_taken_for_a_resource_or_for_none() throws IOException {
    try (HttpStore store = store("/log", "secret")) {
      assertThat(text(store.get("410"))).isEmpty();
      for (String status : List.of("201", "203", "206", "300", "301", "302", "400", "429", "503")) {
        assertThatThrownBy(() -> text(store.get(status)))
            .isInstanceOf(IOException.class)
            .hasMessageContaining(status + " was answered with " + status);
      }
    }
  }

  @Test
  @Timeout(30)
  void an_answer_that_does_not_end_is_none() throws IOException {
    URI url = URI.create("http://localhost:" + server.getAddress().getPort() + "/log");
    HttpStore store =
        new HttpStore(url, Optional.of("secret"), Optional.empty(), Duration.ofMillis(300));
    try (store) {
      assertThatThrownBy(() -> text(store.get("stalled")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("stalled was not answered within PT0.3S");
    }
  }

  private HttpStore store(String path, String token) throws IOException {
    return new HttpStore(
        URI.create("http://localhost:" + server.getAddress().getPort() + path),
        Optional.of(token),
        Optional.empty());
  }

  private static Optional<String> text(CompletableFuture<Optional<byte[]>> asked)
      throws IOException {
    return Tiles.answer(asked).map(bytes -> new String(bytes, UTF_8));
  }

  private static void serve(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/log/".length());
    String token = exchange.getRequestHeaders().getFirst("Authorization").substring(7);
    byte[] body = (name + " for " + token).getBytes(UTF_8);
    int status =
        switch (name) {
          case "missing" -> 404;
          case "forbidden" -> 403;
          default -> name.matches("[0-9]+") ? Integer.parseInt(name) : 200;
        };
    if (name.equals("packed")) {
      body = packed(body);
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    if (name.equals("stalled")) {
      // Never closed: the rest of the body does not come.
      exchange.sendResponseHeaders(status, 2L * body.length);
      exchange.getResponseBody().write(body);
      exchange.getResponseBody().flush();
      return;
    }
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static byte[] packed(byte[] body) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    }
    return packed.toByteArray();
  }
}
