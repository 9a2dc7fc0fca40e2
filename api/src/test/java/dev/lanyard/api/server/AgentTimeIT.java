package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.agent.RunningAgent;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.ClientId;
import dev.lanyard.tokens.WorkloadKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server and an agent live through months together: their one clock is moved. */
class AgentTimeIT {
  private static final String QUERY = "?api-version=2018-02-01&resource=https://vault.azure.net";
  private static final String GONE = "400 unauthorized_client";

  private final MovedClock clock = new MovedClock();
  private Path temp;
  private Server server;
  private Enrolments enrolments;
  private String vm;

  @BeforeEach
  void start(@TempDir Path folder) {
    temp = folder;
    server = Server.start(folder.resolve("data"), clock);
    enrolments = new Enrolments(server);
    vm = new Workloads(server.http(), "months").machine("vm", "SystemAssigned");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private RunningAgent enrolled(Path state) {
    return RunningAgent.start(clock, enrolments.options(state, "--code", enrolments.code(vm)));
  }

  private static int token(RunningAgent agent) {
    return AgentIT.ask(agent, QUERY, "Metadata", "true").status();
  }

  /** What the authority says to a certificate, past the agent. */
  private String told(WorkloadKey key, ClientId client) {
    String path = "/" + Operator.of(server.http().data()).tenantId() + "/oauth2/v2.0/token";
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", client.toString());
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put(
        "client_assertion", key.assertion(client, server.http().base() + path, clock.instant()));
    form.put("resource", "https://vault.azure.net");
    Answer reply = Tokens.ask(server.http().anonymous(), path, form);
    return reply.status() == 200 ? "200" : reply.status() + " " + reply.text("/error");
  }

  private static WorkloadKey key(Path state, int number) {
    return WorkloadKey.find(state.resolve("key-" + number + ".pem")).orElseThrow();
  }

  @Test
  void an_agent_renews_twice_in_a_hundred_days_and_each_time_both_certificates_count_for_a_day() {
    Path state = temp.resolve("state");
    try (RunningAgent agent = enrolled(state)) {
      ClientId first = agent.clients().getFirst();
      WorkloadKey firstKey = key(state, 1);
      assertThat(token(agent)).isEqualTo(200);
      clock.forward(Duration.ofDays(45).minusMinutes(1));
      agent.look();
      assertThat(agent.clients()).isEqualTo(List.of(first));

      clock.forward(Duration.ofDays(1).plusMinutes(1));
      agent.look();
      ClientId second = agent.clients().getFirst();
      assertThat(agent.clients()).isEqualTo(List.of(second, first)).doesNotHaveDuplicates();
      WorkloadKey secondKey = key(state, 2);
      assertThat(List.of(told(firstKey, first), told(secondKey, second)))
          .isEqualTo(List.of("200", "200"));
      assertThat(token(agent)).isEqualTo(200);
      assertThat(agent.clients()).isEqualTo(List.of(second));

      clock.forward(Duration.ofHours(23));
      assertThat(List.of(told(firstKey, first), told(secondKey, second)))
          .isEqualTo(List.of("200", "200"));
      clock.forward(Duration.ofHours(2));
      assertThat(List.of(told(firstKey, first), told(secondKey, second)))
          .isEqualTo(List.of(GONE, "200"));

      clock.forward(Duration.ofDays(45));
      agent.look();
      assertThat(agent.clients()).hasSize(2).endsWith(second).doesNotContain(first);
      assertThat(token(agent)).isEqualTo(200);
      assertThat(told(firstKey, first)).isEqualTo(GONE);
    }
  }

  @Test
  void a_certificate_that_nobody_renews_counts_for_ninety_days() {
    Path state = temp.resolve("state");
    try (RunningAgent agent = enrolled(state)) {
      ClientId client = agent.clients().getFirst();
      WorkloadKey key = key(state, 1);
      clock.forward(Duration.ofDays(90).minusMinutes(5));
      assertThat(List.of(told(key, client), Integer.toString(token(agent))))
          .isEqualTo(List.of("200", "200"));
      clock.forward(Duration.ofMinutes(5));
      assertThat(List.of(told(key, client), Integer.toString(token(agent))))
          .isEqualTo(List.of(GONE, "401"));
      agent.look();
      assertThat(agent.clients()).isEqualTo(List.of(client));
      assertThat(agent.said())
          .anyMatch(line -> line.startsWith("The server does not accept the certificate"))
          .anyMatch(line -> line.startsWith("Not renewed: "));
    }
  }
}
