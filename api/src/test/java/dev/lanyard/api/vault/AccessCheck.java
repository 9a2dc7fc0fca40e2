package dev.lanyard.api.vault;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks Lanyard whether the bearer of a token may do something to a resource.
 *
 * @param client trusts Lanyard's certificate
 * @param base where Lanyard is
 * @param own the token of who asks, which holds the role Lanyard Resource Server at the scope
 * @param scope the resource
 */
public record AccessCheck(HttpClient client, String base, Supplier<String> own, String scope) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  /** What Lanyard says. */
  public enum Verdict {
    ALLOWED,
    DENIED,
    /** The token has lost effect, or never had any. */
    INACTIVE
  }

  /**
   * Asks for one data action.
   *
   * @throws IOException if there is no answer: nobody may then
   */
  public Verdict bearerMay(String token, String dataAction)
      throws IOException, InterruptedException {
    var asked = Map.of("token", token, "dataAction", dataAction, "scope", scope, "explain", false);
    var request =
        HttpRequest.newBuilder(URI.create(base + "/access/check"))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + own.get())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(asked)))
            .build();
    var reply = client.send(request, BodyHandlers.ofString());
    if (reply.statusCode() != OK) {
      throw new IOException("no decision: " + reply.statusCode() + " " + reply.body());
    }
    JsonNode answer = JSON.readTree(reply.body());
    if (answer.path("reason").asString().equals("TokenInactive")) {
      return Verdict.INACTIVE;
    }
    return answer.path("allowed").asBoolean() ? Verdict.ALLOWED : Verdict.DENIED;
  }
}
