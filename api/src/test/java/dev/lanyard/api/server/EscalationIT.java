package dev.lanyard.api.server;

import static dev.lanyard.api.server.Rights.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.PrincipalId;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Ways by which somebody might come to more than was given. */
@TestInstance(Lifecycle.PER_CLASS)
class EscalationIT {
  private static final String SECRET = "{\"kind\": \"secret\"}";

  private Server server;
  private Client http;
  private Mint mint;
  private Rights rights;
  private Story shop;
  private Story office;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    server = Server.start(temp);
    http = server.http();
    mint = new Mint(server);
    rights = new Rights(http);
    shop = new Story(http, "shop");
    office = new Story(http, "office");
    for (Story story : new Story[] {shop, office}) {
      story.createGroup();
      story.create(story.vm1);
      story.create(story.shared);
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Client as(PrincipalId principal) {
    return http.withToken(mint.good(principal));
  }

  private PrincipalId operator() {
    return server.part(Installation.class).operator();
  }

  private static void refused(Answer answer) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
    assertThat(answer.reply().body()).contains("AuthorizationFailed");
  }

  @Test
  void a_contributor_of_everything_gives_nobody_a_way_in_and_takes_none() {
    Client contributor = as(rights.userWith(CONTRIBUTOR, "/"));
    String owner = "/principals/" + operator();
    Answer credentials = contributor.get(owner + "/credentials");
    assertThat(credentials.status()).isEqualTo(200);
    String credential = credentials.text("/value/0/id");
    refused(contributor.send("POST", owner + "/credentials", SECRET));
    refused(contributor.delete(owner + "/credentials/" + credential));
    refused(contributor.delete(owner));
    refused(contributor.send("POST", owner + "/revokeTokens", ""));
    refused(contributor.put("/issuers", "{\"issuer\": \"https://issuer.example\"}"));
    refused(contributor.delete("/issuers?issuer=https://issuer.example"));
    refused(contributor.put("/principals/" + UUID.randomUUID(), serviceOf(UUID.randomUUID())));
    assertThat(contributor.get(owner + "/credentials").json()).isEqualTo(credentials.json());
  }

  @Test
  void no_role_of_the_product_but_those_of_access_gives_a_right_to_give_rights() {
    for (String role :
        new String[] {
          CONTRIBUTOR,
          READER,
          MANAGED_IDENTITY_OPERATOR,
          MANAGED_IDENTITY_CONTRIBUTOR,
          REPLAY_OPERATOR
        }) {
      PrincipalId holder = rights.userWith(role, "/");
      Client client = as(holder);
      refused(client.arm("PUT", assignment("/"), assignmentOf(holder, OWNER, "")));
      refused(client.arm("PUT", assignment(shop.vm1), assignmentOf(holder, OWNER, "")));
      String own = UUID.randomUUID().toString();
      refused(
          client.arm("PUT", definition(shop.group, own), definitionOf(own, shop.group, "\"*\"")));
    }
  }

  private static String assignment(String scope) {
    return (scope.equals("/") ? "" : scope)
        + "/providers/Microsoft.Authorization/roleAssignments/"
        + UUID.randomUUID();
  }

  @Test
  void a_role_that_one_holds_is_widened_only_where_one_may_define_roles() {
    String define = "\"Microsoft.Authorization/roleDefinitions/*\"";
    String role = rights.role(shop.group, define);
    PrincipalId holder = rights.userWith(role, shop.vm1);
    Client client = as(holder);
    String wider = definitionOf(role, shop.group, "\"*\"");
    refused(client.arm("PUT", definition(shop.vm1, role), wider));
    refused(client.arm("PUT", definition(shop.group, role), wider));
    refused(client.arm("DELETE", definition(shop.vm1, role), ""));
    assertThat(http.arm("GET", definition(shop.group, role), "").reply().body())
        .contains("roleDefinitions/*");
  }

  @Test
  void who_defines_roles_reaches_no_further_than_where_they_are_assigned() {
    String role = rights.role(shop.group, "\"Microsoft.Authorization/roleDefinitions/*\"");
    PrincipalId holder = rights.userWith(role, shop.group);
    Client client = as(holder);
    refused(
        client.arm(
            "PUT", definition(shop.group, role), definitionOf(role, shop.subscription, "\"*\"")));
    Answer builtIn =
        client.arm("PUT", definition(shop.group, READER), definitionOf("x", shop.group, "\"*\""));
    assertThat(builtIn.text("/error/code")).isEqualTo("RoleDefinitionIsBuiltIn");
    // As in Azure: who may define a role at all its scopes may widen it, and has it wider there.
    assertThat(
            client
                .arm("PUT", definition(shop.group, role), definitionOf(role, shop.group, "\"*\""))
                .status())
        .isEqualTo(201);
    assertThat(client.arm("GET", shop.vm1, "").status()).isEqualTo(200);
    refused(client.arm("GET", office.vm1, ""));
    refused(client.arm("PUT", assignment("/"), assignmentOf(holder, OWNER, "")));
    refused(client.get("/principals/" + operator()));
  }

