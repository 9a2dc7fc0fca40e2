package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.tokens.ClientSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class WorkloadCredentialIT {
  private static final String ASKING =
      "?api-version=2019-08-01&resource=https%3A%2F%2Fmanagement.azure.com%2F";

  private Path data;
  private Server server;
  private Client http;
  private Story story;
  private String credentials;
  private int groups;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder.resolve("data");
    restart();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private void restart() {
    server = Server.start(data, "LANYARD_WORKLOAD_PATHS=true");
    http = server.http();
  }

  @BeforeEach
  void create() {
    story = new Story(http, "group" + groups++);
    story.createGroup();
    story.createWithIdentity(story.vm1);
    credentials = story.vm1 + "/providers/Lanyard.Workload/credentials";
  }

  @Test
  void an_endpoint_secret_is_told_once_and_gets_the_resource_s_token() {
    var before = Instant.now().minusMillis(1);
    var issued = issue("{}");
    assertThat(issued.status()).as(issued.toString()).isEqualTo(201);
    var id = issued.text("/name");
    assertThat(issued.text("/id")).isEqualTo(credentials + "/" + id);
    assertThat(issued.text("/type")).isEqualTo("Lanyard.Workload/credentials");
    assertThat(issued.text("/properties/kind")).isEqualTo("EndpointSecret");
    assertThat(Instant.parse(issued.text("/properties/notBefore"))).isAfter(before);
    assertThat(validity(issued)).isEqualTo(Duration.ofDays(365));
    assertThat(token(issued)).isEqualTo(200);
    var one = http.arm("GET", credentials + "/" + id, "");
    assertThat(one.json().path("properties").propertyNames())
        .containsExactlyInAnyOrder("kind", "notBefore", "notAfter");
    assertThat(http.arm("GET", credentials, "").json().path("value").values())
        .containsExactly(one.json());
    assertThat(http.get("/audit/events?limit=50").reply().body())
        .contains("CredentialIssued")
        .doesNotContain(issued.text("/properties/identityHeader"));
  }

  @Test
  void an_endpoint_path_serves_clients_that_send_no_secret() {
    var issued = issue("{\"properties\": {\"kind\": \"EndpointPath\", \"validity\": \"P30D\"}}");
    var host = issued.text("/properties/podIdentityAuthorityHost");
    assertThat(issued.text("/properties/msiEndpoint")).isEqualTo(host + "/msi/token");
    assertThat(validity(issued)).isEqualTo(Duration.ofDays(30));
    assertThat(
            plain(host + "/metadata/identity/oauth2/token" + ASKING, "Metadata", "true")
                .statusCode())
        .isEqualTo(200);
    assertThat(plain(host + "/msi/token" + ASKING, "Metadata", "true").statusCode()).isEqualTo(200);
  }

  @Test
  void an_enrolment_code_counts_for_ten_minutes() {
    var issued = issue("{\"properties\": {\"kind\": \"EnrolmentCode\"}}");
    assertThat(issued.text("/properties/enrolmentCode"))
        .startsWith(issued.text("/name") + ".lanyard_");
    assertThat(validity(issued)).isEqualTo(Duration.ofMinutes(10));
    var rotated = http.arm("POST", credentials + "/" + issued.text("/name") + "/rotate", "");
    assertThat(rotated.text("/error/code")).isEqualTo("CredentialNotRotatable");
  }

  @Test
  void a_rotated_secret_ends_at_once_or_goes_on_for_a_while() {
    var first = issue("{}");
    var second = rotate(first, "");
    assertThat(second.status()).as(second.toString()).isEqualTo(201);
    assertThat(token(first)).isEqualTo(401);
    assertThat(token(second)).isEqualTo(200);
    var third = rotate(second, "{\"properties\": {\"overlap\": \"PT1H\", \"validity\": \"P1D\"}}");
    assertThat(token(second)).isEqualTo(200);
    assertThat(token(third)).isEqualTo(200);
    assertThat(validity(third)).isEqualTo(Duration.ofDays(1));
    var goesOn = http.arm("GET", credentials + "/" + second.text("/name"), "");
    assertThat(Instant.parse(goesOn.text("/properties/notAfter")))
        .isEqualTo(Instant.parse(third.text("/properties/notBefore")).plus(Duration.ofHours(1)));
    assertThat(rotate(second, "").text("/error/code")).isEqualTo("CredentialNotFound");
    assertThat(rotate(third, "{\"properties\": {\"overlap\": \"P31D\"}}").text("/error/target"))
        .isEqualTo("properties.overlap");
  }

  @Test
  void a_revoked_credential_is_gone_and_its_secret_forgotten() {
    var issued = issue("{}");
    var path = credentials + "/" + issued.text("/name");
    assertThat(http.arm("DELETE", path, "").status()).isEqualTo(200);
    assertThat(http.arm("DELETE", path, "").status()).isEqualTo(204);
    assertThat(http.arm("GET", path, "").text("/error/code")).isEqualTo("CredentialNotFound");
    assertThat(token(issued)).isEqualTo(401);
    assertThat(secrets()).doesNotContain(idOf(issued));
  }

  @Test
  void a_start_keeps_the_secrets_that_facts_name_and_forgets_all_others() {
    var kept = issue("{}");
    var ended = http.arm("POST", other("/providers/Lanyard.Workload/credentials"), "{}");
    var orphan = new CredentialId(UUID.randomUUID());
    server.part(ClientSecrets.class).issue(orphan);
    Story.done(http.arm("DELETE", other(""), ""));
    assertThat(secrets()).contains(idOf(kept), idOf(ended), orphan);
    server.close();
    restart();
    assertThat(secrets()).contains(idOf(kept)).doesNotContain(idOf(ended), orphan);
    var port = URI.create(issue("{}").text("/properties/identityEndpoint")).getPort();
    var endpoint = URI.create(kept.text("/properties/identityEndpoint")).getPath();
    assertThat(
            plain(
                    "http://localhost:" + port + endpoint + ASKING,
                    "X-IDENTITY-HEADER",
                    kept.text("/properties/identityHeader"))
                .statusCode())
        .isEqualTo(200);
  }

  private String other(String below) {
    if (!below.isEmpty()) {
      story.createWithIdentity(story.vm2);
    }
    return story.vm2 + below;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"properties\": {\"kind\": \"Certificate\"}}|properties.kind",
        "{\"properties\": {\"kind\": 1}}|properties.kind",
        "{\"properties\": {\"validity\": \"a year\"}}|properties.validity",
        "{\"properties\": {\"validity\": \"PT0S\"}}|properties.validity",
        "{\"properties\": {\"validity\": \"-P1D\"}}|properties.validity",
        "{\"properties\": {\"validity\": \"P731D\"}}|properties.validity",
        "{\"properties\": {\"validity\": \"P99999999999999D\"}}|properties.validity",
        "{\"properties\": {\"kind\": \"EnrolmentCode\", \"validity\": \"P1D\"}}"
            + "|properties.validity",
        "{\"properties\": []}|properties",
        "[]|body",
      })
  void a_malformed_request_is_refused_and_its_field_named(String body, String field) {
    var known = secrets();
    var reply = issue(body);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(reply.text("/error/target")).isEqualTo(field);
    assertThat(secrets()).isEqualTo(known);
  }

  @Test
  void what_is_refused_leaves_no_secret() {
    var known = secrets();
    var nowhere = http.arm("POST", credentials.replace("web1", "nobody"), "{}");
    assertThat(nowhere.text("/error/code")).isEqualTo("ResourceNotFound");
    Story.done(
        http.arm(
            "PUT",
            story.vm1 + "/providers/Microsoft.Authorization/locks/keep",
            "{\"properties\": {\"level\": \"ReadOnly\"}}"));
    assertThat(issue("{}").text("/error/code")).isEqualTo("ScopeLocked");
    assertThat(secrets()).isEqualTo(known);
  }

  @Test
  void a_listing_is_read_page_by_page_and_as_of_the_past() {
    var first = issue("{}");
    var second = issue("{}");
    var page = http.arm("GET", credentials + "?$top=1", "");
    var next = http.send("GET", page.text("/nextLink").substring(http.base().length()), "");
    assertThat(List.of(page.text("/value/0/name"), next.text("/value/0/name")))
        .containsExactlyInAnyOrder(first.text("/name"), second.text("/name"));
    assertThat(next.json().has("nextLink")).isFalse();
    var past = http.arm("GET", credentials + "?asOf=" + first.position(), "");
    assertThat(past.json().path("value").size()).isOne();
  }

  private Answer issue(String body) {
    return http.arm("POST", credentials, body);
  }

  private Answer rotate(Answer issued, String body) {
    return http.arm("POST", credentials + "/" + issued.text("/name") + "/rotate", body);
  }

  private static Duration validity(Answer issued) {
    return Duration.between(
        Instant.parse(issued.text("/properties/notBefore")),
        Instant.parse(issued.text("/properties/notAfter")));
  }

  private static CredentialId idOf(Answer issued) {
    return CredentialId.parse("name", issued.text("/name"));
  }

  private Set<CredentialId> secrets() {
    return server.part(ClientSecrets.class).ids();
  }

  private int token(Answer issued) {
    return plain(
            issued.text("/properties/identityEndpoint") + ASKING,
            "X-IDENTITY-HEADER",
            issued.text("/properties/identityHeader"))
        .statusCode();
  }

  private static HttpResponse<String> plain(String url, String... headers) {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url)).headers(headers).build(),
          BodyHandlers.ofString());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }
}
