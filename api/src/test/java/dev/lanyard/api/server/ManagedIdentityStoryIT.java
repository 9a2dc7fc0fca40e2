package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The story of managed identities, told by a client. */
class ManagedIdentityStoryIT {
  private static final String ASSIGNMENT = "16d29c0c-369d-4181-8919-c2d67852fa14";

  @Test
  void what_hung_on_a_deleted_machine_falls_with_it_and_the_rest_stays(@TempDir Path temp) {
    try (Server server = Server.start(temp)) {
      Client http = server.http();
      Story story = new Story(http, "story");
      String principal = prepare(story, http);
      String roles = story.vault + "/providers/Microsoft.Authorization/roleAssignments";
      long before = http.arm("GET", story.vm1, "").position();

      Answer deleted = Story.done(http.arm("DELETE", story.vm1, ""));

      assertThat(deleted.status()).isEqualTo(200);
      assertThat(http.arm("GET", story.vm1, "").status()).isEqualTo(404);
      assertThat(ids(http.arm("GET", roles + "?$filter=assignedTo('" + principal + "')", "")))
          .isEmpty();
      assertThat(http.arm("GET", story.shared, "").status()).isEqualTo(200);
      assertThat(http.arm("GET", story.vm2, "").json().at("/identity/userAssignedIdentities"))
          .hasSize(1);
      assertThat(associated(http, story)).containsExactly(story.vm2);
      theTrailTellsWhatFellWithWhat(http, story, deleted.position());
      theMomentBeforeStillShowsTheRole(http, story, before, principal);
      aFullReplayYieldsTheSame(http);
    }
  }

  /** Two machines that share an identity; the first has one of its own that may read a vault. */
  private static String prepare(Story story, Client http) {
    story.createGroup();
    story.create(story.vault);
    story.create(story.shared);
    story.create(story.vm1);
    story.create(story.vm2);
    String principal =
        Story.done(http.arm("PATCH", story.vm1, "{\"identity\":{\"type\":\"SystemAssigned\"}}"))
            .text("/identity/principalId");
    story.grant(ASSIGNMENT, principal, "");
    String shared = "\"userAssignedIdentities\":{\"" + story.shared + "\":{}}}}";
    Story.done(
        http.arm(
            "PATCH",
            story.vm1,
            "{\"identity\":{\"type\":\"SystemAssigned, UserAssigned\"," + shared));
    Story.done(http.arm("PATCH", story.vm2, "{\"identity\":{\"type\":\"UserAssigned\"," + shared));
    assertThat(associated(http, story)).containsExactly(story.vm1, story.vm2);
    return principal;
  }

  private static void theTrailTellsWhatFellWithWhat(Client http, Story story, long position) {
    await().until(() -> http.get("/audit/events/" + position).status() == 200);
    Answer last = http.get("/audit/events/" + position);
    assertThat(last.text("/event")).endsWith("ResourceDeleted");
    assertThat(last.text("/path")).isEqualTo(story.vm1);
    JsonNode tree = http.get("/audit/cascades/" + last.text("/correlation")).json();
    assertThat(tree.path("commit").asLong()).isEqualTo(position);
    assertThat(tree.path("roots")).hasSize(1);
    assertThat(tree.at("/roots/0/event/path").asString()).isEqualTo(story.vm1);
    assertThat(fallen(tree.at("/roots/0")))
        .containsExactlyInAnyOrder(
            "ResourceDeleted/SystemIdentityDeleted",
            "SystemIdentityDeleted/RoleAssignmentRemoved",
            "ResourceDeleted/UserIdentityDetached");
  }

  /** Each event and what fell with it, as {@code parent/child}. */
  private static List<String> fallen(JsonNode node) {
    return node.path("fell")
        .valueStream()
        .flatMap(
            child ->
                Stream.concat(Stream.of(name(node) + "/" + name(child)), fallen(child).stream()))
        .toList();
  }

  private static String name(JsonNode node) {
    String event = node.at("/event/event").asString();
    return event.substring(event.lastIndexOf('.') + 1);
  }

  private static void theMomentBeforeStillShowsTheRole(
      Client http, Story story, long before, String principal) {
    String roles = story.vault + "/providers/Microsoft.Authorization/roleAssignments";
    Answer then = http.arm("GET", roles + "?asOf=" + before, "");
    assertThat(
            then.json()
                .path("value")
                .valueStream()
                .filter(it -> it.path("name").asString().equals(ASSIGNMENT))
                .map(it -> it.at("/properties/principalId").asString()))
        .containsExactly(principal);
    assertThat(then.position()).isEqualTo(before);
    assertThat(http.arm("GET", story.vm1 + "?asOf=" + before, "").text("/identity/principalId"))
        .isEqualTo(principal);
  }

  private static void aFullReplayYieldsTheSame(Client http) {
    Answer begun = http.send("POST", "/operations/rebuilds", "");
    String operation = begun.reply().headers().firstValue("Location").orElseThrow();
    await().until(() -> !http.get(operation).text("/state").equals("Running"));
    Answer done = http.get(operation);
    assertThat(done.json().path("equal").asBoolean()).as(done.toString()).isTrue();
  }

  private static List<String> associated(Client http, Story story) {
    return ids(http.arm("POST", story.shared + "/listAssociatedResources", ""));
  }

  private static List<String> ids(Answer listing) {
    return listing.json().path("value").valueStream().map(it -> it.path("id").asString()).toList();
  }
}
