package dev.lanyard.api.server;

import static dev.lanyard.api.server.Rights.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.projections.Views;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What callers with this role or that may do, and what the others are told. */
@TestInstance(Lifecycle.PER_CLASS)
class AuthorisationIT {
  private static final String BODY = "{\"location\": \"westeurope\"}";
  private static final String OTHER_SUBSCRIPTION =
      "/subscriptions/99999999-9999-4999-8999-999999999999";

  private Server server;
  private Client http;
  private Rights rights;
  private Story shop;
  private Story office;

  @BeforeAll
  void two_groups_with_the_same_things_in_them(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    rights = new Rights(http);
    shop = new Story(http, "shop");
    office = new Story(http, "office");
    for (Story story : List.of(shop, office)) {
      story.createGroup();
      story.create(story.vm1);
      story.create(story.vault);
      story.create(story.shared);
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private As as(PrincipalId principal, PrincipalId... groups) {
    return new As(server, principal, List.of(groups));
  }

  @Test
  void a_reader_of_a_group_reads_what_is_in_it_and_changes_nothing() {
    As reader = as(rights.userWith(READER, shop.group));
    assertThat(reader.arm("GET", shop.group).status()).isEqualTo(200);
    assertThat(reader.arm("GET", shop.vm1).status()).isEqualTo(200);
    assertThat(reader.arm("HEAD", shop.vm1).status()).isEqualTo(204);
    for (String method : List.of("PUT", "PATCH", "DELETE")) {
      assertThat(reader.arm(method, shop.vm1, BODY).code()).isEqualTo("AuthorizationFailed");
    }
    assertThat(http.arm("GET", shop.vm1, "").status()).isEqualTo(200);
  }

  @Test
  void who_may_not_is_told_so_in_azure_s_words() {
    PrincipalId reader = rights.userWith(READER, shop.group);
    As.Answer refused = as(reader).arm("PUT", shop.vm1, BODY);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message())
        .isEqualTo(
            ("The client '%s' with object id '%s' does not have authorization to perform action"
                    + " 'Microsoft.Compute/virtualMachines/write' over scope '%s' or the scope is"
                    + " invalid. If access was recently granted, please refresh your credentials.")
                .formatted(reader, reader, shop.vm1));
  }

  @Test
  void who_may_not_at_a_scope_does_not_learn_whether_anything_is_there() {
    As reader = as(rights.userWith(READER, shop.group));
    String nothing = office.group + "/providers/Microsoft.Compute/virtualMachines/nothing";
    assertThat(reader.arm("GET", office.vm1).status()).isEqualTo(403);
    assertThat(reader.arm("GET", nothing).status()).isEqualTo(403);
    assertThat(reader.arm("GET", shop.subscription + "/resourceGroups/nowhere").status())
        .isEqualTo(403);
    assertThat(reader.arm("GET", OTHER_SUBSCRIPTION).status()).isEqualTo(403);
    assertThat(reader.arm("GET", OTHER_SUBSCRIPTION + "/resourceGroups").status()).isEqualTo(403);
    String absent = shop.group + "/providers/Microsoft.Compute/virtualMachines/nothing";
    assertThat(reader.arm("GET", absent).code()).isEqualTo("ResourceNotFound");
    assertThat(as(rights.userWith(READER, "/")).arm("GET", OTHER_SUBSCRIPTION).code())
        .isEqualTo("SubscriptionNotFound");
  }

  @Test
  void lists_show_what_the_caller_may_read() {
    As ofVm = as(rights.userWith(READER, shop.vm1));
    assertThat(ofVm.arm("GET", shop.subscription + "/resources").names()).containsExactly("web1");
    assertThat(ofVm.arm("GET", shop.group + "/resources").names()).containsExactly("web1");
    String vms = "/providers/Microsoft.Compute/virtualMachines";
    assertThat(ofVm.arm("GET", shop.subscription + vms).names()).containsExactly("web1");
    assertThat(ofVm.arm("GET", shop.subscription + "/resourceGroups").names()).isEmpty();
    assertThat(ofVm.arm("GET", office.group + "/resources").status()).isEqualTo(403);
    As ofShop = as(rights.userWith(READER, shop.group));
    assertThat(ofShop.arm("GET", shop.subscription + "/resourceGroups").names())
        .containsExactly("shop");
    assertThat(ofShop.arm("GET", shop.subscription + "/resources").names())
        .containsExactlyInAnyOrder("web1", "secrets", "pipeline");
    String identities = "/providers/Microsoft.ManagedIdentity/userAssignedIdentities";
    assertThat(ofShop.arm("GET", shop.subscription + identities).json().path("value").size())
        .isEqualTo(1);
  }

  @Test
  void lists_of_assignments_and_locks_show_those_where_the_caller_may_read_them() {
    PrincipalId someone = rights.registered("User");
    String inShop = rights.give(someone, KEY_VAULT_READER, shop.vm1);
    rights.give(someone, KEY_VAULT_READER, office.vm1);
    Story.done(
        http.arm(
            "PUT",
            office.vault + "/providers/Microsoft.Authorization/locks/keep",
            "{\"properties\": {\"level\": \"CanNotDelete\"}}"));
    As ofVm = as(rights.userWith(READER, shop.vm1));
    String assignments = "/providers/Microsoft.Authorization/roleAssignments";
    String filter = "?$filter=principalId%20eq%20'" + someone + "'";
    assertThat(ofVm.arm("GET", shop.subscription + assignments + filter).names())
        .containsExactly(inShop.substring(inShop.lastIndexOf('/') + 1));
    assertThat(
            ofVm.arm("GET", shop.subscription + "/providers/Microsoft.Authorization/locks").names())
        .isEmpty();
    As everywhere = as(rights.userWith(READER, shop.subscription));
    assertThat(everywhere.arm("GET", shop.subscription + assignments + filter).names()).hasSize(2);
  }

  @Test
  void subscriptions_are_shown_to_those_who_hold_any_role_in_them() {
    As vaultReader = as(rights.userWith(KEY_VAULT_READER, shop.vault));
    assertThat(vaultReader.arm("GET", "/subscriptions").json().path("value").size()).isEqualTo(1);
    assertThat(vaultReader.arm("GET", shop.subscription).status()).isEqualTo(200);
    As nobody = as(rights.registered("User"));
    assertThat(nobody.arm("GET", "/subscriptions").json().path("value").size()).isZero();
    assertThat(nobody.arm("GET", shop.subscription).status()).isEqualTo(403);
  }

  @Test
  void attaching_an_identity_needs_the_right_to_assign_it() {
    PrincipalId user = rights.userWith(CONTRIBUTOR, shop.vm1);
    String attach =
        """
        {"location": "westeurope", "identity": {"type": "UserAssigned",
          "userAssignedIdentities": {"%s": {}}}}
        """
            .formatted(shop.shared);
    As.Answer refused = as(user).arm("PUT", shop.vm1, attach);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("LinkedAuthorizationFailed");
    assertThat(refused.message())
        .contains("Microsoft.ManagedIdentity/userAssignedIdentities/assign/action", shop.shared);
    rights.give(user, MANAGED_IDENTITY_OPERATOR, shop.shared);
    assertThat(as(user).arm("PUT", shop.vm1, attach).status()).isEqualTo(200);
    assertThat(as(user).arm("GET", shop.shared).status()).isEqualTo(200);
  }

  @Test
  void of_the_resources_of_an_identity_only_those_that_are_seen_count() {
    Story fleet = new Story(http, "fleet" + UUID.randomUUID());
    fleet.createGroup();
    fleet.create(fleet.shared);
    String seen = rights.role(fleet.subscription, "\"Microsoft.Compute/*/read\"");
    String lists =
        rights.role(
            fleet.subscription,
            "\"Microsoft.ManagedIdentity/userAssignedIdentities/listAssociatedResources/action\"");
    PrincipalId user = rights.userWith(lists, fleet.shared);
    String machines = fleet.group + "/providers/Microsoft.Compute/virtualMachines/";
    for (int at = 0; at < 8; at++) {
      Story.done(
          http.arm(
              "PUT",
              machines + "vm" + at,
              """
              {"location": "westeurope", "identity": {"type": "UserAssigned",
                "userAssignedIdentities": {"%s": {}}}}
              """
                  .formatted(fleet.shared)));
      if (List.of(1, 4, 6).contains(at)) {
        rights.give(user, seen, machines + "vm" + at);
      }
    }
    String all = fleet.shared + "/listAssociatedResources";
    As.Answer whole = as(user).arm("POST", all);
    assertThat(whole.json().path("totalCount").asInt()).isEqualTo(3);
    assertThat(whole.names()).containsExactly("vm1", "vm4", "vm6");
    As.Answer skipped = as(user).arm("POST", all + "?$skip=1&$top=1000");
    assertThat(skipped.json().path("totalCount").asInt()).isEqualTo(3);
    assertThat(skipped.names()).containsExactly("vm4", "vm6");
    assertThat(as(user).arm("POST", all + "?$skip=3").names()).isEmpty();
    assertThat(http.arm("POST", all, "").json().path("totalCount").asInt()).isEqualTo(8);
  }

  @Test
  void nobody_gives_roles_beside_or_above_where_it_may() {
    As owner = as(rights.userWith(OWNER, shop.group));
    PrincipalId someone = rights.registered("User");
    String body = assignmentOf(someone, READER, "");
    String assignment = "/providers/Microsoft.Authorization/roleAssignments/" + UUID.randomUUID();
    assertThat(owner.arm("PUT", shop.subscription + assignment, body).status()).isEqualTo(403);
    assertThat(owner.arm("PUT", office.group + assignment, body).status()).isEqualTo(403);
    assertThat(owner.arm("PUT", assignment, body).status()).isEqualTo(403);
    As contributor = as(rights.userWith(CONTRIBUTOR, shop.group));
    assertThat(contributor.arm("PUT", shop.vm1 + assignment, body).status()).isEqualTo(403);
    assertThat(owner.arm("PUT", shop.vm1 + assignment, body).status()).isEqualTo(201);
  }

  @Test
  void a_role_is_changed_by_those_who_may_wherever_it_can_be_assigned() {
    String role = rights.role(shop.group, "\"*/read\"");
    As owner = as(rights.userWith(OWNER, office.group));
    String here = definition(office.group, role);
    assertThat(owner.arm("PUT", here, definitionOf(role, office.group, "\"*\"")).code())
        .isEqualTo("AuthorizationFailed");
    assertThat(owner.arm("DELETE", here).code()).isEqualTo("AuthorizationFailed");
    assertThat(owner.arm("GET", here).code()).isEqualTo("RoleDefinitionDoesNotExist");
    assertThat(owner.arm("GET", definition(office.group, READER)).status()).isEqualTo(200);
    String fresh = UUID.randomUUID().toString();
    String path = definition(office.group, fresh);
    assertThat(owner.arm("PUT", path, definitionOf(fresh, shop.group, "\"*\"")).status())
        .isEqualTo(403);
    assertThat(owner.arm("PUT", path, definitionOf(fresh, office.group, "\"*\"")).status())
        .isEqualTo(201);
  }

  @Test
  void what_a_group_holds_its_members_may_and_what_is_disabled_may_nothing() {
    PrincipalId team = rights.registered("Group");
    rights.give(team, READER, shop.group);
    PrincipalId member = rights.registered("User");
    assertThat(as(member).arm("GET", shop.vm1).status()).isEqualTo(403);
    assertThat(as(member, team).arm("GET", shop.vm1).status()).isEqualTo(200);
    Story.done(
        http.put(
            "/principals/" + member,
            """
            {"type": "User", "issuer": "https://issuer.example", "subject": "%s",
             "state": "Disabled"}
            """
                .formatted(member)));
    assertThat(as(member, team).arm("GET", shop.vm1).status()).isEqualTo(403);
  }

  @Test
  void permissions_are_the_entries_of_the_roles_that_the_caller_holds_there() {
    PrincipalId user = rights.userWith(READER, shop.group);
    rights.give(user, CONTRIBUTOR, shop.vm1);
    String permissions = "/providers/Microsoft.Authorization/permissions";
    var entries = as(user).arm("GET", shop.vm1 + permissions).json().path("value");
    assertThat(entries.valueStream().map(entry -> entry.at("/actions/0").asString()))
        .containsExactlyInAnyOrder("*/read", "*");
    assertThat(as(user).arm("GET", office.group + permissions).json().path("value").size())
        .isZero();
  }

  @Test
  void who_deleted_a_group_may_know_how_that_went() {
    Story gone = new Story(http, "gone" + UUID.randomUUID());
    gone.createGroup();
    As owner = as(rights.userWith(OWNER, gone.group));
    assertThat(owner.arm("DELETE", gone.group).status()).isEqualTo(202);
    long position = server.part(Views.class).state().position();
    String operation = gone.subscription + "/operationresults/" + position;
    assertThat(owner.arm("GET", operation).status()).isEqualTo(200);
    assertThat(as(rights.registered("User")).arm("GET", operation).status()).isEqualTo(404);
  }

  @Test
  void refusals_are_on_record_with_what_was_needed() {
    PrincipalId reader = rights.userWith(READER, shop.group);
    as(reader).arm("DELETE", shop.vm1);
    assertThat(refusalsOf(reader))
        .singleElement()
        .satisfies(
            refused ->
                assertThat(refused)
                    .isEqualTo(
                        new RequestRefused(
                            reader,
                            List.of(),
                            "DELETE",
                            shop.vm1,
                            "Microsoft.Compute/virtualMachines/delete",
                            Optional.of(ResourcePath.parse("path", shop.vm1)),
                            Optional.empty(),
                            403,
                            "AuthorizationFailed",
                            refused.circumstances())));
  }

  @Test
  void refusals_of_rules_are_on_record_with_the_command() {
    PrincipalId owner = rights.userWith(OWNER, shop.group);
    As.Answer refused = as(owner).arm("PUT", shop.group, "{\"location\": \"elsewhere\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refusalsOf(owner))
        .extracting(RequestRefused::operation, RequestRefused::status, RequestRefused::code)
        .containsExactly(tuple(Optional.of("CreateResourceGroup"), 409, refused.code()));
  }

  private List<RequestRefused> refusalsOf(PrincipalId caller) {
    return Attempts.of(server, RequestRefused.class).stream()
        .filter(refused -> refused.caller().equals(caller))
        .toList();
  }
}
