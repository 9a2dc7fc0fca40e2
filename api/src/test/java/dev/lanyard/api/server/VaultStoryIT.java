package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanyard.api.authority.Endpoints;
import dev.lanyard.api.server.Sdk.Asked;
import dev.lanyard.api.server.Sdk.Outcome;
import dev.lanyard.api.vault.AccessCheck;
import dev.lanyard.api.vault.TestVault;
import dev.lanyard.domain.PrincipalId;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * The program of every tutorial, unmodified: a machine reads a secret of a vault with its identity,
 * and what ends the identity or its grant ends that.
 */
@TestInstance(Lifecycle.PER_CLASS)
class VaultStoryIT {

  /** The promise is two seconds, which is printed and not waited for: machines are shared. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private Path data;
  private Server server;
  private Client http;
  private Workloads workloads;
  private Rights rights;
  private String scope;
  private TestVault vault;
  private int machines;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    data = folder.resolve("data");
    server = Server.start(data, "LANYARD_WORKLOAD_PATHS=true");
    http = server.http();
    workloads = new Workloads(server.http(), "tutorial");
    rights = new Rights(http);
    scope = workloads.resource("Microsoft.KeyVault/vaults/kv1");
    var authority = http.base() + "/" + Operator.of(data).tenantId();
    var mint = new Mint(server);
    var itself = rights.registered("ServicePrincipal");
    rights.give(itself, Rights.RESOURCE_SERVER, scope);
    var client = HttpClient.newBuilder().sslContext(Trust.of(data)).build();
    vault =
        TestVault.start(
            ownCertificate(),
            authority,
            tokens(client, issuer()),
            new AccessCheck(client, http.base(), () -> mint.good(itself), scope),
            Map.of("greeting", "hello"));
  }

  @AfterAll
  void stop() {
    vault.close();
    server.close();
  }

  /** Of the same authority as the server's: clients trust it already. */
  private SSLContext ownCertificate() {
    var files = data.resolve("tls").toUri();
    return SslBundle.of(
            new PemSslStoreBundle(
                new PemSslStoreDetails(null, files + "server.pem", files + "server.key"), null))
        .createSslContext();
  }

  private String issuer() {
    return server.part(Endpoints.class).issuer();
  }

  /** As Spring Security's resource server makes it of an issuer's address alone. */
  private static JwtDecoder tokens(HttpClient client, String issuer) {
    return NimbusJwtDecoder.withIssuerLocation(issuer)
        .restOperations(new RestTemplate(new JdkClientHttpRequestFactory(client)))
        .build();
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void a_machine_reads_a_secret_until_it_is_deleted(Sdk sdk) {
    assumeTrue(sdk.isThere());
    String vm = workloads.machine("vm" + ++machines, "SystemAssigned");
    var principal = principal(http.arm("GET", vm, "").text("/identity/principalId"));
    try (var program = sdk.start(data, workloads.byHeader(vm).appServiceEnvironment())) {
      Outcome without = program.ask(secret());
      assertThat(without.message()).as(without.toString()).contains("not authorized");
      String grant = rights.give(principal, Rights.KEY_VAULT_SECRETS_USER, scope);
      assertThat(program.ask(secret()).secret()).isEqualTo("hello");
      Story.done(http.arm("DELETE", grant, ""));
      assertRefusedInTime(sdk, "grant removed", program);
      rights.give(principal, Rights.KEY_VAULT_SECRETS_USER, scope);
      assertThat(program.ask(secret()).secret()).isEqualTo("hello");
      Outcome missing = program.ask(Asked.secret("default", vault.url(), "nothing"));
      assertThat(missing.message()).as(missing.toString()).contains("was not found");
      assertThat(http.arm("DELETE", vm, "").status()).isEqualTo(200);
      assertRefusedInTime(sdk, "machine deleted", program);
    }
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void deleting_one_of_two_machines_leaves_the_other_its_secret(Sdk sdk) {
    assumeTrue(sdk.isThere());
    String user = workloads.userIdentity("shared" + ++machines);
    rights.give(
        principal(http.arm("GET", user, "").text("/properties/principalId")),
        Rights.KEY_VAULT_SECRETS_USER,
        scope);
    String one = workloads.machineWith("one" + machines, user);
    String two = workloads.machineWith("two" + machines, user);
    try (var first = sdk.start(data, workloads.byPath(one).metadataEnvironment());
        var second = sdk.start(data, workloads.byPath(two).metadataEnvironment())) {
      assertThat(List.of(first.ask(secret()).secret(), second.ask(secret()).secret()))
          .isEqualTo(List.of("hello", "hello"));
      assertThat(http.arm("DELETE", one, "").status()).isEqualTo(200);
      assertRefusedInTime(sdk, "one of two machines deleted", first);
      assertThat(second.ask(secret()).secret()).isEqualTo("hello");
    }
  }

  private Asked secret() {
    return Asked.secret("default", vault.url(), "greeting");
  }

  private static PrincipalId principal(String id) {
    return new PrincipalId(UUID.fromString(id));
  }

  /** From the command's reply, which is here by now. */
  private void assertRefusedInTime(Sdk sdk, String cause, SdkProgram program) {
    long replied = System.nanoTime();
    Awaitility.await()
        .atMost(WAIT_MAX)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(program.ask(secret()).error()).isNotEmpty());
    System.out.printf(
        "%s, %s: refused after %d ms%n",
        sdk, cause, Duration.ofNanos(System.nanoTime() - replied).toMillis());
  }
}
