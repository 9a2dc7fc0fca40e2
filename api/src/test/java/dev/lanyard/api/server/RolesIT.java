package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Role definitions and assignments as clients meet them (CONTRACT 4.3 and 12). */
@TestInstance(Lifecycle.PER_CLASS)
class RolesIT {
  private static final String THERE = "/providers/Microsoft.Authorization/";
  private static final String OWNER = Rights.OWNER;
  private Server server;
  private Client http;
  private Story story;
  private String principal;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    story = new Story(http, "roles");
    story.createGroup();
    story.create(story.vault);
    principal = story.createWithIdentity(story.vm1).text("/identity/principalId");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.text("/error/code");
  }

  private static List<String> names(Answer listing) {
    return listing
        .json()
        .path("value")
        .valueStream()
        .map(it -> it.path("name").asString())
        .toList();
  }

  private String assignment(String scope) {
    return scope + THERE + "roleAssignments/" + UUID.randomUUID();
  }

  private String body(String role, String who, String more) {
    return "{\"properties\":{\"roleDefinitionId\":\"%sroleDefinitions/%s\",\"principalId\":\"%s\"%s}}"
        .formatted(THERE, role, who, more);
  }

  @Test
  void an_assignment_has_our_own_terms_and_is_returned_when_it_goes() {
    String id = assignment(story.vault);
    String terms =
        ",\"expiresOn\":\"2999-01-01T00:00:00Z\",\"reason\":\"shift\",\"description\":\"d\","
            + "\"condition\":\"@x\",\"conditionVersion\":\"2.0\"";
    Answer created = http.arm("PUT", id, body(Story.KEY_VAULT_READER, principal, terms));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("/properties/expiresOn")).isEqualTo("2999-01-01T00:00:00Z");
    assertThat(created.text("/properties/reason")).isEqualTo("shift");
    assertThat(created.text("/properties/principalType")).isEqualTo("ServicePrincipal");
    assertThat(created.text("/properties/scope")).isEqualTo(story.vault);
    assertThat(created.text("/properties/roleDefinitionId"))
        .isEqualTo(story.subscription + THERE + "roleDefinitions/" + Story.KEY_VAULT_READER);
    assertThat(http.arm("GET", id, "").json()).isEqualTo(created.json());
    Answer again = http.arm("PUT", id, body(Story.KEY_VAULT_READER, principal, terms));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(created.json());
    Answer updated = http.arm("PUT", id, body(Story.KEY_VAULT_READER, principal, ""));
    assertThat(updated.status()).isEqualTo(200);
    assertThat(updated.text("/properties/createdOn"))
        .isEqualTo(created.text("/properties/createdOn"));
    assertThat(updated.json()).isEqualTo(http.arm("GET", id, "").json());
    Answer deleted = http.arm("DELETE", id, "");
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json()).isEqualTo(updated.json());
    assertThat(http.arm("DELETE", id, "").status()).isEqualTo(204);
    assertThat(code(http.arm("GET", id, ""))).isEqualTo("404 RoleAssignmentNotFound");
  }

  @Test
  void what_cannot_be_assigned_is_refused_as_clients_know_it() {
    String id = assignment(story.group);
    Story.done(http.arm("PUT", id, body(Story.KEY_VAULT_READER, principal, "")));
    Answer twice =
        http.arm("PUT", assignment(story.group), body(Story.KEY_VAULT_READER, principal, ""));
    assertThat(code(twice)).isEqualTo("409 RoleAssignmentExists");
    assertThat(twice.text("/error/message"))
        .endsWith(id.substring(id.length() - 36).replace("-", "") + ".");
    assertThat(code(http.arm("PUT", id, body(OWNER, principal, ""))))
        .isEqualTo("400 RoleAssignmentUpdateNotPermitted");
    String other = UUID.randomUUID().toString();
    assertThat(code(http.arm("PUT", assignment(story.group), body(OWNER, other, ""))))
        .isEqualTo("400 PrincipalNotFound");
    assertThat(code(http.arm("PUT", assignment(story.group), body(other, principal, ""))))
        .isEqualTo("404 RoleDefinitionDoesNotExist");
    assertThat(
            code(
                http.arm(
                    "PUT",
                    assignment(story.group),
                    body(OWNER, principal, ",\"principalType\":\"User\""))))
        .isEqualTo("400 UnmatchedPrincipalType");
    assertThat(
            code(
                http.arm(
                    "PUT",
                    assignment(story.group),
                    body(OWNER, principal, ",\"expiresOn\":\"2020-01-01T00:00:00Z\""))))
        .isEqualTo("400 InvalidExpiry");
    assertThat(code(http.arm("PUT", assignment(story.vm2), body(OWNER, principal, ""))))
        .isEqualTo("404 ResourceNotFound");
    assertThat(
            code(
                http.arm(
                    "PUT", story.group + THERE + "roleAssignments/x", body(OWNER, principal, ""))))
        .isEqualTo("400 InvalidRoleAssignmentId");
  }

  @Test
  void the_last_owner_stays() {
    Answer owners = http.arm("GET", THERE + "roleAssignments?$filter=atScope()", "");
    assertThat(owners.json().path("value").size()).isEqualTo(1);
    assertThat(owners.text("/value/0/properties/scope")).isEqualTo("/");
    Answer refused = http.arm("DELETE", owners.text("/value/0/id"), "");
    assertThat(code(refused)).isEqualTo("400 CannotDeleteLastRbacAdminAssignment");
    assertThat(refused.text("/error/message"))
        .startsWith("Cannot delete the last RBAC admin assignment");
  }

  @Test
  void assignments_are_listed_above_at_and_below_by_filter() {
    String here = assignment(story.vault);
    Story.done(http.arm("PUT", here, body(Rights.KEY_VAULT_SECRETS_USER, principal, "")));
    String name = here.substring(here.length() - 36);
    assertThat(names(list(story.group, ""))).contains(name);
    assertThat(names(list(story.group, "atScope()"))).doesNotContain(name);
    assertThat(names(list(story.vault + "/keys/k", "atScope()"))).contains(name);
    assertThat(names(list(story.subscription, "principalId%20eq%20'" + principal + "'")))
        .contains(name);
    assertThat(names(list(story.vault, "atScope()%20and%20assignedTo('" + principal + "')")))
        .contains(name);
    assertThat(names(list(story.vault, "assignedTo('" + UUID.randomUUID() + "')"))).isEmpty();
    assertThat(list(story.subscription, "").json().path("value").valueStream())
        .allMatch(
            it ->
                it.at("/properties/roleDefinitionId")
                    .asString()
                    .startsWith(story.subscription + THERE));
  }

  private Answer list(String scope, String filter) {
    return http.arm(
        "GET",
        scope + THERE + "roleAssignments" + (filter.isEmpty() ? "" : "?$filter=" + filter),
        "");
  }

  @Test
  void roles_of_the_tenant_come_and_go() {
    String role = story.subscription + THERE + "roleDefinitions/" + UUID.randomUUID();
    String body =
        "{\"properties\":{\"roleName\":\"%s\",\"description\":\"d\",\"assignableScopes\":[\"%s\"],"
            + "\"permissions\":[{\"actions\":[\"My.Things/*/read\"],\"notActions\":[]}]}}";
    Answer created = http.arm("PUT", role, body.formatted("Box Reader", story.group));
    assertThat(created.status()).as(created.toString()).isEqualTo(201);
    assertThat(created.text("/id")).isEqualTo(role);
    assertThat(created.text("/properties/type")).isEqualTo("CustomRole");
    assertThat(http.arm("GET", role, "").json()).isEqualTo(created.json());
    Answer updated = http.arm("PUT", role, body.formatted("Box Watcher", story.group));
    assertThat(updated.status()).isEqualTo(201);
    assertThat(updated.json()).isEqualTo(http.arm("GET", role, "").json());
    String roles = THERE + "roleDefinitions?$filter=";
    assertThat(names(http.arm("GET", story.vault + roles + "roleName%20eq%20'box%20watcher'", "")))
        .hasSize(1);
    assertThat(names(http.arm("GET", story.subscription + roles + "type%20eq%20'CustomRole'", "")))
        .isEmpty();
    assertThat(names(http.arm("GET", story.subscription + roles + "atScopeAndBelow()", "")))
        .contains(role.substring(role.length() - 36));
    assertThat(
            code(
                http.arm(
                    "PUT", role.replaceAll(".{36}$", OWNER), body.formatted("X", story.group))))
        .isEqualTo("409 RoleDefinitionIsBuiltIn");
    Answer deleted = http.arm("DELETE", role, "");
    assertThat(deleted.json()).isEqualTo(updated.json());
    assertThat(http.arm("DELETE", role, "").status()).isEqualTo(204);
    assertThat(code(http.arm("GET", role, ""))).isEqualTo("404 RoleDefinitionDoesNotExist");
  }

  @Test
  void built_in_roles_are_seen_from_where_they_are_asked() {
    Answer fromGroup =
        http.arm(
            "GET", story.group + THERE + "roleDefinitions?$filter=roleName%20eq%20'Owner'", "");
    assertThat(fromGroup.text("/value/0/id"))
        .isEqualTo(story.subscription + THERE + "roleDefinitions/" + OWNER);
    assertThat(http.arm("GET", THERE + "roleDefinitions/" + OWNER, "").text("/id"))
        .isEqualTo(THERE + "roleDefinitions/" + OWNER);
    assertThat(
            http.arm("GET", story.group + THERE + "denyAssignments", "")
                .json()
                .path("value")
                .size())
        .isZero();
  }
}
