package dev.lanyard.evidence.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A log that is served over HTTP. */
public final class HttpStore implements LogStore, AutoCloseable {
  /** A bundle of 256 leaves of 65,535 bytes, the most that its format has. */
  private static final int BYTES_MAX = 17 << 20;

  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);

  /** For the whole of an answer: a store that sends a byte now and then holds nobody up. */
  private static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final String prefix;
  private final Optional<String> token;
  private final Duration answerWithin;
  private final HttpClient client;

  /**
   * A log.
   *
   * @param prefix the URL below which its resources are, with or without a slash at its end
   * @param token a bearer token, sent with every request
   * @param ca a file with the only certificates that the server's may be under, in PEM; empty for
   *     those that Java trusts
   * @throws IOException if that file cannot be read, or holds no certificate
   */
  public HttpStore(URI prefix, Optional<String> token, Optional<Path> ca) throws IOException {
    this(prefix, token, ca, ANSWER_WITHIN);
  }

  HttpStore(URI prefix, Optional<String> token, Optional<Path> ca, Duration answerWithin)
      throws IOException {
    this.prefix = prefix.toString().replaceFirst("/*$", "/");
    this.token = token;
    this.answerWithin = answerWithin;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN);
    if (ca.isPresent()) {
      builder.sslContext(trusting(ca.get()));
    }
    this.client = builder.build();
  }

  @Override
  public CompletableFuture<Optional<byte[]>> get(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(prefix + path))
            .timeout(answerWithin)
            .header("Accept-Encoding", "gzip, identity");
    token.ifPresent(bearer -> request.header("Authorization", "Bearer " + bearer));
    return client
        .sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), BYTES_MAX))
        // The request's own timeout ends with the headers.
        .orTimeout(answerWithin.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(path, failure)))
        .thenApply(response -> body(path, response));
  }

  /** Does not wait for answers that are still coming. */
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  private Throwable named(String path, Throwable failure) {
    return failure instanceof TimeoutException
        ? new HttpTimeoutException(path + " was not answered within " + answerWithin)
        : failure;
  }

  private static Optional<byte[]> body(String path, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == NOT_FOUND || status == GONE) {
      return Optional.empty();
    }
    if (status != OK) {
      throw new CompletionException(new IOException(path + " was answered with " + status));
    }
    boolean zipped =
        response.headers().firstValue("Content-Encoding").filter("gzip"::equals).isPresent();
    return Optional.of(zipped ? unzipped(path, response.body()) : response.body());
  }

  private static byte[] unzipped(String path, byte[] body) {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
      byte[] bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new IOException(path + " is too large");
      }
      return bytes;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static SSLContext trusting(Path ca) throws IOException {
    try (InputStream in = Files.newInputStream(ca)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      int number = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("ca" + number++, certificate);
      }
      if (number == 0) {
        throw new IOException(ca + " holds no certificate");
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(ca + " is no certificate in PEM", e);
    }
  }
}
