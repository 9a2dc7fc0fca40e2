package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import dev.lanyard.tokens.StatusBits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.catalina.connector.Connector;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Workloads ask for tokens over the plain HTTP port, and the tokens lose effect in time. */
@TestInstance(Lifecycle.PER_CLASS)
class WorkloadTokensIT {
  private static final String VAULT = "https://vault.azure.net";
  private static final String LIST_TYPE = "application/statuslist+jwt";

  private Server server;
  private Client http;
  private Workloads workloads;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Server.start(folder.resolve("data"), "LANYARD_WORKLOAD_PATHS=true");
    http = server.http();
    workloads = new Workloads(http, "shop");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_workload_with_the_secret_of_its_resource_gets_a_token_of_its_identity() {
    String vm = workloads.machine("web1", "SystemAssigned");
    Workloads.Endpoint endpoint = workloads.byHeader(vm);
    Workloads.Reply reply =
        endpoint.appService("api-version=2019-08-01&resource=" + VAULT, "X-IDENTITY-HEADER");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    JsonNode claims = Assertion.claims(reply.text("access_token"));
    String principal = http.arm("GET", vm, "").text("/identity/principalId");
    assertThat(
            List.of(
                claims.path("aud").asString(),
                claims.path("oid").asString(),
                claims.path("xms_az_rid").asString(),
                claims.path("xms_mirid").asString(),
                claims.path("ver").asString(),
                claims.path("idtyp").asString()))
        .isEqualTo(List.of(VAULT, principal, vm, vm, "1.0", "app"));
    assertThat(claims.path("appid").asString()).isEqualTo(reply.text("client_id"));
    assertThat(Long.parseLong(reply.text("expires_on"))).isEqualTo(claims.path("exp").asLong());
    assertThat(
            Attempts.of(server, TokenIssued.class).stream()
                .filter(issued -> issued.tokenId().equals(claims.path("uti").asString()))
                .map(issued -> issued.through().orElseThrow().toString()))
        .isEqualTo(List.of(vm));
  }

  @Test
  void the_same_question_costs_one_signature_and_each_answer_is_on_record() {
    String vm = workloads.machine("web2", "SystemAssigned");
    Workloads.Endpoint endpoint = workloads.byPath(vm);
    String first = endpoint.metadata("resource=" + VAULT).text("access_token");
    String second = endpoint.metadata("resource=" + VAULT).text("access_token");
    String other = endpoint.metadata("resource=" + VAULT + "/").text("access_token");
    assertThat(second).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    String id = Assertion.claims(first).path("uti").asString();
    assertThat(
            Attempts.of(server, TokenIssued.class).stream()
                .filter(issued -> issued.tokenId().equals(id)))
        .hasSize(2);
  }

