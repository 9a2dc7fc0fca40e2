package dev.lanyard.tokens;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;

/**
 * Gets the public documents of issuers: in time, of bounded size, and from where they were asked
 * for, because what a trusted name redirects to is not trusted.
 */
final class IssuerDocuments implements AutoCloseable {
  /** For all of a document, from the connection to its last byte. */
  static final Duration ANSWER_MAX = Duration.ofSeconds(2);

  /** Bytes of a document; that of a large provider has about 10 KiB. */
  static final int BYTES_MAX = 256 * 1024;

  private static final int OK = 200;

  private final HttpClient client;

  /** Trusts the authorities that Java trusts. */
  IssuerDocuments() {
    this(settings().build());
  }

  /** Trusts those of a context. */
  IssuerDocuments(SSLContext trusted) {
    this(settings().sslContext(trusted).build());
  }

  private IssuerDocuments(HttpClient client) {
    this.client = client;
  }

  private static HttpClient.Builder settings() {
    return HttpClient.newBuilder()
        .connectTimeout(ANSWER_MAX)
        .followRedirects(Redirect.NEVER)
        .version(Version.HTTP_1_1);
  }

  /**
   * Reads a location.
   *
   * @throws IOException if it is none of HTTP
   */
  static URI uri(String text) throws IOException {
    try {
      URI uri = new URI(text);
      boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equals(uri.getScheme());
      if (http && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      throw new IOException("a location is no URI", malformed);
    }
    throw new IOException("a location is no URI of HTTP");
  }

  /**
   * A document.
   *
   * @throws IOException if there is none within {@link #ANSWER_MAX}, if it is larger than {@link
   *     #BYTES_MAX}, or if the answer is not 200
   */
  String get(URI location) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(location).header("Accept", "application/json").GET().build();
    // The time-out of a request ends with the headers of its answer; this one with its last byte.
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
    try {
      HttpResponse<byte[]> reply = answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
      if (reply.statusCode() != OK) {
        throw new IOException("the answer was " + reply.statusCode());
      }
      return new String(reply.body(), StandardCharsets.UTF_8);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new IOException("no answer within " + ANSWER_MAX);
    } catch (ExecutionException failed) {
      throw new IOException("no answer: " + failed.getCause());
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
