package dev.lanyard.api.server;

import static dev.lanyard.api.server.Rights.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The activity log tells what was refused beside what was done (CONTRACT 4.4). */
@TestInstance(Lifecycle.PER_CLASS)
class RefusedActivityIT {
  private static final String WRITE = "Microsoft.Compute/virtualMachines/write";
  private static final String GROUP_WRITE =
      "Microsoft.Resources/subscriptions/resourceGroups/write";
  private static final String BODY = "{\"location\": \"westeurope\"}";

  private Server server;
  private Client http;
  private Rights rights;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    rights = new Rights(http);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Story story(TestInfo test) {
    Story story = new Story(http, test.getTestMethod().orElseThrow().getName());
    story.createGroup();
    return story;
  }

  private As as(PrincipalId principal) {
    return new As(server, principal, List.of());
  }

  private static String log(Story story, String filter) {
    return story.subscription
        + "/providers/Microsoft.Insights/eventtypes/management/values?$filter="
        + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private List<JsonNode> read(Story story, String filter, String more) {
    List<JsonNode> all = new ArrayList<>();
    String link = log(story, filter) + "&api-version=2015-04-01" + more;
    while (!link.isEmpty()) {
      var page = Story.done(http.get(link));
      page.json().path("value").valueStream().forEach(all::add);
      String next = page.text("/nextLink");
      link = next.isEmpty() ? "" : next.substring(http.base().length());
    }
    return all;
  }

  private List<JsonNode> inGroup(Story story, String more) {
    return read(story, "resourceGroupName eq '" + groupName(story) + "'", more);
  }

  private static String groupName(Story story) {
    return story.group.substring(story.group.lastIndexOf('/') + 1);
  }

  private static List<String> told(List<JsonNode> events) {
    return events.stream()
        .map(
            event ->
                event.at("/operationName/value").asString()
                    + " "
                    + event.at("/status/value").asString())
        .toList();
  }

  @Test
  void a_write_that_its_caller_may_not_make_starts_and_fails(TestInfo test) {
    Story story = story(test);
    PrincipalId reader = rights.userWith(READER, story.group);
    as(reader).arm("PUT", story.vm1, BODY);
    List<JsonNode> events = read(story, "caller eq '" + reader + "'", "");
    assertThat(told(events)).containsExactly(WRITE + " Failed", WRITE + " Started");
    JsonNode end = events.getFirst();
    assertThat(end.path("operationId")).isEqualTo(events.getLast().path("operationId"));
    assertThat(end.at("/subStatus").toString())
        .isEqualTo(
            """
            {"value":"Forbidden","localizedValue":"Forbidden (HTTP Status Code: 403)"}\
            """);
    assertThat(end.at("/properties").toString())
        .isEqualTo(
            """
            {"entity":"%s","message":"%s","serviceRequestId":"request","statusCode":"Forbidden",\
            "statusMessage":"{\\"error\\":{\\"code\\":\\"AuthorizationFailed\\"}}"}\
            """
                .formatted(story.vm1, WRITE));
    assertThat(end.at("/httpRequest").toString())
        .isEqualTo(
            """
            {"method":"PUT","uri":"%s%s","clientRequestId":"client-request",\
            "clientIpAddress":"192.0.2.7"}\
            """
                .formatted(http.base(), story.vm1));
    assertThat(end.at("/authorization").toString())
        .isEqualTo("{\"action\":\"%s\",\"scope\":\"%s\"}".formatted(WRITE, story.vm1));
    assertThat(end.path("level").asString()).isEqualTo("Error");
    assertThat(end.at("/resourceType/value").asString())
        .isEqualTo("Microsoft.Compute/virtualMachines");
    assertThat(end.path("resourceId").asString()).isEqualTo(story.vm1);
  }

  @Test
  void a_command_that_a_rule_refused_fails_with_the_rule_s_code(TestInfo test) {
    Story story = story(test);
    var refused = http.arm("PUT", story.group, "{\"location\": \"elsewhere\"}");
    assertThat(refused.status()).isEqualTo(409);
    List<JsonNode> events = inGroup(story, "");
    assertThat(told(events))
        .containsExactly(
            GROUP_WRITE + " Failed",
            GROUP_WRITE + " Started",
            GROUP_WRITE + " Succeeded",
            GROUP_WRITE + " Started");
    JsonNode end = events.getFirst();
    assertThat(end.at("/subStatus/value").asString()).isEqualTo("Conflict");
    assertThat(end.at("/properties/statusMessage").asString())
        .contains(refused.json().at("/error/code").asString());
    String correlation = end.path("correlationId").asString();
    assertThat(read(story, "correlationId eq '" + correlation + "'", ""))
        .isEqualTo(events.subList(0, 2));
  }

  @Test
  void a_right_that_is_missing_elsewhere_is_told_with_its_scope(TestInfo test) {
    Story story = story(test);
    story.create(story.vm1);
    story.create(story.shared);
    PrincipalId user = rights.userWith(CONTRIBUTOR, story.vm1);
    String attach =
        """
        {"location": "westeurope", "identity": {"type": "UserAssigned",
          "userAssignedIdentities": {"%s": {}}}}
        """
            .formatted(story.shared);
    as(user).arm("PUT", story.vm1, attach);
    List<JsonNode> events = read(story, "caller eq '" + user + "'", "");
    assertThat(events)
        .hasSize(2)
        .allMatch(event -> event.path("resourceId").asString().equals(story.vm1))
        .allMatch(event -> event.at("/authorization/scope").asString().equals(story.shared));
    String sees = rights.role(story.subscription, "\"Microsoft.Insights/*/read\"");
    String all = log(story, "caller eq '" + user + "'");
    PrincipalId ofVm = rights.userWith(sees, story.vm1);
    assertThat(as(ofVm).arm("GET", all).json().path("value").size()).isZero();
    rights.give(ofVm, sees, story.shared);
    assertThat(as(ofVm).arm("GET", all).json().path("value").size()).isEqualTo(2);
  }

  @Test
  void where_a_request_was_sent_is_told_to_those_who_see_the_place(TestInfo test) throws Exception {
    Story story = story(test);
    String elsewhere =
        "/subscriptions/" + UUID.randomUUID() + "/resourceGroups/other/providers/A.b/c/d";
    PrincipalId caller = new PrincipalId(UUID.randomUUID());
    server
        .part(AccessLog.class)
        .record(
            new RequestRefused(
                caller,
                List.of(),
                "PUT",
                elsewhere,
                "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
                Optional.of(ResourcePath.parse("path", story.shared)),
                Optional.empty(),
                403,
                "LinkedAuthorizationFailed",
                new Circumstances(
                    0, Optional.empty(), Optional.empty(), Optional.empty(), Personal.none())))
        .get(1, TimeUnit.MINUTES);
    String all = log(story, "caller eq '" + caller + "'");
    PrincipalId reader = rights.userWith(READER, story.subscription);
    JsonNode seen = as(reader).arm("GET", all).json().path("value");
    assertThat(seen).hasSize(2).noneMatch(event -> event.toString().contains("/other/"));
    assertThat(seen.get(0).at("/httpRequest").toString()).isEqualTo("{\"method\":\"PUT\"}");
    assertThat(read(story, "caller eq '" + caller + "'", ""))
        .hasSize(2)
        .allMatch(event -> event.at("/httpRequest/uri").asString().equals(http.base() + elsewhere));
  }

  @Test
  void filters_select_what_was_refused_and_pages_lose_nothing(TestInfo test) {
    Story story = story(test);
    PrincipalId reader = rights.userWith(READER, story.group);
    for (String path : List.of(story.vm1, story.vm2)) {
      as(reader).arm("PUT", path, BODY);
      story.create(path);
      as(reader).arm("GET", path + "/nonsense");
      as(reader).arm("DELETE", path);
    }
    as(reader).arm("PUT", story.vm1 + assignment(), assignmentOf(reader, OWNER, ""));
    List<JsonNode> all = inGroup(story, "");
    // Of the group, of the grant to the reader; of each machine three; of the last grant.
    assertThat(all).hasSize(2 * (2 + 6 + 1));
    for (int top = 1; top <= 7; top++) {
      assertThat(inGroup(story, "&$top=" + top)).as("pages of " + top).isEqualTo(all);
    }
    List<JsonNode> failed = all.stream().filter(RefusedActivityIT::isFailed).toList();
    assertThat(read(story, "caller eq '" + reader + "' and status eq 'Failed'", ""))
        .isEqualTo(failed)
        .hasSize(5);
    assertThat(read(story, "resourceId eq '" + story.vm2 + "' and status eq 'failed'", ""))
        .isEqualTo(failed.subList(1, 3));
    assertThat(
            read(
                story,
                "resourceProvider eq Microsoft.Authorization and caller eq '" + reader + "'",
                ""))
        .isEqualTo(all.subList(0, 2));
    String before = "eventTimestamp le '" + failed.get(3).path("eventTimestamp").asString() + "'";
    assertThat(read(story, "caller eq '" + reader + "' and " + before, "")).hasSize(4);
  }

  private static String assignment() {
    return "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID();
  }

  private static boolean isFailed(JsonNode event) {
    return event.at("/status/value").asString().equals("Failed");
  }

  @Test
  void what_was_refused_is_shown_to_those_who_see_the_place(TestInfo test) {
    Story story = story(test);
    PrincipalId nobody = rights.registered("User");
    as(nobody).arm("PUT", story.vm1, BODY);
    as(nobody).arm("PUT", story.group, BODY);
    story.create(story.vm1);
    String all = log(story, "caller eq '" + nobody + "'");
    JsonNode seen = as(rights.userWith(READER, story.vm1)).arm("GET", all).json().path("value");
    assertThat(told(seen.valueStream().toList()))
        .containsExactly(WRITE + " Failed", WRITE + " Started");
    assertThat(read(story, "caller eq '" + nobody + "'", "")).hasSize(4);
  }

  @Test
  void in_the_past_only_what_was_refused_by_then_is_told(TestInfo test) {
    Story story = story(test);
    PrincipalId reader = rights.userWith(READER, story.group);
    as(reader).arm("PUT", story.vm1, BODY);
    long position = http.arm("GET", story.group, "").position();
    story.create(story.vm2);
    as(reader).arm("PUT", story.vm1, BODY);
    String all = "caller eq '" + reader + "'";
    assertThat(read(story, all, "&asOf=" + position)).hasSize(2);
    assertThat(read(story, all, "")).hasSize(4);
  }

  @Test
  void the_client_s_own_id_is_told_of_what_was_done(TestInfo test) {
    Story story = story(test);
    PrincipalId owner = rights.userWith(OWNER, story.group);
    assertThat(as(owner).arm("PUT", story.vm1, BODY).status()).isEqualTo(201);
    assertThat(read(story, "caller eq '" + owner + "'", ""))
        .hasSize(2)
        .allMatch(
            event -> event.at("/httpRequest/clientRequestId").asString().equals("client-request"));
  }

  @Test
  void grants_and_locks_that_were_refused_at_the_subscription_are_told(TestInfo test) {
    Story story = story(test);
    PrincipalId reader = rights.userWith(READER, story.subscription);
    String grant = story.subscription + assignment();
    String lock = story.subscription + "/providers/Microsoft.Authorization/locks/keep";
    as(reader).arm("PUT", grant, assignmentOf(reader, OWNER, ""));
    as(reader).arm("PUT", lock, "{\"properties\": {\"level\": \"CanNotDelete\"}}");
    String filter = "caller eq '" + reader + "' and resourceProvider eq Microsoft.Authorization";
    List<JsonNode> events = read(story, filter, "");
    assertThat(events.stream().map(event -> event.path("resourceId").asString()))
        .containsExactly(lock, lock, grant, grant);
    PrincipalId elsewhere = rights.userWith(READER, story.group);
    assertThat(as(elsewhere).arm("GET", log(story, filter)).json().path("value").size()).isZero();
    assertThat(as(reader).arm("GET", log(story, filter)).json().path("value").size()).isEqualTo(4);
  }
}
