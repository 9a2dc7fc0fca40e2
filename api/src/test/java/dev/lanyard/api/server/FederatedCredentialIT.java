package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Federated credentials as ARM's clients manage them (CONTRACT 2.4 and 4.2). */
@TestInstance(Lifecycle.PER_CLASS)
class FederatedCredentialIT {
  private static final String ISSUER = "https://ci.example.org";
  private static final String AUDIENCE = "api://AzureADTokenExchange";

  private Server server;
  private Client http;
  private Workloads workloads;
  private String identity;
  private String credentials;
  private int number;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Server.start(folder.resolve("data"), "LANYARD_FEDERATED_CREDENTIALS_MAX=3");
    http = server.http();
    workloads = new Workloads(http, "shop");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void create() {
    identity = workloads.userIdentity("pipeline" + ++number);
    credentials = identity + "/federatedIdentityCredentials";
  }

  private static String body(String subject) {
    return body(ISSUER, "\"subject\": \"" + subject + "\"", "\"" + AUDIENCE + "\"");
  }

  private static String body(String issuer, String match, String audiences) {
    return """
    {"properties": {"issuer": "%s", %s, "audiences": [%s]}}
    """
        .formatted(issuer, match, audiences);
  }

  private Answer put(String name, String body) {
    return http.arm("PUT", credentials + "/" + name, body);
  }

  private List<String> names() {
    return http.arm("GET", credentials, "")
        .json()
        .path("value")
        .valueStream()
        .map(one -> one.path("name").asString())
        .toList();
  }

