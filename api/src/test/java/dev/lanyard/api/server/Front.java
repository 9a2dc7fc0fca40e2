package dev.lanyard.api.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before one resource's token endpoint and is out of order for the first requests; from then
 * on each gets the endpoint's own answer.
 */
final class Front implements AutoCloseable {
  private static final List<String> PASSED_ON = List.of("Metadata", "Accept");

  private final HttpClient client = HttpClient.newHttpClient();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private final URI behind;
  private final int status;
  private final int failing;
  private final HttpServer server;

  private Front(URI behind, int status, int failing) throws IOException {
    this.behind = behind;
    this.status = status;
    this.failing = failing;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /**
   * Opens one.
   *
   * @param status of what it answers itself
   * @param failing to how many requests
   */
  static Front before(Workloads.Endpoint endpoint, int status, int failing) {
    try {
      return new Front(URI.create(endpoint.url()), status, failing);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The endpoint as it is reached through this. */
  Workloads.Endpoint endpoint() {
    String host = "http://localhost:" + server.getAddress().getPort();
    return new Workloads.Endpoint(host + behind.getRawPath(), "");
  }

  /** How many requests came. */
  int asked() {
    return asked.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (asked.incrementAndGet() <= failing) {
        exchange.sendResponseHeaders(status, -1);
        return;
      }
      HttpResponse<byte[]> reply = client.send(onward(exchange), BodyHandlers.ofByteArray());
      reply
          .headers()
          .firstValue("Content-Type")
          .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
      exchange.sendResponseHeaders(reply.statusCode(), reply.body().length);
      exchange.getResponseBody().write(reply.body());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  private HttpRequest onward(HttpExchange exchange) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), BodyPublishers.noBody());
    for (String name : PASSED_ON) {
      exchange
          .getRequestHeaders()
          .getOrDefault(name, List.of())
          .forEach(value -> request.header(name, value));
    }
    return request.build();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    client.close();
  }
}
