package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own, and Azure's own Java client as another. */
class AgentProcessIT {
  private static final String SERVES = "The agent serves on ";

  @TempDir private Path temp;

  private static Process java(Map<String, String> environment, String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(args));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  @Test
  void azures_client_gets_a_token_from_an_agent_that_ends_when_it_is_told() throws Exception {
    try (Server server = Server.start(temp.resolve("data"))) {
      var story = new Story(server.http(), "process");
      story.createGroup();
      story.createWithIdentity(story.vm1);
      var enrolments = new Enrolments(server);
      Process agent =
          java(
              Map.of(
                  "LANYARD_AGENT_SERVER", server.http().base(),
                  "LANYARD_AGENT_CA", temp.resolve("data/tls/ca.pem").toString(),
                  "LANYARD_AGENT_STATE", temp.resolve("state").toString(),
                  "LANYARD_AGENT_CODE", enrolments.code(story.vm1)),
              "dev.lanyard.api.Application",
              "agent",
              "--listen",
              "127.0.0.1:0");
      try {
        String host = awaitServing(agent);
        Process workload =
            java(
                Map.of("AZURE_POD_IDENTITY_AUTHORITY_HOST", host),
                "dev.lanyard.api.server.ManagedIdentityProgram",
                "https://vault.azure.net/.default");
        String told = output(workload).lines().collect(Collectors.joining("\n"));
        assertThat(told).contains("token ");
        String token = told.substring(told.indexOf("token ") + "token ".length()).strip();
        assertThat(Assertion.claims(token).path("xms_az_rid").asString())
            .isEqualToIgnoringCase(story.vm1);
        agent.destroy();
        assertThat(agent.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(agent.exitValue()).isEqualTo(143);
      } finally {
        agent.destroyForcibly();
      }
    }
  }

  private static String awaitServing(Process agent) throws IOException {
    var lines = output(agent);
    List<String> said = new ArrayList<>();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.add(line);
      if (line.startsWith(SERVES)) {
        return line.substring(SERVES.length());
      }
    }
    throw new IOException("the agent ended instead of serving: " + said);
  }

  @Test
  void a_start_that_is_refused_says_why_in_one_line() throws Exception {
    for (List<String> options :
        List.<List<String>>of(
            List.of(),
            List.of("--listen", "0.0.0.0:1", "--server", "https://a", "--ca", "b", "--state", "c"),
            List.of(
                "--server",
                "https://a",
                "--ca",
                "missing.pem",
                "--state",
                temp + "/s",
                "--code",
                "hush"))) {
      List<String> args = new ArrayList<>(List.of("dev.lanyard.api.Application", "agent"));
      args.addAll(options);
      Process agent = java(Map.of(), args.toArray(String[]::new));
      String told = output(agent).lines().collect(Collectors.joining("\n"));
      assertThat(agent.waitFor()).isEqualTo(1);
      assertThat(told).startsWith("The agent does not start. --").doesNotContain("\n", "hush");
    }
  }

  @Test
  void nothing_of_the_server_is_loaded_for_it() throws Exception {
    Process agent = java(Map.of(), "-verbose:class", "dev.lanyard.api.Application", "agent");
    String loaded = output(agent).lines().collect(Collectors.joining("\n"));
    assertThat(agent.waitFor(Duration.ofMinutes(1))).isTrue();
    assertThat(loaded)
        .contains("dev.lanyard.api.agent.Agent ")
        .doesNotContain("org.springframework.", "ch.qos.logback.");
  }
}
