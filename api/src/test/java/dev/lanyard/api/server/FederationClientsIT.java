package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanyard.api.server.Sdk.Asked;
import dev.lanyard.api.server.Sdk.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Azure's own clients trade a token of another issuer, or what operators hold, for one of ours. */
@TestInstance(Lifecycle.PER_CLASS)
class FederationClientsIT {
  private static final String SUBJECT = "repo:shop/web:ref:refs/heads/main";

  private Path folder;
  private Path data;
  private Server server;
  private Client http;
  private Workloads workloads;

  @BeforeAll
  void start(@TempDir Path temp) {
    folder = temp;
    data = temp.resolve("data");
    server = Server.start(data);
    http = server.http();
    workloads = new Workloads(server.http(), "federated");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void a_token_of_a_trusted_issuer_stands_for_an_identity(Sdk sdk) throws Exception {
    assumeTrue(sdk.isThere());
    for (var issuer :
        List.of(
            ForeignIssuer.rsa("https://rsa.example/" + sdk),
            ForeignIssuer.ec("https://ec.example/" + sdk))) {
      String identity = workloads.userIdentity(issuer.key().getKeyType() + "-" + sdk);
      new Trusting(server).trust(issuer.url(), Optional.of(issuer.jwks()));
      new Trusting(server).federate(identity, issuer.url(), SUBJECT);
      var known = http.arm("GET", identity, "");
      Outcome outcome = trade(sdk, known.text("/properties/clientId"), issuer, SUBJECT, now());
      assertThat(
              List.of(
                  outcome.claims().path("oid").asString(),
                  outcome.claims().path("xms_mirid").asString(),
                  outcome.claims().path("appidacr").asString()))
          .isEqualTo(List.of(known.text("/properties/principalId"), identity, "2"));
      assertThat(outcome.claims().has("xms_az_rid")).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void who_proves_nothing_is_told_by_its_number(Sdk sdk) throws Exception {
    assumeTrue(sdk.isThere());
    var issuer = ForeignIssuer.rsa("https://refused.example/" + sdk);
    String identity = workloads.userIdentity("refused-" + sdk);
    new Trusting(server).federate(identity, issuer.url(), SUBJECT);
    String client = http.arm("GET", identity, "").text("/properties/clientId");
    Outcome untrusted = trade(sdk, client, issuer, SUBJECT, now());
    new Trusting(server).trust(issuer.url(), Optional.of(issuer.jwks()));
    Outcome otherSubject = trade(sdk, client, issuer, SUBJECT + "s", now());
    Outcome late = trade(sdk, client, issuer, SUBJECT, now().minusSeconds(7_200));
    var forged = new ForeignIssuer(issuer.url(), ForeignIssuer.rsa("https://x.example").key());
    Outcome forgery = trade(sdk, client, forged, SUBJECT, now());
    assertThat(untrusted.message()).as(untrusted.toString()).contains("AADSTS");
    assertThat(otherSubject.message()).as(otherSubject.toString()).contains("AADSTS70021");
    assertThat(late.message()).as(late.toString()).contains("AADSTS700024");
    assertThat(forgery.message()).as(forgery.toString()).contains("AADSTS700027");
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void an_operator_proves_itself_by_secret_and_by_certificate(Sdk sdk) {
    assumeTrue(sdk.isThere());
    var operator = Operator.of(data);
    var environment =
        Map.of(
            "AZURE_AUTHORITY_HOST", http.base(),
            "TENANT", operator.tenantId(),
            "CLIENT", operator.clientId(),
            "SECRET", operator.clientSecret(),
            "CERTIFICATE", operator.certificateFile());
    List<Outcome> outcomes =
        sdk.ask(data, environment, List.of(Asked.token("secret"), Asked.token("certificate")));
    assertThat(outcomes.stream().map(it -> it.claims().path("appidacr").asString()))
        .containsExactly("1", "2");
    assertThat(outcomes.stream().map(it -> it.claims().path("appid").asString()))
        .containsOnly(operator.clientId());
  }

  private static Instant now() {
    return Instant.now().minusSeconds(1);
  }

  private Outcome trade(Sdk sdk, String client, ForeignIssuer issuer, String subject, Instant from)
      throws Exception {
    Path file = Files.createTempFile(folder, "federated", ".jwt");
    Files.writeString(file, issuer.token(subject, from));
    return sdk.ask(
            data,
            Map.of(
                "AZURE_AUTHORITY_HOST", http.base(),
                "AZURE_TENANT_ID", Operator.of(data).tenantId(),
                "AZURE_CLIENT_ID", client,
                "AZURE_FEDERATED_TOKEN_FILE", file.toString()),
            List.of(Asked.token("workload")))
        .getFirst();
  }
}