  @Test
  void who_proves_no_resource_gets_nothing_and_is_counted() {
    String vm = workloads.machine("web3", "SystemAssigned");
    Workloads.Endpoint endpoint = workloads.byHeader(vm);
    String query = "api-version=2019-08-01&resource=" + VAULT;
    Workloads.Endpoint guessed = new Workloads.Endpoint(endpoint.url(), "wrong");
    assertThat(guessed.appService(query, "X-IDENTITY-HEADER").status()).isEqualTo(401);
    assertThat(endpoint.appService(query, "X-Other").status()).isEqualTo(401);
    assertThat(
            Workloads.get(port(), "/metadata/identity/oauth2/token?api-version=2018-02-01")
                .text("error"))
        .isEqualTo("bad_request_102");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(
                        Attempts.of(server, CallersTurnedAway.class).stream()
                            .flatMap(counted -> counted.counts().keySet().stream()))
                    .contains("unauthorized", "bad_request_102"));
  }

  @Test
  void who_proves_a_resource_and_gets_nothing_is_on_record_with_the_reason() {
    String vm = workloads.machine("web4", "None");
    Workloads.Endpoint endpoint = workloads.byPath(vm);
    assertThat(endpoint.metadata("resource=" + VAULT).text("error_description"))
        .isEqualTo("Identity not found");
    assertThat(endpoint.metadata("").text("error_description"))
        .isEqualTo("Required query variable 'resource' is missing");
    assertThat(
            Attempts.of(server, WorkloadTokenRefused.class).stream()
                .filter(refused -> refused.resource().toString().equals(vm))
                .map(refused -> refused.audience() + " " + refused.why()))
        .isEqualTo(
            List.of(
                VAULT + " Identity not found", "? Required query variable 'resource' is missing"));
  }

  @Test
  void deleting_one_of_two_machines_leaves_the_tokens_of_the_other() {
    String user = workloads.userIdentity("shared");
    String one = workloads.machineWith("pair1", user);
    String two = workloads.machineWith("pair2", user);
    Workloads.Endpoint first = workloads.byPath(one);
    Workloads.Endpoint second = workloads.byPath(two);
    String ofFirst = first.metadata("resource=" + VAULT).text("access_token");
    String ofSecond = second.metadata("resource=" + VAULT).text("access_token");
    assertThat(List.of(isActive(ofFirst), isActive(ofSecond))).isEqualTo(List.of(true, true));
    assertThat(http.arm("DELETE", one, "").status()).isIn(200, 202, 204);
    assertThat(List.of(isActive(ofFirst), isActive(ofSecond))).isEqualTo(List.of(false, true));
    assertThat(List.of(isRevoked(ofFirst), isRevoked(ofSecond))).isEqualTo(List.of(true, false));
    assertThat(first.metadata("resource=" + VAULT).status()).isEqualTo(400);
    assertThat(second.metadata("resource=" + VAULT).text("access_token")).isEqualTo(ofSecond);
  }

  @Test
  void a_token_of_an_ended_generation_opens_no_surface_of_this_server() {
    String vm = workloads.machine("web5", "SystemAssigned");
    String token =
        workloads
            .byPath(vm)
            .metadata("resource=https://management.azure.com/")
            .text("access_token");
    Client workload = http.withToken(token);
    assertThat(workload.arm("GET", "/subscriptions", "").status()).isEqualTo(200);
    assertThat(http.arm("PATCH", vm, "{\"identity\": {\"type\": \"None\"}}").status())
        .isEqualTo(200);
    assertThat(workload.arm("GET", "/subscriptions", "").status()).isEqualTo(401);
  }

  @Test
  void what_is_no_question_about_a_token_is_told_so() {
    String path = "/common/oauth2/v2.0/introspect";
    String type = "application/x-www-form-urlencoded";
    assertThat(http.send("POST", path, "other=1", "Content-Type", type).status()).isEqualTo(400);
    assertThat(http.send("POST", path, "{}").status()).isEqualTo(400);
    assertThat(
            http.send("POST", "/elsewhere/oauth2/v2.0/introspect", "token=x", "Content-Type", type)
                .status())
        .isEqualTo(400);
    assertThat(http.anonymous().send("POST", path, "token=x", "Content-Type", type).status())
        .isEqualTo(401);
    for (String list :
        List.of("/elsewhere/statuslists/0", "/common/statuslists/99", "/common/statuslists/x")) {
      assertThat(http.anonymous().get(list).status()).as(list).isEqualTo(404);
    }
  }

  private int port() {
    return server.part(Connector.class).getLocalPort();
  }

  private boolean isActive(String token) {
    Answer reply =
        http.send(
            "POST",
            "/common/oauth2/v2.0/introspect",
            "token=" + token,
            "Content-Type",
            "application/x-www-form-urlencoded");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.json().path("active").asBoolean();
  }

  private boolean isRevoked(String token) {
    JsonNode entry = Assertion.claims(token).path("status").path("status_list");
    String path = entry.path("uri").asString().replaceFirst("https://[^/]*", "");
    Answer reply = http.anonymous().get(path);
    assertThat(reply.reply().headers().firstValue("Content-Type"))
        .isEqualTo(Optional.of(LIST_TYPE));
    JsonNode list = Assertion.claims(reply.reply().body());
    return StatusBits.decode(list.at("/status_list/lst").asString(), 1 << 17)
        .isInvalid(entry.path("idx").asInt());
  }
}
