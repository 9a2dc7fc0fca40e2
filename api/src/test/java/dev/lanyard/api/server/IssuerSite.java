package dev.lanyard.api.server;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Where somebody else's issuer publishes over HTTPS who it is and by which keys it signs. */
final class IssuerSite implements AutoCloseable {
  static final String DISCOVERY = "/.well-known/openid-configuration";
  static final String KEYS = "/keys";

  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final SSLContext tls;
  private final HttpsServer server;

  /** Opens one under an authority of its own, which is kept in a folder. */
  IssuerSite(Path folder) throws IOException {
    TlsFiles files = TlsFiles.ensure(folder, List.of(), InstantSource.system());
    this.tls =
        SslBundle.of(
                new PemSslStoreBundle(
                    PemSslStoreDetails.forCertificate(files.certificate().toUri().toString())
                        .withPrivateKey(files.key().toUri().toString()),
                    PemSslStoreDetails.forCertificate(files.ca().toUri().toString())))
            .createSslContext();
    this.server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::answer);
    server.start();
    documents.put(
        DISCOVERY, "{\"issuer\": \"%1$s\", \"jwks_uri\": \"%1$s%2$s\"}".formatted(url(), KEYS));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
    byte[] body = documents.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(body.length > 0 ? 200 : 404, body.length > 0 ? body.length : -1);
      exchange.getResponseBody().write(body);
    }
  }

  /** The issuer's name. */
  String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  /** Publishes the public part of these keys, and of no others. */
  void publishes(JWK... keys) {
    documents.put(KEYS, new JWKSet(List.of(keys)).toString(true));
  }

  /** How often a document was asked for. */
  int asked(String path) {
    return asked.getOrDefault(path, new AtomicInteger()).get();
  }

  /** Trusts the site's authority and no other. */
  SSLContext trusting() {
    return tls;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
