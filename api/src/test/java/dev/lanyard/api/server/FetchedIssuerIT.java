package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanyard.api.server.Sdk.Asked;
import dev.lanyard.api.server.Sdk.Outcome;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Azure's own clients trade tokens of an issuer whose keys this server fetches: a workload that an
 * operator has let in by ARM and {@code /issuers}, all over HTTPS.
 */
class FetchedIssuerIT {
  private static final String SUBJECT = "system:serviceaccount:shop:web";

  /** Between the begin of two fetches, whatever came of the first. */
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final MovedClock clock = new MovedClock();
  private SSLContext usual;
  private Path folder;
  private Server server;
  private Client http;
  private IssuerSite site;

  /** The server trusts whom Java trusts, which is the site's authority here. */
  @BeforeEach
  void start(@TempDir Path temp) throws Exception {
    folder = temp;
    usual = SSLContext.getDefault();
    site = new IssuerSite(temp.resolve("issuer"));
    SSLContext.setDefault(site.trusting());
    // Neither end loads its classes within the two seconds that a document is waited for.
    try (HttpClient first = HttpClient.newHttpClient()) {
      var anything = HttpRequest.newBuilder(URI.create(site.url() + "/")).build();
      assertThat(first.send(anything, BodyHandlers.discarding()).statusCode()).isEqualTo(404);
    }
    server = Server.start(temp.resolve("data"), clock);
    http = server.http();
  }

  @AfterEach
  void stop() {
    server.close();
    site.close();
    SSLContext.setDefault(usual);
  }

  private String federated(Sdk sdk) {
    Story.done(http.put("/issuers", "{\"issuer\": \"" + site.url() + "\"}"));
    String identity = new Workloads(http, "fetched-" + sdk).userIdentity("web");
    String credential =
        """
        {"properties": {"issuer": "%s", "subject": "%s",
          "audiences": ["api://AzureADTokenExchange"]}}
        """
            .formatted(site.url(), SUBJECT);
    Story.done(http.arm("PUT", identity + "/federatedIdentityCredentials/cluster", credential));
    return identity;
  }

  private Outcome trade(Sdk sdk, String identity, ForeignIssuer issuer) throws Exception {
    Path file = folder.resolve("federated.jwt");
    Files.writeString(file, issuer.token(SUBJECT, clock.instant().minusSeconds(1)));
    Path data = folder.resolve("data");
    return sdk.ask(
            data,
            Map.of(
                "AZURE_AUTHORITY_HOST", http.base(),
                "AZURE_TENANT_ID", Operator.of(data).tenantId(),
                "AZURE_CLIENT_ID", http.arm("GET", identity, "").text("/properties/clientId"),
                "AZURE_FEDERATED_TOKEN_FILE", file.toString()),
            List.of(Asked.token("workload")))
        .getFirst();
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void keys_are_fetched_and_fetched_again_when_the_issuer_has_new_ones(Sdk sdk) throws Exception {
    assumeTrue(sdk.isThere());
    String identity = federated(sdk);
    String principal = http.arm("GET", identity, "").text("/properties/principalId");
    var first = ForeignIssuer.rsa(site.url());
    var second = ForeignIssuer.ec(site.url());
    site.publishes(first.key());
    assertThat(trade(sdk, identity, first).claims().path("oid").asString()).isEqualTo(principal);

    site.publishes(second.key());
    Outcome early = trade(sdk, identity, second);
    assertThat(early.message()).as(early.toString()).contains("AADSTS700027");
    assertThat(site.asked(IssuerSite.KEYS)).isEqualTo(1);

    clock.forward(PAUSE);
    assertThat(trade(sdk, identity, second).claims().path("oid").asString()).isEqualTo(principal);
    Outcome retired = trade(sdk, identity, first);
    assertThat(retired.message()).as(retired.toString()).contains("AADSTS700027");
    assertThat(List.of(site.asked(IssuerSite.DISCOVERY), site.asked(IssuerSite.KEYS)))
        .isEqualTo(List.of(1, 2));
  }
}
