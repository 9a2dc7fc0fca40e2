package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The activity log as `az monitor` and `az role assignment list-changelogs` read it (CONTRACT 4.4).
 */
@TestInstance(Lifecycle.PER_CLASS)
class ActivityLogIT {
  private Server server;
  private Client http;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
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

  private List<JsonNode> log(Story story, String filter, String more) {
    List<JsonNode> all = new ArrayList<>();
    String link =
        story.subscription
            + "/providers/Microsoft.Insights/eventtypes/management/values?api-version=2015-04-01"
            + more
            + "&$filter="
            + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20");
    while (!link.isEmpty()) {
      Answer page = Story.done(http.get(link));
      page.json().path("value").valueStream().forEach(all::add);
      String next = page.text("/nextLink");
      link = next.isEmpty() ? "" : next.substring(http.base().length());
    }
    return all;
  }

  private static String inGroup(Story story) {
    return "eventTimestamp ge 2020-01-01T00:00:00 and resourceGroupName eq '"
        + story.group.substring(story.group.lastIndexOf('/') + 1)
        + "'";
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
  void each_change_starts_and_succeeds_newest_first(TestInfo test) {
    Story story = story(test);
    story.createWithIdentity(story.vm1);
    String write = "Microsoft.Compute/virtualMachines/write";
    String group = "Microsoft.Resources/subscriptions/resourceGroups/write";
    List<JsonNode> events = log(story, inGroup(story), "");
    assertThat(told(events))
        .containsExactly(
            write + " Succeeded", write + " Started", group + " Succeeded", group + " Started");
    JsonNode end = events.getFirst();
    assertThat(end.path("resourceId").asString()).isEqualTo(story.vm1);
    assertThat(end.at("/authorization/action").asString()).isEqualTo(write);
    assertThat(end.at("/resourceProviderName/value").asString()).isEqualTo("Microsoft.Compute");
    assertThat(end.at("/httpRequest/method").asString()).isEqualTo("PUT");
    assertThat(end.at("/category/value").asString()).isEqualTo("Administrative");
    assertThat(end.path("operationId")).isEqualTo(events.get(1).path("operationId"));
    assertThat(end.path("eventDataId")).isNotEqualTo(events.get(1).path("eventDataId"));
    assertThat(events.getLast().at("/subStatus/localizedValue").asString()).isEmpty();
    assertThat(events.get(2).at("/subStatus/localizedValue").asString())
        .isEqualTo("Created (HTTP Status Code: 201)");
  }

  @Test
  void filters_select_and_pages_lose_nothing(TestInfo test) {
    Story story = story(test);
    story.create(story.vm1);
    story.create(story.vm2);
    List<JsonNode> all = log(story, inGroup(story), "");
    assertThat(all).hasSize(6);
    assertThat(log(story, inGroup(story), "&$top=2")).isEqualTo(all);
    assertThat(log(story, inGroup(story), "&$top=3")).isEqualTo(all);
    List<JsonNode> ofVm =
        log(story, "resourceId eq '" + story.vm2.toUpperCase(Locale.ROOT) + "'", "");
    assertThat(ofVm).isEqualTo(all.subList(0, 2));
    String correlation = all.get(2).path("correlationId").asString();
    assertThat(log(story, "correlationId eq '" + correlation + "'", ""))
        .isEqualTo(all.subList(2, 4));
    assertThat(log(story, inGroup(story) + " and status eq 'Succeeded'", "")).hasSize(3);
    assertThat(log(story, inGroup(story) + " and caller eq 'nobody'", "")).isEmpty();
    assertThat(log(story, inGroup(story) + " and resourceProvider eq Microsoft.Compute", ""))
        .isEqualTo(all.subList(0, 4));
    assertThat(log(story, inGroup(story) + " and eventTimestamp le '2020-01-02T00:00:00Z'", ""))
        .isEmpty();
    assertThat(log(story, inGroup(story), "&$select=operationId,caller").getFirst().size())
        .isEqualTo(2);
    String text = log(story, "resourceProvider eq 'microsoft.compute'", "").toString();
    assertThat(text).contains(story.vm1, story.vm2);
  }

  @Test
  void what_fell_with_a_group_is_told_with_its_correlation(TestInfo test) {
    Story story = story(test);
    story.create(story.vault);
    String principal = story.createWithIdentity(story.vm1).text("/identity/principalId");
    story.grant(UUID.randomUUID().toString(), principal, "");
    Story.done(http.arm("DELETE", story.group, ""));
    List<JsonNode> events = log(story, inGroup(story), "");
    String correlation = events.getFirst().path("correlationId").asString();
    List<JsonNode> fell =
        events.stream()
            .filter(event -> event.path("correlationId").asString().equals(correlation))
            .toList();
    assertThat(told(fell))
        .containsExactlyInAnyOrder(
            "Microsoft.Authorization/roleAssignments/delete Started",
            "Microsoft.Authorization/roleAssignments/delete Succeeded",
            "Microsoft.Compute/virtualMachines/delete Started",
            "Microsoft.Compute/virtualMachines/delete Succeeded",
            "Microsoft.KeyVault/vaults/delete Started",
            "Microsoft.KeyVault/vaults/delete Succeeded",
            "Microsoft.Resources/subscriptions/resourceGroups/delete Started",
            "Microsoft.Resources/subscriptions/resourceGroups/delete Succeeded");
    assertThat(fell.stream().map(event -> event.path("operationId").asString()).distinct())
        .hasSize(4);
  }

  /** Does what the client does with what it gets. */
  private static List<String> changelog(List<JsonNode> events) {
    Map<String, JsonNode> started = new HashMap<>();
    Map<String, JsonNode> ended = new HashMap<>();
    for (JsonNode event : events) {
      boolean start = event.at("/status/value").asString().equals("Started");
      (start ? started : ended).put(event.path("operationId").asString(), event);
    }
    List<String> entries = new ArrayList<>();
    started.forEach(
        (operation, start) -> {
          JsonNode end = ended.get(operation);
          if (end == null || !end.at("/status/value").asString().equals("Succeeded")) {
            return;
          }
          boolean put = start.at("/httpRequest/method").asString().equals("PUT");
          String payload =
              put
                  ? start.at("/properties/requestbody").asString()
                  : end.at("/properties/responseBody").asString();
          JsonNode properties = Client.JSON.readTree(payload).path("properties");
          String scope =
              properties.has("scope")
                  ? properties.path("scope").asString()
                  : end.at("/authorization/scope").asString();
          String role = properties.path("roleDefinitionId").asString();
          entries.add(
              String.join(
                  " ",
                  put ? "Granted" : "Revoked",
                  properties.path("principalId").asString(),
                  scope,
                  role.substring(role.lastIndexOf('/') + 1)));
        });
    return entries;
  }

  @Test
  void the_changelog_of_role_assignments_tells_what_was_granted_and_revoked(TestInfo test) {
    Story story = story(test);
    story.create(story.vault);
    String principal = story.createWithIdentity(story.vm1).text("/identity/principalId");
    String id = UUID.randomUUID().toString();
    String assignment = story.grant(id, principal, "").text("/id");
    Story.done(http.arm("DELETE", assignment, ""));
    List<JsonNode> events =
        log(
            story,
            "resourceProvider eq Microsoft.Authorization and eventTimestamp ge"
                + " 2020-01-01T00:00:00Z and eventTimestamp le 2999-01-01T00:00:00Z",
            "");
    List<JsonNode> own =
        events.stream()
            .filter(event -> event.path("resourceId").asString().equals(assignment))
            .toList();
    String entry = principal + " " + story.vault + " " + Story.KEY_VAULT_READER;
    assertThat(changelog(own)).containsExactlyInAnyOrder("Granted " + entry, "Revoked " + entry);
    assertThat(log(story, "resourceId eq '" + assignment + "'", "")).isEqualTo(own);
  }

  @Test
  void roles_that_can_be_assigned_in_the_subscription_are_told(TestInfo test) {
    Story story = story(test);
    Rights rights = new Rights(http);
    String role = rights.role(story.group, "\"*/read\"");
    String path = Rights.definition(story.group, role);
    String changed = Rights.definitionOf("changed " + role, story.group, "\"*/read\"");
    Story.done(http.arm("PUT", path, changed));
    Story.done(http.arm("DELETE", path, ""));
    rights.role("/", "\"*/read\"");
    List<JsonNode> own =
        log(story, "resourceProvider eq Microsoft.Authorization", "").stream()
            .filter(event -> event.path("resourceId").asString().contains("roleDefinitions"))
            .toList();
    String definitions = "Microsoft.Authorization/roleDefinitions/";
    assertThat(told(own))
        .containsExactly(
            definitions + "delete Succeeded",
            definitions + "delete Started",
            definitions + "write Succeeded",
            definitions + "write Started",
            definitions + "write Succeeded",
            definitions + "write Started");
    String id = story.subscription + "/providers/" + definitions + role;
    assertThat(own).allMatch(event -> event.path("resourceId").asString().equals(id));
    assertThat(log(story, "resourceId eq '" + id + "'", "&$top=2")).isEqualTo(own);
  }
}
