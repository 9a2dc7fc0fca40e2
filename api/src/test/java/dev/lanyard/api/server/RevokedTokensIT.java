package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.authority.TokenIntrospection;
import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Tokens end when somebody says so, for identities of every kind. */
@TestInstance(Lifecycle.PER_CLASS)
class RevokedTokensIT {
  private static final String SYSTEM = "/providers/Microsoft.ManagedIdentity/identities/default";
  private static final String ASKING =
      "api-version=2019-08-01&resource=https://management.azure.com";

  private Server server;
  private Client http;
  private Workloads workloads;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Server.start(folder.resolve("data"));
    http = server.http();
    workloads = new Workloads(http, "shop");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String token(Workloads.Endpoint endpoint) {
    Workloads.Reply reply = endpoint.appService(ASKING, "X-IDENTITY-HEADER");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    return reply.text("access_token");
  }

  private boolean isActive(String token) {
    return server.part(TokenIntrospection.class).active(token).isPresent();
  }

  private static void isTold(Answer revoked, Instant before) {
    assertThat(revoked.status()).as(revoked.toString()).isEqualTo(200);
    assertThat(revoked.json().path("position").asLong()).isEqualTo(revoked.position());
    assertThat(Instant.parse(revoked.text("/committedAt"))).isAfterOrEqualTo(before);
  }

  @Test
  void those_of_a_system_identity_end_and_the_next_ones_count() {
    Instant before = Instant.now().minusSeconds(1);
    String vm = workloads.machine("web1", "SystemAssigned");
    var endpoint = workloads.byHeader(vm);
    String first = token(endpoint);
    assertThat(isActive(first)).isTrue();
    isTold(http.arm("POST", vm + SYSTEM + "/revokeTokens", ""), before);
    assertThat(isActive(first)).isFalse();
    String second = token(endpoint);
    assertThat(second).isNotEqualTo(first);
    assertThat(isActive(second)).isTrue();
  }

  @Test
  void those_of_a_user_assigned_identity_end_whatever_resource_asked() {
    Instant before = Instant.now().minusSeconds(1);
    String shared = workloads.userIdentity("pipeline");
    String one = token(workloads.byHeader(workloads.machineWith("web2", shared)));
    String other = token(workloads.byHeader(workloads.machineWith("web3", shared)));
    String foreign = token(workloads.byHeader(workloads.machine("web4", "SystemAssigned")));
    isTold(http.arm("POST", shared + "/REVOKEtokens", ""), before);
    assertThat(isActive(one)).isFalse();
    assertThat(isActive(other)).isFalse();
    assertThat(isActive(foreign)).isTrue();
  }

  @Test
  void those_of_a_principal_end_and_it_can_log_in_again() {
    Instant before = Instant.now().minusSeconds(1);
    Rights.Service service = new Rights(http).service();
    String first = http.as(service.client(), service.secret()).token();
    assertThat(http.withToken(first).get("/v1.0/servicePrincipals").status()).isNotEqualTo(401);
    isTold(http.send("POST", service.path() + "/revokeTokens", ""), before);
    assertThat(isActive(first)).isFalse();
    assertThat(http.withToken(first).get("/v1.0/servicePrincipals").status()).isEqualTo(401);
    assertThat(isActive(http.as(service.client(), service.secret()).token())).isTrue();
  }

  @Test
  void who_has_no_tokens_is_not_found() {
    String bare = workloads.machine("web5", "None");
    String shared = workloads.userIdentity("idle");
    assertThat(http.arm("POST", bare + SYSTEM + "/revokeTokens", "").text("/error/code"))
        .isEqualTo("ResourceNotFound");
    assertThat(http.arm("POST", shared + "x/revokeTokens", "").text("/error/code"))
        .isEqualTo("ResourceNotFound");
    assertThat(http.arm("POST", shared + SYSTEM + "/revokeTokens", "").text("/error/code"))
        .isEqualTo("InvalidResourceType");
    assertThat(
            http.send("POST", "/principals/" + UUID.randomUUID() + "/revokeTokens", "")
                .text("/code"))
        .isEqualTo("PrincipalNotFound");
    String principal = http.arm("GET", shared, "").text("/properties/principalId");
    assertThat(http.send("POST", "/principals/" + principal + "/revokeTokens", "").text("/code"))
        .isEqualTo("PrincipalManaged");
  }
}
