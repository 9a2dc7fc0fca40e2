package dev.lanyard.api.agent;

import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Speaks to the server, over TLS under the given authority alone; follows no redirect. */
final class ServerLink implements AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(3);
  private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
  private static final int ANSWER_BYTES_MAX = 256 * 1024;

  private final URI server;
  private final HttpClient client;

  /**
   * What the server has answered.
   *
   * @param retryAfter when to ask again, as it was told
   * @param body empty if it is no JSON object
   */
  record Answer(int status, Optional<String> retryAfter, Json.Obj body) {
    /** A member as a text; numbers count as such. */
    Optional<String> text(String name) {
      return switch (body.members().getOrDefault(name, new Json.Null())) {
        case Json.Text(var text) -> Optional.of(text);
        case Json.Num(var number) -> Optional.of(number.toPlainString());
        case Json.Obj _, Json.Arr _, Json.Bool _, Json.Null _ -> Optional.empty();
      };
    }

    /** Why it was refused, for people. */
    String reason() {
      return text("detail").orElseGet(() -> "the server answers " + status);
    }

    /** It may hold a token. */
    @Override
    public String toString() {
      return "Answer[" + status + "]";
    }
  }

  /**
   * Makes a link; connects to nobody yet.
   *
   * @param server the base of all URLs
   * @param ca a file of certificates in PEM
   * @throws AgentRefused if that cannot be read
   */
  ServerLink(URI server, Path ca) {
    this.server = server;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trusting(ca))
            .connectTimeout(CONNECT_MAX)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  private static SSLContext trusting(Path ca) {
    try (InputStream pem = Files.newInputStream(ca)) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        trusted.setCertificateEntry("ca" + number++, one);
      }
      if (number == 0) {
        throw new AgentRefused("--ca: %s holds no certificate".formatted(ca));
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (IOException unreadable) {
      throw new AgentRefused("--ca: %s cannot be read".formatted(ca), unreadable);
    } catch (GeneralSecurityException malformed) {
      throw new AgentRefused("--ca: %s is no certificate in PEM".formatted(ca), malformed);
    }
  }

  /**
   * Posts an object.
   *
   * @throws IOException if there is no answer in time
   */
  Answer post(String path, Json.Obj body) throws IOException {
    return post(path, "application/json", JsonText.write(body));
  }

  /**
   * Posts a form.
   *
   * @throws IOException if there is no answer in time
   */
  Answer post(String path, Map<String, String> form) throws IOException {
    String text =
        form.entrySet().stream()
            .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    return post(
        path, "application/x-www-form-urlencoded", text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer post(String path, String type, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server + path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    var asked =
        client.sendAsync(
            request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
    try {
      HttpResponse<byte[]> reply = asked.get(ANSWER_MAX.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer(
          reply.statusCode(), reply.headers().firstValue("Retry-After"), object(reply.body()));
    } catch (ExecutionException failed) {
      throw new IOException("the server cannot be asked: " + failed.getCause(), failed);
    } catch (TimeoutException late) {
      asked.cancel(true);
      throw new IOException("the server does not answer in time", late);
    } catch (InterruptedException interrupted) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static Json.Obj object(byte[] bytes) {
    try {
      return JsonText.read(bytes) instanceof Json.Obj object ? object : Json.Obj.EMPTY;
    } catch (ProblemException noJson) {
      return Json.Obj.EMPTY;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
