package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.PrincipalId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's "Use it with the Azure CLI" as a reader would paste it, with the CLI as the
 * distribution packages it; in the profile {@code azure-cli}, which installs it if it is missing.
 */
@EnabledIfSystemProperty(named = "lanyard.azure-cli", matches = "true")
class AzureCliIT {
  @TempDir private Path temp;

  @Test
  void the_azure_cli_drives_the_server_unmodified() throws Exception {
    var blocks = ReadmeBlocks.of("Use it with the Azure CLI", "shell");
    assertThat(blocks).hasSizeGreaterThan(4);
    try (var server = Server.start(temp.resolve("data"))) {
      ReadmeBlocks.run(blocks, temp, server.http().base());
    }
  }

  @Test
  void the_azure_cli_on_a_machine_is_the_machine_with_an_agent_and_without() throws Exception {
    var data = temp.resolve("data");
    try (var server = Server.start(data, "LANYARD_WORKLOAD_PATHS=true")) {
      var http = server.http();
      var workloads = new Workloads(server.http(), "cli");
      String user = workloads.userIdentity("courier");
      String vm = workloads.machineWith("van", List.of(user), true);
      var subscription = "/subscriptions/" + Operator.of(data).subscriptionId();
      var system = http.arm("GET", vm, "").text("/identity/principalId");
      var shared = http.arm("GET", user, "");
      for (var id : List.of(system, shared.text("/properties/principalId"))) {
        new Rights(http).give(new PrincipalId(UUID.fromString(id)), Rights.READER, subscription);
      }
      var names =
          List.of(
              shared.text("/properties/clientId"), shared.text("/properties/principalId"), user);
      is(server, workloads.byPath(vm).url(), "path", names);
      var code = Map.of("LANYARD_AGENT_CODE", new Enrolments(server).code(vm));
      try (var agent = AgentProcess.start(server, temp.resolve("agent"), code)) {
        is(server, agent.url(), "agent", names);
      }
    }
  }

  /** Logs in as the machine itself, and as the identity that all of these names are of. */
  private void is(Server server, String endpoint, String state, List<String> names)
      throws Exception {
    var http = server.http();
    var environment = cli(http.data(), endpoint, state);
    az(environment, "cloud", "register", "--name", "Lanyard", "--cloud-config", cloud(http));
    az(environment, "cloud", "set", "--name", "Lanyard");
    assertThat(az(environment, "login", "--identity")).contains("systemAssignedIdentity");
    assertThat(az(environment, "group", "list")).contains("\"cli\"");
    for (var name : names) {
      assertThat(az(environment, "login", "--identity", "--username", name))
          .contains("userAssignedIdentity");
      assertThat(az(environment, "group", "list")).contains("\"cli\"");
    }
  }

  private static Map<String, String> cli(Path data, String endpoint, String state) {
    return Map.of(
        "AZURE_CONFIG_DIR",
        data.resolve("az-" + state).toString(),
        "REQUESTS_CA_BUNDLE",
        data.resolve("tls/ca.pem").toString(),
        "AZURE_CORE_COLLECT_TELEMETRY",
        "0",
        "MSI_ENDPOINT",
        endpoint + "/msi/token");
  }

  private String az(Map<String, String> environment, String... arguments) throws Exception {
    return Program.of(
        temp,
        environment,
        Stream.concat(Stream.of("az"), Stream.of(arguments)).toArray(String[]::new));
  }

  private static String cloud(Client http) {
    return """
    {"endpoints": {"resourceManager": "%1$s/", "management": "%1$s/",
      "activeDirectory": "%1$s/adfs", "activeDirectoryResourceId": "https://management.azure.com/",
      "activeDirectoryGraphResourceId": "%1$s/", "microsoftGraphResourceId": "%1$s/"}}
    """
        .formatted(http.base());
  }
}
