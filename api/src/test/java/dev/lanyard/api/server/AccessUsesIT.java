package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** When identities were used last, as reviewers ask. */
@TestInstance(Lifecycle.PER_CLASS)
class AccessUsesIT {
  private static final String VAULT = "https://vault.azure.net";
  private static final String GRAPH = "https://graph.microsoft.com";

  private Server server;
  private Client http;
  private Rights rights;
  private Mint mint;
  private String vm1;
  private String vm2;
  private String shared;

  @BeforeAll
  void use(@TempDir Path temp) throws Exception {
    server = Server.start(temp, "LANYARD_RATE_PRINCIPAL=0", "LANYARD_WORKLOAD_PATHS=true");
    http = server.http();
    rights = new Rights(http);
    mint = new Mint(server);
    Workloads shop = new Workloads(http, "shop");
    Workloads back = new Workloads(http, "back");
    String identity = shop.userIdentity("pipeline");
    shared = http.arm("GET", identity, "").text("/properties/principalId");
    vm1 = shop.machineWith("web1", identity);
    vm2 = back.machineWith("db1", identity);
    token(shop.byPath(vm1), VAULT);
    // Another spelling of it is no other use.
    token(shop.byPath(vm1), VAULT.toUpperCase(Locale.ROOT) + "/");
    token(shop.byPath(vm1), GRAPH);
    token(back.byPath(vm2), VAULT);
  }

  private static void token(Workloads.Endpoint endpoint, String audience) {
    Workloads.Reply reply = endpoint.metadata("resource=" + audience);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Client reviewer(String scope) {
    return http.withToken(mint.good(rights.userWith(Rights.AUDITOR, scope)));
  }

  private static List<String> told(Client reviewer, String question) {
    List<String> told = new ArrayList<>();
    String next = question;
    while (!next.isEmpty()) {
      Answer page = Story.done(reviewer.get(next));
      for (JsonNode use : page.json().path("value")) {
        told.add(
            "%s %s %d"
                .formatted(
                    use.path("resourceId").asString(),
                    use.path("audience").asString(),
                    use.path("count").asInt()));
      }
      next = page.text("/nextLink");
    }
    return told;
  }

  private String on1(String audience, int count) {
    return "%s %s %d".formatted(vm1, audience, count);
  }

  private String on2() {
    return "%s %s %d".formatted(vm2, VAULT, 1);
  }

  @Test
  void each_way_and_audience_of_an_identity_is_told_in_pages() {
    String question = "/access/uses?principal=" + shared;
    assertThat(told(reviewer("/"), question + "&limit=1"))
        .containsExactly(on2(), on1(GRAPH, 1), on1(VAULT, 2));
    assertThat(told(reviewer("/"), question + "&audience=" + VAULT))
        .containsExactly(on2(), on1(VAULT, 2));
    assertThat(told(reviewer("/"), "/access/uses?scope=" + vm1.toUpperCase(Locale.ROOT)))
        .containsExactly(on1(GRAPH, 1), on1(VAULT, 2));
    JsonNode use = Story.done(http.get(question + "&limit=1")).json().at("/value/0");
    assertThat(use.path("principalId").asString()).isEqualTo(shared);
    assertThat(use.path("position").asLong()).isPositive();
    assertThat(use.path("tokenId").asString()).isNotEmpty();
    Instant last = Instant.parse(use.path("lastUsedAt").asString());
    assertThat(told(http, question + "&unusedSince=" + last))
        .containsExactly(on1(GRAPH, 1), on1(VAULT, 2));
    assertThat(told(http, question + "&unusedSince=" + last.plusNanos(1))).hasSize(3);
  }

  @Test
  void uses_are_told_to_those_who_may_ask_where_the_resource_is_and_that_is_on_record() {
    Client there = reviewer(vm2);
    String question = "/access/uses?principal=" + shared;
    assertThat(told(there, question)).containsExactly(on2());
    assertThat(told(there, "/access/uses?scope=" + vm2)).containsExactly(on2());
    assertThat(there.get("/access/uses?scope=" + vm1).status()).isEqualTo(403);
    assertThat(there.get("/access/uses?scope=/").status()).isEqualTo(403);
    Client nobody = http.withToken(mint.good(rights.registered("User")));
    assertThat(nobody.get(question).status()).isEqualTo(403);
    told(there, question);
    RecordsRead read = Attempts.of(server, RecordsRead.class).getLast();
    assertThat(read.path() + "?" + read.query()).isEqualTo(question);
    assertThat(read.action()).isEqualTo("Lanyard.Access/uses/read");
  }

  @Test
  void tokens_that_no_resource_asked_for_are_told_at_the_root_alone() {
    Story.done(reviewer("/").get("/access/uses"));
    assertThat(told(http, "/access/uses")).anyMatch(use -> use.startsWith(" "));
    assertThat(told(reviewer("/subscriptions/" + Story.subscriptionId(http)), "/access/uses"))
        .contains(on2())
        .noneMatch(use -> use.startsWith(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "principal, principal=x",
    "scope, scope=x",
    "unusedSince, unusedSince=yesterday",
    "unusedSince, unusedSince=%2B999999999-12-31T23:59:59Z",
    "limit, limit=0",
    "cursor, cursor=x",
    "asOf, asOf=1",
  })
  void what_is_malformed_is_named(String field, String query) {
    Answer refused = http.get("/access/uses?" + query);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.text("/field")).as(refused.toString()).isEqualTo(field);
  }
}
