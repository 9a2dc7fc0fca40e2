package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Principals as clients of Microsoft Graph find them (CONTRACT, section 5). */
@TestInstance(Lifecycle.PER_CLASS)
class GraphIT {
  private static final String GRAPH = "/v1.0/";
  private static final String PERSON = "0a000000-0000-4000-8000-000000000001";
  private static final String TEAM = "0a000000-0000-4000-8000-000000000002";
  private static final String BOT = "0a000000-0000-4000-8000-000000000003";
  private static final String BOT_APP = "0b000000-0000-4000-8000-000000000003";
  private static final String NOBODY = "0c000000-0000-4000-8000-000000000000";

  private Server server;
  private Client http;
  private Story story;
  private String principal;
  private String client;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    story = new Story(http, "graph");
    story.createGroup();
    Answer shared = story.create(story.shared);
    principal = shared.text("/properties/principalId");
    client = shared.text("/properties/clientId");
    register(PERSON, "User", "ada@shop.example", "Ada");
    register(TEAM, "Group", "team", "Team");
    register(BOT, "ServicePrincipal", BOT_APP, "Pipe Bot");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void register(String id, String type, String subject, String name) {
    Story.done(
        http.put(
            "/principals/" + id,
            "{\"type\":\"%s\",\"issuer\":\"https://idp\",\"subject\":\"%s\",\"displayName\":\"%s\"}"
                .formatted(type, subject, name)));
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.text("/error/code");
  }

  private List<String> ids(String path) {
    return Story.done(http.get(GRAPH + path))
        .json()
        .path("value")
        .valueStream()
        .map(it -> it.path("id").asString())
        .toList();
  }

  @Test
  void an_identity_is_a_service_principal() {
    Answer found = http.get(GRAPH + "servicePrincipals/" + principal);
    assertThat(found.json().toString())
        .isEqualTo(
            ("{'id':'%s','appId':'%s','displayName':'pipeline',"
                    + "'servicePrincipalType':'ManagedIdentity','accountEnabled':true,"
                    + "'alternativeNames':['isExplicit=True','%s'],'servicePrincipalNames':['%s']}")
                .formatted(principal, client, story.shared, client)
                .replace('\'', '"'));
    assertThat(http.get(GRAPH + "servicePrincipals(appId='" + client + "')").json())
        .isEqualTo(found.json());
    String vm = story.createWithIdentity(story.vm1).text("/identity/principalId");
    assertThat(http.get(GRAPH + "serviceprincipals/" + vm).text("/alternativeNames/0"))
        .isEqualTo("isExplicit=False");
  }

  @Test
  void service_principals_are_found_by_each_filter_that_clients_send() {
    String filter = "servicePrincipals?$filter=";
    assertThat(ids(filter + "servicePrincipalNames%2Fany%28c%3Ac%20eq%20%27" + client + "%27%29"))
        .containsExactly(principal);
    assertThat(ids(filter + "servicePrincipalNames/any(c:c%20eq%20'" + principal + "')")).isEmpty();
    assertThat(ids(filter + "servicePrincipalNames/any(c:c%20eq%20'nobody')")).isEmpty();
    assertThat(ids(filter + "appId%20eq%20'" + BOT_APP + "'")).containsExactly(BOT);
    assertThat(ids(filter + "startswith(displayName,'PIPE')")).containsExactly(BOT, principal);
    assertThat(ids(filter + "displayName%20eq%20'pipeline'")).containsExactly(principal);
    assertThat(ids("servicePrincipals?%24count=true&%24select=id")).contains(BOT, principal);
    assertThat(code(http.get(GRAPH + filter + "accountEnabled%20eq%20true")))
        .isEqualTo("400 Request_UnsupportedQuery");
  }

  @Test
  void people_and_groups_are_found() {
    assertThat(ids("users?$filter=userPrincipalName%20eq%20'Ada@shop.example'"))
        .containsExactly(PERSON);
    assertThat(http.get(GRAPH + "users/" + PERSON).json())
        .isEqualTo(http.get(GRAPH + "users/ada@shop.example").json());
    assertThat(http.get(GRAPH + "users/" + PERSON).text("/displayName")).isEqualTo("Ada");
    assertThat(ids("groups")).containsExactly(TEAM);
    assertThat(http.get(GRAPH + "groups/" + TEAM).text("/displayName")).isEqualTo("Team");
    assertThat(code(http.get(GRAPH + "groups/" + PERSON)))
        .isEqualTo("404 Request_ResourceNotFound");
  }

  @Test
  void ids_are_resolved_with_their_types() {
    String path = GRAPH + "directoryObjects/getByIds";
    Answer all =
        http.send(
            "POST",
            path,
            """
            {"ids": ["%s", "%s", "%s", "%s"],
              "types": ["user", "group", "servicePrincipal", "directoryObjectPartnerReference"]}
            """
                .formatted(principal, PERSON, TEAM, NOBODY));
    assertThat(all.json().path("value").valueStream().map(it -> it.path("@odata.type").asString()))
        .containsExactly(
            "#microsoft.graph.servicePrincipal", "#microsoft.graph.user", "#microsoft.graph.group");
    Answer users =
        http.send(
            "POST", path, "{\"ids\":[\"%s\",\"%s\"],\"types\":[\"user\"]}".formatted(TEAM, PERSON));
    assertThat(users.json().path("value").size()).isEqualTo(1);
    String many =
        IntStream.rangeClosed(0, 1_000)
            .mapToObj(_ -> "\"" + TEAM + "\"")
            .collect(Collectors.joining(","));
    assertThat(code(http.send("POST", path, "{\"ids\":[" + many + "]}")))
        .isEqualTo("400 Request_BadRequest");
    assertThat(code(http.send("POST", path, "{\"ids\":[\"x\"]}")))
        .isEqualTo("400 Request_BadRequest");
    assertThat(http.get(GRAPH + "directoryObjects/" + TEAM).text("/@odata.type"))
        .isEqualTo("#microsoft.graph.group");
  }

  @Test
  void a_listing_goes_on_behind_its_link() {
    List<String> seen = new ArrayList<>();
    String link = GRAPH + "servicePrincipals?$filter=startswith(displayName,'pipe')&$top=1";
    while (!link.isEmpty()) {
      Answer page = Story.done(http.get(link));
      page.json().path("value").forEach(it -> seen.add(it.path("id").asString()));
      String next = page.text("/@odata.nextLink");
      link = next.isEmpty() ? "" : next.substring(http.base().length());
    }
    assertThat(seen).containsExactly(BOT, principal);
  }

  @Test
  void errors_have_the_form_of_graph() {
    Answer missing = http.get(GRAPH + "servicePrincipals/" + NOBODY, "client-request-id", "mine");
    assertThat(code(missing)).isEqualTo("404 Request_ResourceNotFound");
    assertThat(missing.text("/error/innerError/client-request-id")).isEqualTo("mine");
    assertThat(missing.text("/error/innerError/request-id"))
        .isEqualTo(missing.reply().headers().firstValue("x-ms-request-id").orElseThrow());
    assertThat(missing.text("/error/innerError/date")).isNotEmpty();
    assertThat(code(http.get(GRAPH + "applications"))).isEqualTo("400 BadRequest");
    assertThat(code(http.send("PATCH", GRAPH + "users/" + PERSON, "{}")))
        .isEqualTo("405 MethodNotAllowed");
  }
}
