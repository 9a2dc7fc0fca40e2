package dev.lanyard.api.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.lanyard.tokens.TlsFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Keeps, over HTTPS and for who has the token, what is put there. */
final class CheckpointSite implements AutoCloseable {
  static final String TOKEN = "token-of-the-site";

  final Map<String, String> kept = new ConcurrentHashMap<>();
  final List<String> types = new CopyOnWriteArrayList<>();
  private final TlsFiles files;
  private final HttpsServer server;

  /** What is answered instead of an answer; with 302 there is a place to go to. */
  volatile Optional<Integer> fails = Optional.empty();

  /** Opens one under an authority of its own, which is kept in a folder. */
  CheckpointSite(Path folder) throws IOException {
    files = TlsFiles.ensure(folder, List.of(), InstantSource.system());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(
            SslBundle.of(
                    new PemSslStoreBundle(
                        PemSslStoreDetails.forCertificate(files.certificate().toUri().toString())
                            .withPrivateKey(files.key().toUri().toString()),
                        null))
                .createSslContext()));
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] sent = exchange.getRequestBody().readAllBytes();
    boolean known =
        ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
    boolean put = exchange.getRequestMethod().equals("PUT");
    int status = fails.orElse(!known ? 401 : put ? 204 : kept.containsKey(path) ? 200 : 404);
    if (status == 204) {
      kept.put(path, new String(sent, StandardCharsets.UTF_8));
      types.add(exchange.getRequestHeaders().getFirst("Content-Type"));
    }
    byte[] body =
        status == 200 ? kept.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8) : new byte[0];
    try (exchange) {
      exchange.getResponseHeaders().add("Location", "/elsewhere");
      exchange.sendResponseHeaders(status, body.length > 0 ? body.length : -1);
      exchange.getResponseBody().write(body);
    }
  }

  /** What a server needs to keep its heads there. */
  String[] settings(String... more) {
    return Stream.concat(
            Stream.of(
                "LANYARD_CHECKPOINT_URL=https://localhost:%d/heads/"
                    .formatted(server.getAddress().getPort()),
                "LANYARD_CHECKPOINT_URL_CA=" + files.ca(),
                "LANYARD_CHECKPOINT_URL_TOKEN=" + TOKEN),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** The head of a log that is kept; empty text where none is. */
  String head(String log) {
    return kept.getOrDefault("/heads/" + log, "");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
