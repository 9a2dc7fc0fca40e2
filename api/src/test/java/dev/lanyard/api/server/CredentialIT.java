package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.tokens.ClientCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
class CredentialIT {
  private static final String TOKEN = "/common/oauth2/v2.0/token";

  private Path temp;
  private Server server;
  private Client http;
  private String client;
  private String credentials;

  @BeforeAll
  void start(@TempDir Path folder) {
    temp = folder;
    server = Server.start(folder.resolve("data"));
    http = server.http();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void register() {
    client = UUID.randomUUID().toString();
    var principal = "/principals/" + UUID.randomUUID();
    credentials = principal + "/credentials";
    Story.done(
        http.put(
            principal,
            "{\"type\": \"ServicePrincipal\", \"issuer\": \"urn:lanyard:local\","
                + " \"subject\": \""
                + client
                + "\"}"));
  }

  @Test
  void a_secret_is_told_once_and_rolled_by_adding_the_next_one_first() {
    var first = add("{\"kind\": \"secret\"}");
    assertThat(first.status()).isEqualTo(201);
    assertThat(login(first.text("/secret")).status()).isEqualTo(200);
    var second = add("{\"kind\": \"secret\", \"validFor\": \"90d\"}");
    var listed = http.get(credentials);
    assertThat(listed.json().path("value").valueStream().map(one -> one.path("id").asString()))
        .containsExactlyInAnyOrder(first.text("/id"), second.text("/id"));
    assertThat(listed.reply().body())
        .doesNotContain(first.text("/secret"), second.text("/secret"), "\"secret\":");
    assertThat(http.delete(credentials + "/" + first.text("/id")).status()).isEqualTo(204);
    assertThat(http.delete(credentials + "/" + first.text("/id")).status()).isEqualTo(204);
    assertThat(login(first.text("/secret")).json().at("/error_codes/0").asInt())
        .isEqualTo(7_000_215);
    assertThat(login(second.text("/secret")).status()).isEqualTo(200);
    assertThat(http.get("/audit/events?limit=50").reply().body())
        .contains("OperatorCredentialRevoked")
        .doesNotContain(first.text("/secret"));
  }

  @Test
  void a_certificate_is_known_by_its_thumbprint_and_proves_its_holder() throws Exception {
    var pem = ClientCertificates.selfSigned("robot", Instant.now(), Duration.ofDays(30));
    var file = temp.resolve("robot.pem");
    Files.writeString(file, pem);
    var certificate = pem.substring(pem.indexOf("-----BEGIN CERT"));
    var added =
        add(
            Client.JSON.writeValueAsString(
                java.util.Map.of("kind", "certificate", "certificate", certificate)));
    assertThat(added.status()).as(added.toString()).isEqualTo(201);
    assertThat(added.text("/thumbprint")).hasSize(43);
    assertThat(added.json().has("secret")).isFalse();
    var form = Tokens.secretForm(client, "", Tokens.MANAGEMENT);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", Assertion.by(file, client, http.base() + TOKEN));
    assertThat(Tokens.ask(http.anonymous(), TOKEN, form).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|kind",
        "{\"kind\": \"password\"}|kind",
        "{\"kind\": \"certificate\"}|certificate",
        "{\"kind\": \"secret\", \"certificate\": \"x\"}|certificate",
        "{\"kind\": \"certificate\", \"certificate\": \"x\"}|certificate",
        "{\"kind\": \"secret\", \"notAfter\": \"2020-01-01T00:00:00Z\"}|notAfter",
        "{\"kind\": \"secret\", \"notAfter\": \"tomorrow\"}|notAfter",
        "{\"kind\": \"secret\", \"validFor\": \"0s\"}|validFor",
        "{\"kind\": \"secret\", \"validFor\": \"-1d\"}|validFor",
        "{\"kind\": \"secret\", \"validFor\": \"10000d\"}|validFor",
        "{\"kind\": \"secret\", \"validFor\": \"1d\", \"notAfter\":"
            + " \"2099-01-01T00:00:00Z\"}|validFor",
        "{\"kind\": \"secret\", \"secret\": \"mine\"}|secret",
      })
  void a_malformed_request_is_refused_and_its_field_named(String body, String field) {
    var reply = add(body);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(400);
    assertThat(reply.text("/field")).isEqualTo(field);
    assertThat(http.get(credentials).json().path("value").size()).isZero();
  }

  @Test
  void who_is_not_there_gets_no_credential() {
    var reply =
        http.send(
            "POST", "/principals/" + UUID.randomUUID() + "/credentials", "{\"kind\": \"secret\"}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/code")).isEqualTo("PrincipalNotFound");
    assertThat(reply.reply().body()).doesNotContain("lanyard_");
  }

  private Answer add(String body) {
    return http.send("POST", credentials, body);
  }

  private Answer login(String secret) {
    return Tokens.ask(
        http.anonymous(), TOKEN, Tokens.secretForm(client, secret, Tokens.MANAGEMENT));
  }
}
