package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.http.Limits;
import dev.lanyard.api.server.Client.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a 4xx in JSON, never a 5xx, a page or a stack trace. */
@TestInstance(Lifecycle.PER_CLASS)
class HostileInputIT {
  private static final String[] METHODS = {
    "GET", "HEAD", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "FOO"
  };
  private Server server;
  private Client http;
  private Story story;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    story = new Story(http, "hostile");
    story.createGroup();
    story.create(story.vault);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /subscriptions/%2F HTTP/1.1",
        "GET /subscriptions%5Cx HTTP/1.1",
        "GET /subscriptions\\x HTTP/1.1",
        "GET /subscriptions/%00 HTTP/1.1",
        "GET /subscriptions/[x] HTTP/1.1",
        "GET /subscriptions/{x} HTTP/1.1",
        "GET /subscriptions/a|b HTTP/1.1",
        "GET /subscriptions/caf\u00e9 HTTP/1.1",
        "GET /subscriptions/%zz HTTP/1.1",
        "GET /subscriptions/..;/actuator/health HTTP/1.1",
        "GET /subscriptions/../actuator/health HTTP/1.1",
        "GET /../../etc/passwd HTTP/1.1",
        "GET /audit;x=1/events HTTP/1.1",
        "GET /audit/./events HTTP/1.1",
        "GET /audit/%2e%2e/actuator/health HTTP/1.1",
        "GET /subscriptions?api-version=%zz HTTP/1.1",
        "GET /subscriptions?x=[]{}|\u00e9 HTTP/1.1",
        "GET /subscriptions?api-version=1&api-version=2 HTTP/1.1",
        "GET /nowhere HTTP/1.1\r\nAccept: text/html",
        "GET /error HTTP/1.1\r\nAccept: text/html",
        "GET /v1.0/%00 HTTP/1.1",
        "GET /v1.0/servicePrincipals?$filter=%zz HTTP/1.1",
        "GET /tenants/;x HTTP/1.1",
        "GET /subscriptions HTTP/1.1\r\nBad Header",
        "GET /subscriptions HTTP/1.1\r\nX:\u0000",
        "GET /subscriptions?api-version=1 HTTP/1.1\r\nLanyard-Min-Position: x",
        "GET /subscriptions?api-version=1 HTTP/1.1\r\nLanyard-Min-Position: 999999",
        "GET /subscriptions?api-version=1 HTTP/1.1\r\nLanyard-Reason: \u0001",
        "PUT /subscriptions/x HTTP/1.1\r\nTransfer-Encoding: chunked",
        "PUT /subscriptions/x HTTP/1.1\r\nContent-Length: -1",
        "PUT /subscriptions/x HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2",
        "nonsense"
      })
  void a_request_that_is_hardly_http_is_refused_in_json(String request) throws IOException {
    String reply = RawHttp.send(http, request, "zz\r\n");
    assertThat(RawHttp.status(reply)).as(reply).isBetween(400, 499);
    assertThat(reply).containsIgnoringCase("json");
    assertThat(RawHttp.body(reply)).startsWith("{").doesNotContain("Exception", "at org.");
  }

  @Test
  void every_method_on_every_route_with_any_body_has_an_answer() {
    List<String> failures = new ArrayList<>();
    for (String route : routes()) {
      for (String method : METHODS) {
        for (String body : bodies()) {
          if (!body.isEmpty() && (method.equals("GET") || method.equals("HEAD"))) {
            continue;
          }
          Answer answer = http.send(method, route, body);
          String text = answer.reply().body();
          boolean json = text.isEmpty() || text.startsWith("{");
          if (answer.status() >= 500 || !json) {
            failures.add(method + " " + route + " " + body + " -> " + answer);
          }
        }
      }
    }
    assertThat(failures).isEmpty();
  }

  private List<String> routes() {
    String version = "?api-version=1";
    String s = story.subscription;
    String there = "/providers/Microsoft.Authorization/";
    String activity = "/providers/Microsoft.Insights/eventtypes/management/values";
    String guid = "6b8f2a51-0c3d-4e6f-9a7b-1c2d3e4f5a6b";
    return List.of(
        "/subscriptions" + version,
        s + version,
        s + "/resourceGroups" + version + "&$filter=x&$top=0",
        s + "/resourceGroups" + version + "&$skiptoken=%00%FF&$top=5",
        s + "/resourceGroups" + version + "&$skiptoken=AAAA",
        s + "/resources" + version + "&$filter=resourceGroup%20eq%20'..'",
        s + "/operationresults/999999999999999999" + version,
        s + "/operationresults/%26" + version,
        story.group + "x" + version,
        story.group + "/resources" + version + "&asOf=2026-99-99",
        story.vault + version,
        story.vault + "/secrets/x" + version,
        story.shared + version,
        story.shared + "/listAssociatedResources" + version + "&$skip=-1",
        story.vault + "/providers/Microsoft.ManagedIdentity/identities/default" + version,
        there + "roleDefinitions" + version + "&$filter=roleName%20eq%20'%27'",
        s + there + "roleDefinitions/" + guid + version,
        s + there + "roleAssignments" + version + "&$filter=principalId%20eq%20'x'",
        s + there + "roleAssignments/" + guid + version,
        "/providers/Microsoft.Management/managementGroups/m" + there + "roleAssignments" + version,
        story.vault + there + "locks" + version + "&$skiptoken=_w",
        story.vault + there + "locks/l" + version,
        s + there + "denyAssignments" + version,
        "/subscriptions?api-version=",
        "/tenants" + version,
        s + "/locations" + version,
        "/providers" + version,
        "/providers/%26" + version,
        s + "/providers/Microsoft.Compute" + version,
        s + "/providers/Microsoft.Compute/register" + version,
        s + "/resources" + version + "&$filter=startswith(name,'%25')&$expand=createdTime",
        s + "/resources" + version + "&$expand=x",
        s + activity + version + "&$filter=eventTimestamp%20ge%20'x'",
        s + activity + version + "&$filter=resourceId%20eq%20'%2F..'%20and%20x%20eq%201",
        s + activity + version + "&$filter=caller%20eq%20%27%27&$top=1&$select=,",
        s + activity + version + "&$skiptoken=eHx5",
        s + activity + version + "&$skiptoken=eA",
        story.shared + "/federatedIdentityCredentials" + version,
        story.shared + "/federatedIdentityCredentials/f" + version,
        story.shared + "/federatedIdentityCredentials/main" + version,
        story.vm1 + "/providers/Lanyard.Workload/credentials" + version,
        story.vm1 + "/providers/Lanyard.Workload/credentials/x" + version,
        story.vm1 + "/providers/Lanyard.Workload/credentials/" + guid + "/rotate" + version,
        story.vm1
            + "/providers/Microsoft.ManagedIdentity/identities/default/revokeTokens"
            + version,
        "/principals/x/revokeTokens",
        "/audiences",
        "/issuers?issuer=%00",
        "/v1.0",
        "/v1.0/servicePrincipals?$filter=startswith(displayName,'%25')&$top=1",
        "/v1.0/servicePrincipals?$filter=servicePrincipalNames/any(c:d%20eq%20'x')",
        "/v1.0/servicePrincipals?$skiptoken=eA",
        "/v1.0/servicePrincipals(appId='%27%27')",
        "/v1.0/users/a@b",
        "/v1.0/groups/" + guid,
        "/v1.0/directoryObjects/getByIds",
        "/v1.0/me",
        "/principals/" + guid,
        "/audit/events?from=x",
        "/history?subject=%2F..",
        "/operations/rebuilds/x");
  }

  private static List<String> bodies() {
    return List.of(
        "",
        "[]",
        "null",
        "\"x\"",
        "{",
        "{}",
        "{\"location\":5}",
        "{\"location\":\"\"}",
        "{\"location\":\"l\",\"tags\":[]}",
        "{\"location\":\"l\",\"tags\":{\"\":\"\"}}",
        "{\"location\":\"l\",\"LOCATION\":\"m\"}",
        "{\"location\":\"l\",\"properties\":[]}",
        "{\"location\":\"l\",\"properties\":{\"isolationScope\":7,\"level\":7,\"roleName\":7,"
            + "\"roleDefinitionId\":7}}",
        "{\"location\":\"l\",\"identity\":{\"type\":\"UserAssigned\","
            + "\"userAssignedIdentities\":{\"\":{}}}}",
        "{\"location\":\"l\",\"identity\":{\"type\":\"UserAssigned\","
            + "\"userAssignedIdentities\":{\"/\":{}}}}",
        "{\"properties\":{\"level\":\"ReadOnly\",\"notes\":\"\\u0001\"}}",
        "{\"properties\":{\"roleDefinitionId\":\"/\",\"principalId\":\"x\",\"roleName\":\"r\","
            + "\"permissions\":[{\"actions\":[\"(\"]}],\"assignableScopes\":[\"//\"]}}",
        "{\"properties\":{\"n\":1e99999999}}",
        "{\"properties\":{\"issuer\":\"https://[::1]:999999\",\"subject\":\"\\u0001\",\"audiences\":[\"\"],"
            + "\"kind\":\"\",\"validity\":\"P\",\"overlap\":\"-PT1S\"}}",
        "{\"properties\":{\"claimsMatchingExpression\":{\"value\":\"(\",\"languageVersion\":1e99999999}}}",
        "{\"audience\":\"a\",\"tokenVersion\":\"1.0\",\"lifetimeSeconds\":1e99999999}",
        "{\"issuer\":\"https://a.b\",\"keys\":{\"keys\":[{\"kty\":\"RSA\",\"n\":1e99999999}]}}",
        "{\"issuer\":\"https://a.b\",\"keys\":{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"\",\"y\":\"\"}]}}",
        "{\"ids\":[]}",
        "{\"ids\":[7]}",
        "{\"ids\":\"x\"}",
        "{\"ids\":[\"x\"],\"types\":{}}",
        "[".repeat(Limits.JSON_NESTING_MAX + 1));
  }

  @ParameterizedTest
  @CsvSource({"4194304, 413", "4194305, 413", "1048576, 413"})
  void what_is_too_large_is_told_so(int bytes, int status) {
    String start = "{\"location\":\"westeurope\",\"properties\":{\"x\":\"";
    String body = start + "x".repeat(bytes - start.length() - 3) + "\"}}";
    Answer answer = http.send("PUT", story.vm2 + "?api-version=1", body);
    assertThat(answer.status()).as(answer.toString().substring(0, 60)).isEqualTo(status);
    assertThat(answer.text("/error/code")).isEqualTo("RequestEntityTooLarge");
  }

  @Test
  void graph_takes_what_a_thousand_ids_need_and_no_more() {
    String id = "\"" + "6b8f2a51-0c3d-4e6f-9a7b-1c2d3e4f5a6b" + "\", ";
    String most = "{\"ids\": [" + id.repeat(999) + id.substring(0, 38) + "]}";
    assertThat(http.send("POST", "/v1.0/directoryObjects/getByIds", most).status()).isEqualTo(200);
    String objects = "{\"ids\": [" + "{},".repeat(Limits.GRAPH_BODY_BYTES_MAX / 3) + "{}]}";
    Answer refused = http.send("POST", "/v1.0/directoryObjects/getByIds", objects);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.text("/error/code")).isEqualTo("RequestEntityTooLarge");
  }

  @Test
  void a_path_that_is_too_long_is_told_so() {
    Answer answer = http.get("/subscriptions/" + "x".repeat(Limits.PATH_LENGTH_MAX));
    assertThat(answer.status()).isEqualTo(414);
    assertThat(answer.text("/error/target")).isEqualTo("path");
  }

  @Test
  void a_body_that_is_no_json_is_told_so() {
    Answer answer =
        http.send("PATCH", story.vault + "?api-version=1", "", "Content-Type", "text/plain");
    assertThat(answer.status()).isEqualTo(415);
  }
}
