package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanyard.api.agent.RunningAgent;
import dev.lanyard.api.server.Sdk.Asked;
import dev.lanyard.api.server.Sdk.Outcome;
import dev.lanyard.api.start.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Azure's own clients, unmodified, get the tokens of a machine from the agent on it. */
@TestInstance(Lifecycle.PER_CLASS)
class AgentClientsIT {
  private static final Duration DUE = Duration.ofDays(45);

  private Path temp;
  private Path data;
  private Server server;
  private Enrolments enrolments;
  private Workloads workloads;

  @BeforeAll
  void start(@TempDir Path folder) {
    temp = folder;
    data = folder.resolve("data");
    server = Server.start(data);
    enrolments = new Enrolments(server);
    workloads = new Workloads(server.http(), "machines");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void a_client_gets_each_identity_of_the_machine_and_no_other(Sdk sdk) {
    assumeTrue(sdk.isThere());
    Client http = server.http();
    String user = workloads.userIdentity("user-" + sdk);
    String stranger = workloads.userIdentity("stranger-" + sdk);
    String vm = workloads.machineWith("vm-" + sdk, List.of(user), true);
    String system = http.arm("GET", vm, "").text("/identity/principalId");
    var known = http.arm("GET", user, "").json().path("properties");
    Asked any = Asked.token("managed");
    List<Outcome> outcomes;
    try (var agent =
        AgentProcess.start(
            server,
            temp.resolve("state-" + sdk),
            Map.of("LANYARD_AGENT_CODE", enrolments.code(vm)))) {
      outcomes =
          sdk.ask(
              data,
              Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", agent.url()),
              List.of(
                  Asked.token("default"),
                  any,
                  any.identity("clientId", known.path("clientId").asString()),
                  any.identity("objectId", known.path("principalId").asString()),
                  any.identity("resourceId", user),
                  any.identity("resourceId", stranger),
                  any.scope("https://nobody.example/.default")));
    }
    String shared = known.path("principalId").asString();
    assertThat(outcomes.stream().map(AgentClientsIT::who))
        .containsExactly(system, system, shared, shared, shared, "refused", "refused");
    assertThat(outcomes.stream().limit(5).map(it -> it.claims().path("xms_az_rid").asString()))
        .containsOnly(vm);
    assertThat(outcomes.get(5).message()).contains("Identity not found");
    assertThat(outcomes.get(6).message()).contains("AADSTS500011");
  }

  private static String who(Outcome outcome) {
    return outcome.error().isEmpty() ? outcome.claims().path("oid").asString() : "refused";
  }

  @Test
  @Timeout(60)
  void an_agent_whose_certificate_is_due_renews_it_by_itself() throws Exception {
    String vm = workloads.machine("vm-due", "SystemAssigned");
    Path state = temp.resolve("state-due");
    RunningAgent.enrolled(
        state,
        server.part(Installation.class).tenant(),
        server.http().base(),
        request -> enrolments.certificate(vm, DUE, request));
    try (var agent = AgentProcess.start(server, state, Map.of())) {
      assertThat(agent.nextLine()).startsWith("Renewed as ");
      assertThat(agent.end()).isEqualTo(143);
    }
  }
}
