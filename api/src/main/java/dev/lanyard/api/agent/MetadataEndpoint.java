package dev.lanyard.api.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.lanyard.api.agent.ServerLink.Answer;
import dev.lanyard.api.arm.JsonBuilder;
import dev.lanyard.api.authority.AuthorityRefusal;
import dev.lanyard.api.authority.FormBody;
import dev.lanyard.api.http.JsonText;
import dev.lanyard.api.workload.Forwarding;
import dev.lanyard.api.workload.WorkloadError;
import dev.lanyard.api.workload.WorkloadRefusal;
import dev.lanyard.domain.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code GET /metadata/identity/oauth2/token}, as clients of Azure ask it (CONTRACT 3.1), and
 * {@code POST /msi/token}, as older ones do (CONTRACT 3.2, last row), for processes on this
 * machine.
 */
final class MetadataEndpoint implements HttpHandler {
  static final String PATH = "/metadata/identity/oauth2/token";

  /** For the Azure CLI up to 2.45, by {@code MSI_ENDPOINT}. */
  static final String FORM_PATH = "/msi/token";

  /** Texts all: clients read no numbers here. */
  private static final List<String> MEMBERS =
      List.of(
          "access_token",
          "client_id",
          "expires_in",
          "expires_on",
          "ext_expires_in",
          "not_before",
          "resource",
          "token_type");

  private static final int RESOURCE_LENGTH_MAX = 600;

  private final Forwarding forwarding;
  private final AllowedUsers users;
  private final AgentTokens tokens;
  private final Consumer<String> say;

  /** Makes an endpoint of these parts. */
  MetadataEndpoint(
      Forwarding forwarding, AllowedUsers users, AgentTokens tokens, Consumer<String> say) {
    this.forwarding = forwarding;
    this.users = users;
    this.tokens = tokens;
    this.say = say;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        write(exchange, 200, body(answer(exchange)));
      } catch (WorkloadRefusal refused) {
        write(exchange, refused.error());
      } catch (RuntimeException failure) {
        // Its text may name a file, and no more than that.
        say.accept("A request failed: " + failure);
        write(exchange, WorkloadError.unavailable());
      }
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    forwarding.refuse(name -> values(exchange, name));
    users.require(exchange.getRemoteAddress(), exchange.getLocalAddress());
    String offered = offered(exchange);
    if (!exchange.getRequestMethod().equals(offered)) {
      exchange.getResponseHeaders().set("Allow", offered);
      throw WorkloadError.method(offered).refusal();
    }
    if (!values(exchange, "Metadata").equals(List.of("true"))) {
      throw WorkloadError.metadataMissing().refusal();
    }
    boolean form = offered.equals("POST");
    FormBody asked = form ? form(exchange) : query(exchange);
    if (!form && asked.text("api-version").isEmpty()) {
      throw WorkloadError.missing("api-version").refusal();
    }
    String resource =
        asked.text("resource").orElseThrow(() -> WorkloadError.missing("resource").refusal());
    if (resource.length() > RESOURCE_LENGTH_MAX) {
      throw WorkloadError.malformed("resource").refusal();
    }
    return tokens.ask(resource, asked);
  }

  /** The one method of a path. */
  private static String offered(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    return switch (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) {
      case PATH -> "GET";
      case FORM_PATH -> "POST";
      default ->
          throw new WorkloadError(
                  404,
                  "not_found",
                  "Only " + PATH + " and " + FORM_PATH + " are here",
                  Optional.empty())
              .refusal();
    };
  }

  private static List<String> values(HttpExchange exchange, String name) {
    List<String> values = exchange.getRequestHeaders().get(name);
    return values == null ? List.of() : values;
  }

  private static FormBody query(HttpExchange exchange) {
    String raw = exchange.getRequestURI().getRawQuery();
    try {
      return FormBody.parse(raw == null ? "" : raw);
    } catch (AuthorityRefusal malformed) {
      throw WorkloadError.malformed("query").refusal();
    }
  }

  private static FormBody form(HttpExchange exchange) throws IOException {
    try {
      return FormBody.read(
          Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type")),
          exchange.getRequestBody());
    } catch (AuthorityRefusal malformed) {
      throw WorkloadError.malformed("body").refusal();
    }
  }

  private static Json.Obj body(Answer answer) {
    JsonBuilder body = new JsonBuilder();
    for (String name : MEMBERS) {
      answer.text(name).ifPresent(value -> body.text(name, value));
    }
    return body.build();
  }

  private static void write(HttpExchange exchange, WorkloadError error) throws IOException {
    var headers = exchange.getResponseHeaders();
    error
        .retryAfter()
        .ifPresent(
            wait -> headers.set("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
    write(
        exchange,
        error.status(),
        new JsonBuilder()
            .text("error", error.error())
            .text("error_description", error.text())
            .build());
  }

  private static void write(HttpExchange exchange, int status, Json.Obj body) throws IOException {
    byte[] bytes = JsonText.write(body);
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    boolean bare = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, bare ? -1 : bytes.length);
    if (!bare) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
