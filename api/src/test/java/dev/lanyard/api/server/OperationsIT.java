package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.eventstore.AccessLog;
import dev.lanyard.eventstore.Ledger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class OperationsIT {
  private Server server;
  private Client http;
  private Story story;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    story = new Story(http, "shop");
    story.createGroup();
    story.create(story.vault);
    var principal = story.createWithIdentity(story.vm1).text("/identity/principalId");
    story.grant(UUID.randomUUID().toString(), principal, "");
    Story.done(http.arm("DELETE", story.vm1, ""));
    server
        .part(AccessLog.class)
        .record(new CallersTurnedAway(Personal.none(), Instant.EPOCH, Map.of("code", 1L)))
        .join();
    // Answers once the view of the access log has the record.
    assertThat(http.get("/audit/events?outcome=refused").status()).isEqualTo(200);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void rebuilt_views_equal_the_live_ones_row_by_row() {
    var begun = http.send("POST", "/operations/rebuilds", "");
    assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
    var link = begun.reply().headers().firstValue("Location").orElseThrow();
    await().until(() -> !http.get(link).text("/state").equals("Running"));
    var done = http.get(link);
    assertThat(done.text("/state")).as(done.toString()).isEqualTo("Done");
    assertThat(done.json().path("equal").asBoolean()).as(done.toString()).isTrue();
    for (var view : done.json().path("views")) {
      assertThat(view.path("rowsCompared").asLong()).isPositive();
      assertThat(view.path("differencesFound").asLong()).isZero();
      assertThat(view.path("differences").size()).isZero();
    }
    assertThat(done.json().path("views").valueStream().map(view -> view.path("view").asString()))
        .containsExactlyInAnyOrder("state", "audit", "access");
    assertThat(http.arm("GET", story.vault, "").status()).isEqualTo(200);
    story.create(story.vm2);
  }

  @Test
  void one_view_can_be_named() {
    var begun = http.send("POST", "/operations/rebuilds", "{\"views\": [\"audit\"]}");
    assertThat(begun.status()).isEqualTo(202);
    assertThat(begun.json().path("views").valueStream().map(view -> view.path("view").asString()))
        .containsExactly("audit");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"views\": []}", "{\"views\": [\"x\"]}", "{\"views\": [1]}", "{\"views\": \"state\"}",
        "{}", "{\"view\": \"state\"}", "[]", "{",
      })
  void a_malformed_rebuild_is_a_400(String body) {
    assertThat(http.send("POST", "/operations/rebuilds", body).status()).isEqualTo(400);
  }

  @Test
  void an_unknown_rebuild_is_a_404() {
    assertThat(http.get("/operations/rebuilds/" + UUID.randomUUID()).status()).isEqualTo(404);
    assertThat(http.get("/operations/rebuilds/x").status()).isEqualTo(400);
  }

  @Test
  void a_reply_shows_what_its_position_names() {
    var head = server.part(Ledger.class).head();
    var now = http.get(armPath(story.vault), "Lanyard-Min-Position", Long.toString(head));
    assertThat(now.status()).isEqualTo(200);
    assertThat(now.position()).isGreaterThanOrEqualTo(head);
  }

  @ParameterizedTest
  @CsvSource({"1000000000, 400", "-1, 400", "x, 400", "0, 200"})
  void a_position_that_cannot_be_waited_for_is_refused(String position, int status) {
    for (var path : List.of(armPath(story.vault), "/audit/events")) {
      assertThat(http.get(path, "Lanyard-Min-Position", position).status())
          .as(path)
          .isEqualTo(status);
    }
  }

  @Test
  void an_instant_that_is_not_settled_is_refused() {
    var soon = Instant.now().plus(1, ChronoUnit.HOURS);
    assertThat(http.get(armPath(story.vault) + "&asOf=" + soon).status()).isEqualTo(400);
  }

  @Test
  void health_names_the_store_each_view_and_the_clock() {
    var health = http.get("/actuator/health");
    assertThat(health.status()).isEqualTo(200);
    for (var component :
        List.of(
            "",
            "/components/store",
            "/components/views",
            "/components/views/components/state",
            "/components/views/components/audit",
            "/components/views/components/access",
            "/components/access",
            "/components/clock")) {
      await()
          .untilAsserted(
              () ->
                  assertThat(http.get("/actuator/health").text(component + "/status"))
                      .as(component)
                      .isEqualTo("UP"));
    }
    assertThat(health.json().at("/components/store/details/position").asLong()).isPositive();
    await()
        .untilAsserted(
            () ->
                assertThat(http.get("/actuator/health").text("/components/store/details/tree"))
                    .endsWith("events as they were written"));
  }

  @Test
  void prometheus_has_every_meter_and_no_orphans() {
    http.arm("DELETE", story.subscription + "/resourceGroups/none", "");
    var text = http.get("/actuator/prometheus").reply().body();
    assertThat(text)
        .contains(
            "lanyard_commands_seconds_count{name=\"PutResource\",outcome=\"accepted\"}",
            "lanyard_append_queue_depth",
            "lanyard_append_batch_size_count",
            "lanyard_append_latency_seconds_count",
            "lanyard_ledger_wal_size_bytes",
            "lanyard_ledger_position",
            "lanyard_projection_lag_events{view=\"state\"}",
            "lanyard_projection_lag_events{view=\"audit\"}",
            "lanyard_projection_lag_seconds{view=\"state\"}",
            "lanyard_projection_stopped{view=\"state\"} 0.0",
            "lanyard_automation_failures_total{name=\"RoleAssignmentExpiry\"} 0.0",
            "lanyard_orphans 0.0");
  }

  @Test
  void the_documented_listings_are_told_apart() {
    assertThat(http.get("/v3/api-docs").json().at("/components/schemas").propertyNames())
        .contains(
            "WhoEntry", "WhatEntry", "ListedAudienceBody", "ListedIssuerBody", "ListedUseBody")
        .doesNotContain("Entry", "Listed");
  }

  @Test
  void the_documented_paths_are_those_of_our_own_surfaces() {
    var paths = http.get("/v3/api-docs").json().path("paths");
    assertThat(paths.propertyNames())
        .containsExactlyInAnyOrder(
            "/audit/events",
            "/audit/events/{position}",
            "/audit/events/{position}/erase",
            "/audit/stream",
            "/audit/schemas",
            "/audit/schemas/{name}/{version}",
            "/audit/cascades/{correlation}",
            "/audit/exports",
            "/audit/log/{log}/checkpoint",
            "/audit/log/{log}/key",
            "/audit/log/{log}/keys",
            "/audit/log/{log}/tile/{tile}",
            "/audit/log/{log}/proof",
            "/audit/log/{log}/inclusion",
            "/audit/log/{log}/consistency",
            "/history",
            "/history/diff",
            "/access/check",
            "/access/who",
            "/access/what",
            "/access/uses",
            "/principals/{id}",
            "/principals/{id}/credentials",
            "/principals/{id}/credentials/{credentialId}",
            "/principals/{id}/revokeTokens",
            "/audiences",
            "/issuers",
            "/compliance/replays",
            "/compliance/replays/{id}",
            "/compliance/replays/{id}/events",
            "/compliance/replays/{id}/report",
            "/compliance/replays/{id}/cancel",
            "/agents/enrolment",
            "/agents/renewal",
            "/operations/rebuilds",
            "/operations/rebuilds/{id}");
    assertThat(paths.path("/principals/{id}").propertyNames())
        .containsExactlyInAnyOrder("get", "put", "delete");
    assertThat(
            paths
                .at("/~1audit~1events/get/parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString()))
        .containsExactlyInAnyOrder(
            "subject",
            "resourceGroup",
            "caller",
            "operation",
            "from",
            "to",
            "correlation",
            "outcome",
            "order",
            "limit",
            "cursor");
    assertThat(
            paths
                .at("/~1principals~1{id}/get/parameters")
                .valueStream()
                .map(parameter -> parameter.path("name").asString()))
        .containsExactlyInAnyOrder("id", "asOf");
  }

  private static String armPath(String path) {
    return path + "?api-version=2024-11-01";
  }
}
