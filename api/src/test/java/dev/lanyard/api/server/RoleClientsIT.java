package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.util.List;
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
 * What clients compare on their side, and the server must therefore keep (CONTRACT 4.3, A to E).
 */
@TestInstance(Lifecycle.PER_CLASS)
class RoleClientsIT {
  private static final String THERE = "/providers/Microsoft.Authorization/";
  private static final String DEFINITIONS = THERE + "roleDefinitions/";

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

  /** A group of the test's own, with a vault, and a machine that has an identity. */
  private Story story(TestInfo test) {
    Story story = new Story(http, test.getTestMethod().orElseThrow().getName());
    story.createGroup();
    story.create(story.vault);
    story.createWithIdentity(story.vm1);
    return story;
  }

  private String principal(Story story) {
    return http.arm("GET", story.vm1, "").text("/identity/principalId");
  }

  private static String body(String role, String principal) {
    return "{\"properties\":{\"roleDefinitionId\":\"%s\",\"principalId\":\"%s\"}}"
        .formatted(role, principal);
  }

  private static String assignment(String scope) {
    return scope + THERE + "roleAssignments/" + UUID.randomUUID();
  }

  private List<JsonNode> list(String path) {
    return Story.done(http.arm("GET", path, "")).json().path("value").valueStream().toList();
  }

  /** Rule A: the client compares the two ids as exact texts, whatever form it sent. */
  @Test
  void an_assignment_names_its_role_as_the_listing_of_roles_does(TestInfo test) {
    Story story = story(test);
    String listed =
        list(story.subscription
                + THERE
                + "roleDefinitions?$filter=roleName%20eq%20'key%20vault%20reader'")
            .getFirst()
            .path("id")
            .asString();
    assertThat(listed).isEqualTo(story.subscription + DEFINITIONS + Story.KEY_VAULT_READER);
    String id = assignment(story.vault);
    for (String sent :
        List.of(
            DEFINITIONS + Story.KEY_VAULT_READER,
            story.group + DEFINITIONS + Story.KEY_VAULT_READER,
            "/PROVIDERS/microsoft.authorization/ROLEDEFINITIONS/" + Story.KEY_VAULT_READER)) {
      Answer put = Story.done(http.arm("PUT", id, body(sent, principal(story))));
      assertThat(put.text("/properties/roleDefinitionId")).isEqualTo(listed);
    }
    for (String scope : List.of("", story.subscription, story.group, story.vault)) {
      assertThat(list(scope + THERE + "roleAssignments"))
          .filteredOn(it -> it.path("id").asString().equals(id))
          .extracting(it -> it.at("/properties/roleDefinitionId").asString())
          .containsExactly(listed);
    }
  }

  /** Rule B: the scope is a prefix that the client compares, and must not end with a slash. */
  @Test
  void a_scope_has_no_slash_at_its_end(TestInfo test) {
    Story story = story(test);
    String id = assignment("/" + story.group + "/");
    Answer put =
        Story.done(
            http.arm("PUT", id, body(DEFINITIONS + Story.KEY_VAULT_READER, principal(story))));
    assertThat(put.text("/properties/scope")).isEqualTo(story.group);
    assertThat(put.text("/id")).isEqualTo(id.replaceAll("/+", "/"));
    assertThat(
            list(THERE + "roleAssignments?$filter=atScope()")
                .getFirst()
                .at("/properties/scope")
                .asString())
        .isEqualTo("/");
  }

  /** Rules C and D: the client finds the words, then lists and takes what exists. */
  @Test
  void a_second_name_for_the_same_grant_is_told_of_the_first(TestInfo test) {
    Story story = story(test);
    String grant = body(DEFINITIONS + Story.KEY_VAULT_READER, principal(story));
    Answer first = Story.done(http.arm("PUT", assignment(story.vault), grant));
    Answer second = http.arm("PUT", assignment(story.vault), grant);
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("/error/message"))
        .isEqualTo(
            "The role assignment already exists. The ID of the conflicting role assignment is "
                + first.text("/name").replace("-", "")
                + ".");
    assertThat(
            list(
                story.vault
                    + THERE
                    + "roleAssignments?$filter=atScope()%20and%20assignedTo('"
                    + principal(story)
                    + "')"))
        .extracting(it -> it.path("id").asString())
        .containsExactly(first.text("/id"));
  }

  /** Rule E: a principal that ended has no name, and no assignment that would show it. */
  @Test
  void who_ended_is_neither_in_the_directory_nor_in_the_lists(TestInfo test) {
    Story story = story(test);
    String principal = principal(story);
    String grant = body(DEFINITIONS + Story.KEY_VAULT_READER, principal);
    Story.done(http.arm("PUT", assignment(story.vault), grant));
    String ids = "{\"ids\":[\"" + principal + "\"]}";
    String byIds = "/v1.0/directoryObjects/getByIds";
    assertThat(http.send("POST", byIds, ids).text("/value/0/displayName")).isEqualTo("web1");
    Story.done(http.arm("DELETE", story.vm1, ""));
    assertThat(http.send("POST", byIds, ids).json().path("value").size()).isZero();
    assertThat(
            list(
                story.subscription
                    + THERE
                    + "roleAssignments?$filter=principalId%20eq%20'"
                    + principal
                    + "'"))
        .isEmpty();
  }

  @Test
  void an_assignment_is_written_read_and_removed_by_its_full_id(TestInfo test) {
    Story story = story(test);
    String grant = body(DEFINITIONS + Story.KEY_VAULT_READER, principal(story));
    for (String scope : List.of("", story.subscription, story.vault)) {
      Answer put = Story.done(http.arm("PUT", "/" + assignment(scope), grant));
      String id = put.text("/id");
      assertThat(id).startsWith(scope + THERE + "roleAssignments/");
      assertThat(http.arm("GET", "/" + id, "").json()).isEqualTo(put.json());
      assertThat(http.arm("DELETE", id, "").json()).isEqualTo(put.json());
      assertThat(http.arm("GET", id, "").status()).isEqualTo(404);
    }
  }

  @Test
  void there_are_no_deny_assignments(TestInfo test) {
    Story story = story(test);
    for (String scope : List.of("", story.subscription, story.group, story.vault)) {
      assertThat(list(scope + THERE + "denyAssignments?$filter=atScope()")).isEmpty();
    }
    Answer one = http.arm("GET", story.group + THERE + "denyAssignments/" + UUID.randomUUID(), "");
    assertThat(one.status() + " " + one.text("/error/code"))
        .isEqualTo("404 DenyAssignmentNotFound");
  }

  /** {@code az vm identity assign --role} (CONTRACT 4.2): whoever came to be can be given roles. */
  @Test
  void an_identity_is_given_a_role_in_the_request_after_the_one_that_made_it(TestInfo test) {
    Story story = story(test);
    for (int at = 0; at < 50; at++) {
      String machine = story.group + "/providers/Microsoft.Compute/virtualMachines/fresh" + at;
      story.create(machine);
      Answer patched =
          Story.done(http.arm("PATCH", machine, "{\"identity\": {\"type\": \"SystemAssigned\"}}"));
      String grant =
          body(
              story.subscription + DEFINITIONS + Story.KEY_VAULT_READER,
              patched.text("/identity/principalId"));
      Answer put = http.arm("PUT", assignment(story.vault), grant);
      assertThat(put.status()).as(put.toString()).isEqualTo(201);
      assertThat(put.text("/properties/principalType")).isEqualTo("ServicePrincipal");
    }
  }
}
