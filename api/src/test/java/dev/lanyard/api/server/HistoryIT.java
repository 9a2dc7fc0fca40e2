package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.history.DiffQuestion;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What became of a machine, and what differs before and after its deletion. */
@TestInstance(Lifecycle.PER_CLASS)
class HistoryIT {
  private static final String GRANT = "6f1d2f0e-3b57-4c1e-9b6a-0d7e5b1c2a34";

  private Server server;
  private Client http;
  private Story story;
  private Story other;
  private String principal;
  private String client;
  private String operator;
  private long before;
  private long deletion;
  private As reviewer;

  @BeforeAll
  void a_vm_with_a_role_and_a_shared_identity_is_deleted(@TempDir Path temp) {
    server = Server.start(temp, "LANYARD_RATE_PRINCIPAL=0", "LANYARD_RATE_ADDRESS=0");
    http = server.http();
    operator = server.part(Installation.class).operator().toString();
    story = new Story(http, "shop");
    story.createGroup();
    story.create(story.vault);
    principal = story.createWithIdentity(story.vm1).text("/identity/principalId");
    client =
        Story.done(
                http.arm(
                    "GET",
                    story.vm1 + "/providers/Microsoft.ManagedIdentity/identities/default",
                    ""))
            .text("/properties/clientId");
    story.grant(GRANT, principal, "");
    story.create(story.shared);
    Story.done(
        http.arm(
            "PATCH",
            story.vm1,
            """
            {"identity": {"type": "SystemAssigned, UserAssigned",
              "userAssignedIdentities": {"%s": {}}}}
            """
                .formatted(story.shared)));
    other = new Story(http, "office");
    other.createGroup();
    Rights rights = new Rights(http);
    String reads = rights.role(story.subscription, "\"Lanyard.Audit/*/read\"");
    PrincipalId user = rights.userWith(reads, story.group);
    reviewer = new As(server, user, List.of());
    other.create(other.vm1);
    before = http.arm("GET", story.vm1, "").position();
    deletion = Story.done(http.arm("DELETE", story.vm1, "")).position();
    Story.done(http.get("/history?subject=/", "Lanyard-Min-Position", Long.toString(deletion)));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static List<String> events(Answer answer) {
    return Story.done(answer)
        .json()
        .path("value")
        .valueStream()
        .map(row -> row.path("event").asString())
        .toList();
  }

  @Test
  void a_timeline_folds_what_fell_and_links_it() {
    Answer timeline = http.get("/history?subject=" + story.vm1);
    assertThat(events(timeline))
        .containsExactly(
            "ResourceCreated",
            "SystemIdentityEnabled",
            "RoleAssigned",
            "UserIdentityAttached",
            "ResourceDeleted");
    JsonNode last = timeline.json().at("/value/4");
    assertThat(last.path("caller").asString()).isEqualTo(operator);
    assertThat(last.at("/cascade/events").asInt()).isEqualTo(3);
    JsonNode cascade = Story.done(http.get(last.at("/cascade/link").asString())).json();
    assertThat(cascade.path("events").asInt()).isEqualTo(4);
    assertThat(last.has("cause")).isFalse();
    assertThat(last.at("/about/0")).isEqualTo(timeline.json().at("/subjects/0/id"));
    assertThat(timeline.text("/subjects/0/principals/0")).isEqualTo(principal);
  }

  @Test
  void an_identity_is_found_by_its_principal_and_its_client_id_when_it_has_ended() {
    List<String> told = List.of("SystemIdentityEnabled", "RoleAssigned", "SystemIdentityDeleted");
    Answer byPrincipal = http.get("/history?subject=" + principal);
    assertThat(events(byPrincipal)).isEqualTo(told);
    JsonNode last = byPrincipal.json().at("/value/2");
    assertThat(last.at("/cascade/events").asInt()).isEqualTo(1);
    JsonNode cause = Story.done(http.get(last.at("/cause/link").asString())).json();
    assertThat(cause.path("event").asString()).isEqualTo("ResourceDeleted");
    assertThat(events(http.get("/history?subject=" + client))).isEqualTo(told);
  }

  @Test
  void a_grant_is_found_by_its_path_and_its_id_with_before_and_after() {
    Answer byId = http.get("/history?subject=" + GRANT);
    assertThat(events(byId)).containsExactly("RoleAssigned", "RoleAssignmentRemoved");
    assertThat(byId.json().at("/value/0").has("before")).isFalse();
    assertThat(byId.json().at("/value/0/after/principal").asString()).isEqualTo(principal);
    assertThat(byId.json().at("/value/1/before/principal").asString()).isEqualTo(principal);
    assertThat(byId.json().at("/value/1").has("after")).isFalse();
    Answer byPath =
        http.get(
            "/history?subject="
                + story.vault
                + "/providers/Microsoft.Authorization/roleAssignments/"
                + GRANT);
    assertThat(byPath.json()).isEqualTo(byId.json());
  }

  @Test
  void pages_of_a_timeline_lose_nothing() {
    List<String> all = new ArrayList<>();
    String next = "/history?limit=1&subject=" + story.vm1;
    while (!next.isEmpty()) {
      Answer page = http.get(next);
      all.addAll(events(page));
      next = page.text("/nextLink");
    }
    assertThat(all).isEqualTo(events(http.get("/history?subject=" + story.vm1)));
  }

  private String diff(String more) {
    return "/history/diff?from=%d&to=%d%s".formatted(before, deletion, more);
  }

  @Test
  void the_difference_tells_what_went_and_who_lost_what_by_whose_deed() {
    JsonNode told = Story.done(http.get(diff(""))).json();
    assertThat(told.at("/from/position").asLong()).isEqualTo(before);
    assertThat(told.at("/to/position").asLong()).isEqualTo(deletion);
    assertThat(told.path("value").valueStream().map(HistoryIT::shortly))
        .containsExactlyInAnyOrder(
            "attachment Went " + story.vm1,
            "grant Went " + story.vault,
            "systemIdentity Went " + story.vm1,
            "resource Went " + story.vm1,
            "access Lost " + principal + " " + story.vault);
    for (JsonNode item : told.path("value")) {
      assertThat(item.path("eventCount").asInt()).as(item.toString()).isEqualTo(1);
      assertThat(item.at("/events/0/caller").asString()).isEqualTo(operator);
      assertThat(item.at("/events/0/operation").asString()).isEqualTo("DeleteResource");
    }
    JsonNode lost = told.path("value").path(4);
    assertThat(lost.at("/before/assignmentId").asString()).isEqualTo(GRANT);
    assertThat(lost.at("/before/permissions/0/actions").size()).isPositive();
    assertThat(lost.has("after")).isFalse();
  }

  private static String shortly(JsonNode item) {
    String who = item.path("principalId").asString("");
    return "%s %s %s"
        .formatted(
            item.path("kind").asString(),
            item.path("change").asString(),
            who.isEmpty()
                ? item.path("path").asString()
                : who + " " + item.path("scope").asString());
  }

  @Test
  void pages_of_a_difference_lose_nothing() {
    List<JsonNode> all = new ArrayList<>();
    String next = diff("&limit=1");
    while (!next.isEmpty()) {
      Answer page = Story.done(http.get(next));
      assertThat(page.json().path("value").size()).isLessThanOrEqualTo(1);
      page.json().path("value").forEach(all::add);
      next = page.text("/nextLink");
    }
    List<JsonNode> whole = new ArrayList<>();
    http.get(diff("")).json().path("value").forEach(whole::add);
    assertThat(all).isEqualTo(whole);
  }

  @Test
  void a_scope_tells_of_itself_and_what_is_below() {
    assertThat(
            Story.done(http.get(diff("&scope=" + story.vault)))
                .json()
                .path("value")
                .valueStream()
                .map(HistoryIT::shortly))
        .containsExactly(
            "grant Went " + story.vault, "access Lost " + principal + " " + story.vault);
    assertThat(http.get(diff("&scope=" + other.group)).json().path("value")).isEmpty();
  }

  @Test
  void what_an_id_of_another_scope_stands_for_is_not_told() {
    String elsewhere = http.get("/history?subject=" + other.vm1).text("/subjects/0/id");
    assertThat(elsewhere).isNotEmpty();

    As.Answer told = reviewer.history(elsewhere);

    assertThat(told.status()).isEqualTo(200);
    assertThat(told.json().path("value").size()).isZero();
    assertThat(told.json().path("subjects").size()).isZero();
  }

  @Test
  void a_difference_goes_forward_in_time() {
    Answer refused = http.get("/history/diff?from=%d&to=%d".formatted(deletion, before));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/field")).isEqualTo("from");
    Answer same = http.get("/history/diff?from=%d&to=%d".formatted(before, before));
    assertThat(Story.done(same).json().path("value")).isEmpty();
  }

  private DiffQuestion question(Optional<String> scope) {
    return new DiffQuestion(
        Optional.of("1"),
        Optional.of(Long.toString(deletion)),
        scope,
        Optional.of("1000"),
        Optional.empty());
  }

  @Test
  void a_reviewer_of_the_shop_is_told_of_the_shop() {
    As.Answer shop = reviewer.differences(question(Optional.of(story.group)));
    assertThat(shop.status()).isEqualTo(200);
    assertThat(shop.json().path("value"))
        .isNotEmpty()
        .allMatch(
            item ->
                item.path("kind").asString().equals("access")
                    || item.path("path").asString().startsWith(story.group));
    for (String elsewhere : List.of("/", story.subscription, other.group, other.vm1)) {
      assertThat(reviewer.differences(question(Optional.of(elsewhere))).status()).isEqualTo(403);
    }
    assertThat(reviewer.differences(question(Optional.empty())).status()).isEqualTo(403);
    assertThat(reviewer.history(other.vm1).status()).isEqualTo(403);
    assertThat(Attempts.of(server, RecordsRead.class))
        .filteredOn(read -> read.caller().equals(reviewer.principal()))
        .extracting(RecordsRead::path)
        .contains("/history/diff");
  }

  @ParameterizedTest
  @CsvSource({
    "/history, subject",
    "/history?subject=, subject",
    "/history?subject=/&limit=x, limit",
    "/history?subject=/&cursor=x, cursor",
    "/history/diff?to=1, from",
    "/history/diff?from=1, to",
    "/history/diff?from=x&to=1, from",
    "/history/diff?from=1&to=2026-99-99, to",
    "/history/diff?from=1&to=999999999, to",
    "/history/diff?from=1&to=9999-01-01T00:00:00Z, to",
    "/history/diff?from=1&to=1&scope=x, scope",
    "/history/diff?from=1&to=1&limit=1001, limit",
    "/history/diff?from=1&to=1&cursor=x, cursor",
    "/history/diff?from=1&to=1&cursor=sx, cursor",
    "/history/diff?from=1&to=1&cursor=a%27%20OR, cursor",
    "/history/diff?from=1&to=1&asOf=1, asOf",
  })
  void a_malformed_question_is_a_400_that_names_the_field(String path, String field) {
    Answer answer = http.get(path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.text("/field")).isEqualTo(field);
  }
}
