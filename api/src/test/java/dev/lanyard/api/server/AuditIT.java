package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.start.Installation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@TestInstance(Lifecycle.PER_CLASS)
class AuditIT {
  private static final String GRANT = "6f1d2f0e-3b57-4c1e-9b6a-0d7e5b1c2a34";

  private Server server;
  private Client http;
  private Story story;
  private String principal;
  private long beforeDeletion;
  private long deletion;
  private String correlation;

  @BeforeAll
  void a_vm_with_a_role_and_a_shared_identity_is_deleted(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    story = new Story(http, "shop");
    story.createGroup();
    story.create(story.vault);
    principal = story.createWithIdentity(story.vm1).text("/identity/principalId");
    story.grant(GRANT, principal, "");
    story.create(story.shared);
    for (var vm : List.of(story.vm1, story.vm2)) {
      Story.done(
          http.arm(
              "PUT",
              vm,
              """
              {"location": "westeurope", "identity": {"type": "SystemAssigned, UserAssigned",
                "userAssignedIdentities": {"%s": {}}}}
              """
                  .formatted(story.shared)));
    }
    beforeDeletion = http.arm("GET", story.vm1, "").position();
    deletion = Story.done(http.arm("DELETE", story.vm1, "")).position();
    http.get("/audit/events?limit=1", "Lanyard-Min-Position", Long.toString(deletion));
    correlation = one("/audit/events?operation=DeleteResource").path("correlation").asString();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_cascade_tells_what_fell_with_what_in_one_commit() {
    var cascade = http.get("/audit/cascades/" + correlation);
    assertThat(cascade.status()).isEqualTo(200);
    assertThat(cascade.json().path("commit").asLong()).isEqualTo(deletion);
    assertThat(cascade.json().path("events").asInt()).isEqualTo(4);
    assertThat(cascade.json().path("roots").size()).isEqualTo(1);
    var root = cascade.json().path("roots").path(0);
    assertThat(root.at("/event/event").asString()).isEqualTo("ResourceDeleted");
    assertThat(named(root.path("fell")))
        .containsExactlyInAnyOrder("UserIdentityDetached", "SystemIdentityDeleted");
    var identity =
        root.path("fell")
            .valueStream()
            .filter(node -> node.at("/event/event").asString().equals("SystemIdentityDeleted"))
            .findFirst()
            .orElseThrow();
    assertThat(named(identity.path("fell"))).containsExactly("RoleAssignmentRemoved");
  }

  @Test
  void an_event_tells_who_asked_for_it_through_what() {
    var operator = server.part(Installation.class).operator().toString();
    var event =
        one(
            "/audit/events?subject="
                + story.vm1
                + "&operation=DeleteResource&order=newest&limit=1");
    assertThat(event.path("caller").asString()).isEqualTo(operator);
    assertThat(event.path("operation").asString()).isEqualTo("DeleteResource");
    assertThat(event.path("sourceAddress").asString()).isEqualTo("127.0.0.1");
    assertThat(event.path("requestId").asString()).hasSize(36);
    assertThat(event.path("path").asString()).isEqualTo(story.vm1);
    assertThat(http.get("/audit/events/" + event.path("position").asLong()).json())
        .isEqualTo(event);
  }

  @Test
  void the_reason_trace_and_request_of_a_caller_are_on_record() {
    var path = story.group + "/providers/Microsoft.Web/sites/reasoned";
    var reply =
        http.send(
            "PUT",
            path + "?api-version=2024-11-01",
            "{\"location\": \"westeurope\"}",
            "Lanyard-Reason",
            "ticket 4711",
            "x-ms-client-request-id",
            "4dbdd5a8-6c4a-4f0e-8d7b-3a9b3a1f1f10",
            "traceparent",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    var position = Story.done(reply).position();
    var event =
        http.get("/audit/events?subject=" + path, "Lanyard-Min-Position", Long.toString(position))
            .json()
            .at("/value/0");
    assertThat(event.path("reason").asString()).isEqualTo("ticket 4711");
    assertThat(event.path("traceId").asString()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
    assertThat(event.path("clientRequestId").asString())
        .isEqualTo("4dbdd5a8-6c4a-4f0e-8d7b-3a9b3a1f1f10");
    assertThat(event.path("requestId").asString())
        .isEqualTo(reply.reply().headers().firstValue("x-ms-request-id").orElseThrow());
  }

  @Test
  void pages_follow_each_other_without_gap_or_repeat() {
    List<Long> positions = new ArrayList<>();
    var link = "/audit/events?order=oldest&to=" + deletion + "&limit=3";
    while (!link.isEmpty()) {
      var page = http.get(link);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      page.json().path("value").forEach(row -> positions.add(row.path("position").asLong()));
      link = page.text("/nextLink");
    }
    List<Long> all = new ArrayList<>();
    for (long position = 1; position <= deletion; position++) {
      all.add(position);
    }
    assertThat(positions).isEqualTo(all);
  }

  @Test
  void newest_first_is_the_order_unless_asked_otherwise() {
    var rows = http.get("/audit/events?to=" + deletion + "&limit=2").json().path("value");
    assertThat(rows.valueStream().map(row -> row.path("position").asLong()))
        .containsExactly(deletion, deletion - 1);
  }

  @Test
  void a_filter_by_group_caller_instants_and_correlation_holds_all_of_them() {
    var at = one("/audit/events/" + deletion, true).path("committedAt").asString();
    var filtered =
        http.get(
            "/audit/events?resourceGroup=SHOP&caller=%s&from=%s&to=%s&correlation=%s"
                .formatted(server.part(Installation.class).operator(), at, at, correlation));
    assertThat(filtered.status()).as(filtered.toString()).isEqualTo(200);
    assertThat(filtered.json().path("value").valueStream().map(row -> row.path("event").asString()))
        .hasSize(4);
    var byPath =
        http.get("/audit/events?resourceGroup=" + story.group + "&correlation=" + correlation);
    assertThat(byPath.json()).isEqualTo(filtered.json());
    var none = http.get("/audit/events?resourceGroup=other&correlation=" + correlation);
    assertThat(none.json().path("value").size()).isZero();
  }

  @Test
  void the_moment_before_still_shows_the_role() {
    var path = story.vault + "/providers/Microsoft.Authorization/roleAssignments/" + GRANT;
    assertThat(http.arm("GET", path, "").status()).isEqualTo(404);
    var then = http.arm("GET", path + "?asOf=" + beforeDeletion, "");
    assertThat(then.text("/properties/principalId")).isEqualTo(principal);
    assertThat(http.arm("GET", path + "?asOf=" + deletion, "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/audit/events?sbuject=x, sbuject",
    "/audit/events?caller=x, caller",
    "/audit/events?from=yesterday, from",
    "/audit/events?from=%2B999999999-12-31T23:59:59Z, from",
    "/audit/events?to=-999999999-12-31T23:59:59Z, to",
    "/audit/events?to=9999999999999999999, to",
    "/audit/events?order=sideways, order",
    "/audit/events?limit=0, limit",
    "/audit/events?limit=1001, limit",
    "/audit/events?limit=-1, limit",
    "/audit/events?limit=99999999999999, limit",
    "/audit/events?limit=1&limit=2, limit",
    "/audit/events?cursor=%00, cursor",
    "/audit/events?cursor=zz, cursor",
    "/audit/events?correlation=1, correlation",
    "/audit/events?subject=/subscriptions/x, subject (subscription)",
    "/audit/events?subject=%F0%9F%92%A9, subject",
    "/audit/events?resourceGroup=a%2Fb, resourceGroup",
    "/audit/events?operation=%00, operation",
    "/audit/events/-1, position",
    "/audit/events/x, position",
    "/audit/events/99999999999999999999, position",
    "/audit/cascades/x, correlation",
  })
  void a_malformed_question_is_a_400_that_names_the_field(String path, String field) {
    var answer = http.get(path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.reply().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.text("/field")).isEqualTo(field);
    assertThat(answer.json().path("status").asInt()).isEqualTo(400);
  }

  @Test
  void what_is_not_on_record_is_a_404() {
    assertThat(http.get("/audit/events/999999999").status()).isEqualTo(404);
    assertThat(http.get("/audit/cascades/" + GRANT).status()).isEqualTo(404);
    assertThat(http.get("/audit/events/0").status()).isEqualTo(404);
    assertThat(http.get("/audit/nothing").status()).isEqualTo(404);
  }

  private JsonNode one(String path) {
    return one(path, false);
  }

  private JsonNode one(String path, boolean itself) {
    var answer = Story.done(http.get(path)).json();
    return itself ? answer : answer.at("/value/0");
  }

  private static List<String> named(JsonNode nodes) {
    return nodes.valueStream().map(node -> node.at("/event/event").asString()).toList();
  }
}