  @Test
  void a_credential_is_added_read_changed_and_removed() {
    Answer added = put("Main", body("repo:shop:main"));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(added.json()).isEqualTo(expected("Main", "repo:shop:main"));
    assertThat(put("main", body("repo:shop:main")).status()).isEqualTo(200);
    Answer changed = put("MAIN", body("repo:shop:next"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json()).isEqualTo(expected("Main", "repo:shop:next"));
    assertThat(http.arm("GET", credentials + "/mAin", "").json()).isEqualTo(changed.json());
    assertThat(http.arm("GET", credentials, "").json().path("value").values())
        .containsExactly(changed.json());
    assertThat(http.arm("DELETE", credentials + "/main", "").status()).isEqualTo(200);
    assertThat(http.arm("DELETE", credentials + "/main", "").status()).isEqualTo(204);
    assertThat(http.arm("GET", credentials + "/main", "").text("/error/code"))
        .isEqualTo("ResourceNotFound");
    Answer past = http.arm("GET", credentials + "?asOf=" + added.position(), "");
    assertThat(past.text("/value/0/properties/subject")).isEqualTo("repo:shop:main");
  }

  private JsonNode expected(String name, String subject) {
    return Client.JSON.readTree(
        """
        {"id": "%s/%s", "name": "%s",
         "type": "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
         "properties": {"issuer": "%s", "subject": "%s", "audiences": ["%s"]}}
        """
            .formatted(credentials, name, name, ISSUER, subject, AUDIENCE));
  }

  @Test
  void an_expression_takes_the_place_of_the_subject() {
    String expression = "claims['sub'] matches 'repo:shop:*'";
    String match =
        """
        "claimsMatchingExpression": {"value": "%s", "languageVersion": 1}\
        """
            .formatted(expression);
    Answer added = put("flexible", body(ISSUER, match, "\"" + AUDIENCE + "\""));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(added.json().path("properties"))
        .isEqualTo(
            Client.JSON.readTree(
                """
                {"issuer": "%s", "audiences": ["%s"],
                 "claimsMatchingExpression": {"value": "%s", "languageVersion": 1}}
                """
                    .formatted(ISSUER, AUDIENCE, expression)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|properties",
        "{\"properties\": {}}|properties.subject",
        "{\"properties\": {\"subject\": \"s\"}}|properties.issuer",
        "{\"properties\": {\"subject\": 1}}|properties.subject",
        "{\"properties\": {\"subject\": \"s\", \"issuer\": \"http://a.b\", \"audiences\": [\"a\"]}}"
            + "|properties.issuer",
        "{\"properties\": {\"subject\": \"\", \"issuer\": \"https://a.b\", \"audiences\": [\"a\"]}}"
            + "|properties.subject",
        "{\"properties\": {\"subject\": \"s\", \"issuer\": \"https://a.b\"}}|properties.audiences",
        "{\"properties\": {\"subject\": \"s\", \"issuer\": \"https://a.b\", \"audiences\":"
            + " [\"a\", \"b\"]}}|properties.audiences",
        "{\"properties\": {\"subject\": \"s\", \"issuer\": \"https://a.b\", \"audiences\":"
            + " [1]}}|properties.audiences",
        "{\"properties\": {\"claimsMatchingExpression\": {\"value\": \"claims['sub'] eq 's'\"}}}"
            + "|properties.claimsMatchingExpression.languageVersion",
        "{\"properties\": {\"claimsMatchingExpression\": {\"value\": \"claims['sub'] eq 's'\","
            + " \"languageVersion\": 2}}}|properties.claimsMatchingExpression.languageVersion",
        "{\"properties\": {\"claimsMatchingExpression\": {\"languageVersion\": 1}}}"
            + "|properties.claimsMatchingExpression.value",
        "{\"properties\": {\"claimsMatchingExpression\": {\"value\": \"all of them\","
            + " \"languageVersion\": 1}}}|properties.claimsMatchingExpression.value",
        "{\"properties\": {\"subject\": \"s\", \"issuer\": \"https://a.b\", \"audiences\": [\"a\"],"
            + " \"claimsMatchingExpression\": {\"value\": \"claims['sub'] eq 's'\","
            + " \"languageVersion\": 1}}}|properties.subject",
      })
  void what_cannot_be_is_refused_and_its_field_named(String body, String field) {
    Answer refused = put("main", body);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.text("/error/target")).isEqualTo(field);
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ab", "-abc", "a%20bc", "a.bc"})
  void a_name_is_one_that_the_cli_would_send(String name) {
    Answer refused = put(name, body("s"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/error/target")).isEqualTo("name");
    assertThat(http.arm("GET", credentials + "/" + name, "").status()).isEqualTo(404);
    assertThat(http.arm("DELETE", credentials + "/" + name, "").status()).isEqualTo(204);
  }

  @Test
  void an_identity_has_a_subject_once_and_so_many_credentials() {
    Story.done(put("one", body("first")));
    Answer taken = put("two", body("first"));
    assertThat(taken.status()).isEqualTo(400);
    assertThat(taken.text("/error/message"))
        .startsWith("Issuer and subject combination already exists for this Managed Identity.");
    Story.done(put("two", body("second")));
    Story.done(put("three", body("third")));
    assertThat(put("four", body("fourth")).text("/error/code"))
        .isEqualTo("TooManyFederatedIdentityCredentials");
    Story.done(put("three", body("fourth")));
    assertThat(names()).containsExactly("one", "three", "two");
    Answer page = http.arm("GET", credentials + "?$top=2", "");
    assertThat(page.json().path("value").size()).isEqualTo(2);
    Answer next = http.get(page.text("/nextLink").substring(http.base().length()));
    assertThat(next.text("/value/0/name")).isEqualTo("two");
    assertThat(next.json().has("nextLink")).isFalse();
  }

  @Test
  void locks_hold_and_who_is_not_there_has_none() {
    Story.done(put("main", body("s")));
    Story.done(
        http.arm(
            "PUT",
            identity + "/providers/Microsoft.Authorization/locks/keep",
            "{\"properties\": {\"level\": \"ReadOnly\"}}"));
    assertThat(put("next", body("t")).text("/error/code")).isEqualTo("ScopeLocked");
    assertThat(http.arm("DELETE", credentials + "/main", "").text("/error/code"))
        .isEqualTo("ScopeLocked");
    credentials = credentials.replace("/federated", "x/federated");
    assertThat(put("main", body("s")).text("/error/code")).isEqualTo("ResourceNotFound");
    assertThat(http.arm("GET", credentials, "").text("/error/code")).isEqualTo("ResourceNotFound");
    assertThat(http.arm("DELETE", credentials + "/main", "").status()).isEqualTo(204);
  }

  @Test
  void a_credential_ends_with_its_identity() {
    Story.done(put("main", body("s")));
    Story.done(http.arm("DELETE", identity, ""));
    Story.done(http.arm("PUT", identity, "{\"location\": \"westeurope\"}"));
    assertThat(names()).isEmpty();
  }
}