  @Test
  void who_assigns_roles_somewhere_neither_defines_them_nor_assigns_them_elsewhere() {
    PrincipalId holder = rights.userWith(ACCESS_CONTROL_ADMINISTRATOR, shop.group);
    Client client = as(holder);
    refused(client.arm("PUT", assignment(office.group), assignmentOf(holder, OWNER, "")));
    refused(client.arm("PUT", assignment(shop.subscription), assignmentOf(holder, OWNER, "")));
    String own = UUID.randomUUID().toString();
    refused(client.arm("PUT", definition(shop.group, own), definitionOf(own, shop.group, "\"*\"")));
    Story.done(client.arm("PUT", assignment(shop.group), assignmentOf(holder, OWNER, "")));
    refused(client.arm("GET", office.vm1, ""));
    refused(client.send("POST", "/principals/" + operator() + "/credentials", SECRET));
  }

  @Test
  void an_identity_lends_its_rights_to_no_resource_of_somebody_who_may_not_assign_it() {
    rights.give(identityOf(office.shared), OWNER, "/");
    PrincipalId holder = rights.userWith(CONTRIBUTOR, shop.group);
    String body =
        """
        {"location": "westeurope", "identity": {"type": "UserAssigned",
          "userAssignedIdentities": {"%s": {}}}}
        """
            .formatted(office.shared);
    Answer attaching = as(holder).arm("PUT", shop.vm1, body);
    assertThat(attaching.status()).as(attaching.toString()).isEqualTo(403);
    assertThat(attaching.text("/error/code")).isEqualTo("LinkedAuthorizationFailed");
    assertThat(as(holder).arm("PATCH", shop.vm1, body).status()).isEqualTo(403);
    assertThat(http.arm("GET", shop.vm1, "").json().path("identity").isMissingNode()).isTrue();
  }

  @Test
  void an_identity_that_assigns_identities_does_so_where_it_may_and_gives_itself_nothing() {
    PrincipalId identity = identityOf(shop.shared);
    rights.give(identity, MANAGED_IDENTITY_OPERATOR, shop.group);
    Client client = as(identity);
    assertThat(client.arm("GET", shop.shared, "").status()).isEqualTo(200);
    refused(client.arm("PUT", shop.vm1, "{\"location\": \"westeurope\"}"));
    refused(client.arm("PUT", assignment(shop.group), assignmentOf(identity, OWNER, "")));
    refused(client.arm("GET", office.shared, ""));
  }

  private PrincipalId identityOf(String path) {
    return new PrincipalId(
        UUID.fromString(http.arm("GET", path, "").text("/properties/principalId")));
  }

  @Test
  void nobody_takes_the_name_or_the_id_of_somebody_else() {
    Answer admin = http.get("/principals/" + operator());
    String same =
        "{\"type\": \"%s\", \"issuer\": \"%s\", \"subject\": \"%s\"}"
            .formatted("User", admin.text("/issuer"), admin.text("/subject"));
    Answer taken = http.put("/principals/" + UUID.randomUUID(), same);
    assertThat(taken.text("/code")).isEqualTo("SubjectTaken");
    Answer other = http.put("/principals/" + operator(), serviceOf(UUID.randomUUID()));
    assertThat(other.text("/code")).isEqualTo("PrincipalFixed");
    Answer identity =
        http.put("/principals/" + identityOf(shop.shared), serviceOf(UUID.randomUUID()));
    assertThat(identity.text("/code")).isEqualTo("PrincipalFixed");
    assertThat(
            http.send("POST", "/principals/" + identityOf(shop.shared) + "/credentials", SECRET)
                .text("/code"))
        .isEqualTo("PrincipalManaged");
  }

  @Test
  void a_group_is_nobody_who_could_ask() {
    PrincipalId group = rights.registered("Group");
    rights.give(group, OWNER, "/");
    assertThat(as(group).arm("GET", shop.vm1, "").status()).isEqualTo(401);
    assertThat(http.send("POST", "/principals/" + group + "/credentials", SECRET).status())
        .isBetween(400, 409);
  }
}
