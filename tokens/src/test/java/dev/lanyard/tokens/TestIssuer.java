package dev.lanyard.tokens;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider on this machine that can be made to misbehave. */
final class TestIssuer implements AutoCloseable {
  static final String KEYS = "/keys";
  static final String DISCOVERY = "/.well-known/openid-configuration";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, HttpHandler> answers = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final HttpServer server;

  TestIssuer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    asked.computeIfAbsent(path, _ -> new AtomicInteger()).incrementAndGet();
    try (exchange) {
      answers.getOrDefault(path, it -> it.sendResponseHeaders(404, -1)).handle(exchange);
    }
  }

  String name() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  URI location(String path) {
    return URI.create(name() + path);
  }

  /** How often a path was asked for. */
  int asked(String path) {
    return asked.getOrDefault(path, new AtomicInteger()).get();
  }

  /** Publishes keys and nothing else. */
  void publishes(JWK... keys) {
    List<JWK> all = List.of(keys);
    says(KEYS, new JWKSet(all).toString(true));
  }

  /** Says in its discovery document who it is; its keys are where they are. */
  void callsItself(String issuer) {
    says(
        DISCOVERY,
        "{\"issuer\": \"%s\", \"jwks_uri\": \"%s\"}".formatted(issuer, location(KEYS)));
  }

  void says(String path, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    answers(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
        });
  }

  void redirects(String path, String to) {
    answers(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", to);
          exchange.sendResponseHeaders(302, -1);
        });
  }

  /** Sends the first byte of its answer, and no other. */
  void stalls(String path) {
    answers(
        path,
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          try {
            closed.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        });
  }

  void fails(String path) {
    answers(path, exchange -> exchange.sendResponseHeaders(500, -1));
  }

  void answers(String path, HttpHandler answer) {
    answers.put(path, answer);
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.close();
  }
}
