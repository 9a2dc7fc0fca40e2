package dev.lanyard.api.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A vault of secrets as CONTRACT 6 describes Azure's: it challenges who has no token, verifies
 * tokens by what their issuer publishes, and asks Lanyard whether the bearer may read.
 */
public final class TestVault implements AutoCloseable {
  /** For whom its tokens are. */
  public static final String AUDIENCE = "https://vault.azure.net";

  /** What reading a secret takes. */
  public static final String GET_SECRET = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  private final HttpsServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final String authority;
  private final JwtDecoder tokens;
  private final AccessCheck access;
  private final Map<String, String> secrets;

  private TestVault(
      HttpsServer server,
      String authority,
      JwtDecoder tokens,
      AccessCheck access,
      Map<String, String> secrets) {
    this.server = server;
    this.authority = authority;
    this.tokens = tokens;
    this.access = access;
    this.secrets = Map.copyOf(secrets);
  }

  /**
   * Starts a vault on a port of its own.
   *
   * @param identity its certificate
   * @param authority where clients get tokens for it
   * @param tokens verifies them
   * @param secrets what it holds, by name
   */
  public static TestVault start(
      SSLContext identity,
      String authority,
      JwtDecoder tokens,
      AccessCheck access,
      Map<String, String> secrets)
      throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity));
    var vault = new TestVault(server, authority, tokens, access, secrets);
    server.createContext("/secrets/", vault::serve);
    server.setExecutor(vault.threads);
    server.start();
    return vault;
  }

  /** Where it is. */
  public String url() {
    return "https://localhost:" + server.getAddress().getPort();
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (authorization == null || !authorization.startsWith("Bearer ")) {
        challenge(exchange, "AKV10000: Request is missing a Bearer or PoP token.");
        return;
      }
      String token = authorization.substring("Bearer ".length());
      if (isForThisVault(token)) {
        answer(exchange, token);
      } else {
        challenge(exchange, "AKV10022: Invalid token.");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isForThisVault(String token) {
    try {
      return List.of(AUDIENCE).equals(tokens.decode(token).getAudience());
    } catch (JwtException invalid) {
      return false;
    }
  }

  private void answer(HttpExchange exchange, String token)
      throws IOException, InterruptedException {
    switch (access.bearerMay(token, GET_SECRET)) {
      case INACTIVE -> challenge(exchange, "AKV10046: The token does not count any more.");
      case DENIED ->
          reply(
              exchange,
              FORBIDDEN,
              error(
                  "Forbidden",
                  "Caller is not authorized to perform action on resource.",
                  "ForbiddenByRbac"));
      case ALLOWED -> secret(exchange);
    }
  }

  private void secret(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().split("/", -1)[2];
    Optional<String> value = Optional.ofNullable(secrets.get(name));
    if (value.isEmpty()) {
      reply(
          exchange,
          NOT_FOUND,
          error("SecretNotFound", "A secret with this name was not found.", "SecretNotFound"));
      return;
    }
    reply(
        exchange,
        OK,
        Map.of(
            "value",
            value.get(),
            "id",
            url() + "/secrets/" + name + "/0123456789abcdef0123456789abcdef",
            "attributes",
            Map.of("enabled", true, "recoveryLevel", "Purgeable")));
  }

  private void challenge(HttpExchange exchange, String message) throws IOException {
    exchange
        .getResponseHeaders()
        .set(
            "WWW-Authenticate",
            "Bearer authorization=\"%s\", resource=\"%s\"".formatted(authority, AUDIENCE));
    reply(exchange, UNAUTHORIZED, error("Unauthorized", message, "Unauthorized"));
  }

  private static Map<String, Object> error(String code, String message, String inner) {
    return Map.of(
        "error", Map.of("code", code, "message", message, "innererror", Map.of("code", inner)));
  }

  private static void reply(HttpExchange exchange, int status, Object body) throws IOException {
    byte[] bytes = JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
