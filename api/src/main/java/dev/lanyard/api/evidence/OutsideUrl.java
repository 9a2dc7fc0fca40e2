package dev.lanyard.api.evidence;

import dev.lanyard.api.start.CheckpointUrl;
import dev.lanyard.api.start.StartRefused;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/**
 * A resource of somebody else's that is read by {@code GET} and written by {@code PUT}, over HTTPS.
 * Redirects are not followed: what a trusted name points to is not trusted.
 */
final class OutsideUrl implements OutsidePlace {
  /** For all of an exchange, from the connection to its last byte. */
  static final Duration ANSWER_MAX = Duration.ofSeconds(5);

  private static final int OK = 200;
  private static final int CREATED = 201;
  private static final int NO_CONTENT = 204;
  private static final int NOT_FOUND = 404;

  private final URI url;
  private final Optional<String> token;
  private final HttpClient client;

  /**
   * The resource of one log.
   *
   * @param log the log's name, which follows the setting's URL behind a slash
   * @throws StartRefused if there are no certificates in the file that is to have them
   */
  OutsideUrl(CheckpointUrl settings, String log) {
    this.url = URI.create(settings.url() + "/" + log);
    this.token = settings.token();
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .followRedirects(Redirect.NEVER);
    settings.ca().ifPresent(ca -> builder.sslContext(trusting(ca)));
    this.client = builder.build();
  }

  private static SSLContext trusting(Path ca) {
    try {
      PemSslStoreDetails trusted = PemSslStoreDetails.forCertificate(ca.toUri().toString());
      return SslBundle.of(new PemSslStoreBundle(null, trusted)).createSslContext();
    } catch (RuntimeException unreadable) {
      throw new StartRefused(
          "%s: %s holds no certificates in PEM that can be read".formatted(CheckpointUrl.CA, ca));
    }
  }

  @Override
  public String name() {
    return "LANYARD_CHECKPOINT_URL: " + url;
  }

  @Override
  public Optional<byte[]> read() throws IOException {
    HttpResponse<byte[]> reply = send(request().GET());
    return switch (reply.statusCode()) {
      case OK -> Optional.of(reply.body());
      case NOT_FOUND -> Optional.empty();
      default -> throw answered(reply);
    };
  }

  @Override
  public void write(byte[] note) throws IOException {
    HttpResponse<byte[]> reply =
        send(
            request()
                .header("Content-Type", "text/plain; charset=utf-8")
                .PUT(BodyPublishers.ofByteArray(note)));
    switch (reply.statusCode()) {
      case OK, CREATED, NO_CONTENT -> {}
      default -> throw answered(reply);
    }
  }

  private static IOException answered(HttpResponse<byte[]> reply) {
    return new IOException("the answer was " + reply.statusCode());
  }

  private HttpRequest.Builder request() {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return request;
  }

  /** The time-out of a request ends with the headers of its answer; this one with its last byte. */
  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX));
    try {
      return answer.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw new IOException("no answer within %d s".formatted(ANSWER_MAX.toSeconds()));
    } catch (ExecutionException failed) {
      throw new IOException("no answer: " + failed.getCause());
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
