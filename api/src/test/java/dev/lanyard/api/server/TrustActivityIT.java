package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the activity log tells of credentials of workloads, of federation and of revocations. */
@TestInstance(Lifecycle.PER_CLASS)
class TrustActivityIT {
  private static final String SYSTEM = "/providers/Microsoft.ManagedIdentity/identities/default";

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

  /** What succeeded at a place, oldest first: method, action, and what it was about below it. */
  private List<String> told(String resourceId) {
    String filter =
        "eventTimestamp%20ge%202020-01-01T00:00:00%20and%20status%20eq%20'Succeeded'"
            + "%20and%20resourceGroupName%20eq%20'shop'";
    String log =
        "/subscriptions/"
            + Story.subscriptionId(http)
            + "/providers/Microsoft.Insights/eventtypes/management/values";
    return http.arm("GET", log + "?$filter=" + filter, "")
        .json()
        .path("value")
        .valueStream()
        .filter(event -> event.path("resourceId").asString().startsWith(resourceId))
        .map(
            event ->
                event.at("/httpRequest/method").asString()
                    + " "
                    + event.at("/operationName/value").asString()
                    + " "
                    + event.path("resourceId").asString().substring(resourceId.length()))
        .toList()
        .reversed();
  }

  @Test
  void credentials_of_a_workload_are_operations_of_their_own() {
    String vm = workloads.machine("web1", "SystemAssigned");
    String all = vm + "/providers/Lanyard.Workload/credentials";
    String first = all + "/" + workloads.credential(vm, "EndpointSecret").text("/name");
    String second = all + "/" + http.arm("POST", first + "/rotate", "").text("/name");
    Story.done(http.arm("DELETE", second, ""));
    Story.done(http.arm("POST", vm + SYSTEM + "/revokeTokens", ""));
    assertThat(told(vm).subList(1, 5))
        .containsExactly(
            "POST Lanyard.Workload/credentials/write " + first.substring(vm.length()),
            "POST Lanyard.Workload/credentials/write " + second.substring(vm.length()),
            "DELETE Lanyard.Workload/credentials/delete " + second.substring(vm.length()),
            "POST Microsoft.ManagedIdentity/identities/revokeTokens/action " + SYSTEM);
  }

  @Test
  void federated_credentials_and_revocations_are_operations_at_their_identity() {
    String identity = workloads.userIdentity("pipeline");
    String main = identity + "/federatedIdentityCredentials/main";
    for (String subject : List.of("first", "second")) {
      String body =
          """
          {"properties": {"issuer": "https://ci.example.org", "subject": "%s",
            "audiences": ["api://AzureADTokenExchange"]}}
          """
              .formatted(subject);
      Story.done(http.arm("PUT", main, body));
    }
    Story.done(http.arm("DELETE", main, ""));
    Story.done(http.arm("POST", identity + "/revokeTokens", ""));
    String type = "Microsoft.ManagedIdentity/userAssignedIdentities";
    String below = main.substring(identity.length());
    assertThat(told(identity))
        .containsExactly(
            "PUT " + type + "/write ",
            "PUT " + type + "/federatedIdentityCredentials/write " + below,
            "PUT " + type + "/federatedIdentityCredentials/write " + below,
            "DELETE " + type + "/federatedIdentityCredentials/delete " + below,
            "POST " + type + "/revokeTokens/action ");
  }
}
