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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent as a process of its own that does not start. */
class AgentProcessIT {
  @TempDir private Path temp;

  private static Process java(String... args) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path")));
    command.addAll(List.of(args));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
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
      Process agent = java(args.toArray(String[]::new));
      String told = output(agent).lines().collect(Collectors.joining("\n"));
      assertThat(agent.waitFor()).isEqualTo(1);
      assertThat(told).startsWith("The agent does not start. --").doesNotContain("\n", "hush");
    }
  }

  @Test
  void nothing_of_the_server_is_loaded_for_it() throws Exception {
    Process agent = java("-verbose:class", "dev.lanyard.api.Application", "agent");
    String loaded = output(agent).lines().collect(Collectors.joining("\n"));
    assertThat(agent.waitFor(Duration.ofMinutes(1))).isTrue();
    assertThat(loaded)
        .contains("dev.lanyard.api.agent.Agent ")
        .doesNotContain("org.springframework.", "ch.qos.logback.");
  }
}
