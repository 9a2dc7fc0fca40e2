package dev.lanyard.api.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The agent in a process of its own, started from the program as it is shipped. */
final class AgentProcess implements AutoCloseable {
  private static final String SERVES = "The agent serves on ";
  private static final int SECONDS_MAX = 5;

  private final Process process;
  private final BufferedReader output;
  private final String url;

  private AgentProcess(Process process, BufferedReader output, String url) {
    this.process = process;
    this.output = output;
    this.url = url;
  }

  /**
   * Starts one beside a server and waits until it serves.
   *
   * @param more further settings, as environment variables
   */
  static AgentProcess start(Server server, Path state, Map<String, String> more) {
    try {
      var builder =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  Path.of("target", "lanyard.jar").toString(),
                  "agent",
                  "--listen",
                  "127.0.0.1:0")
              .redirectErrorStream(true);
      Path ca = server.http().data().resolve("tls").resolve("ca.pem");
      builder.environment().put("LANYARD_AGENT_SERVER", server.http().base());
      builder.environment().put("LANYARD_AGENT_CA", ca.toString());
      builder.environment().put("LANYARD_AGENT_STATE", state.toString());
      builder.environment().putAll(more);
      Process process = builder.start();
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      return new AgentProcess(process, output, awaitServing(output));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String awaitServing(BufferedReader output) throws IOException {
    List<String> said = new ArrayList<>();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.add(line);
      if (line.startsWith(SERVES)) {
        return line.substring(SERVES.length());
      }
    }
    throw new IOException("the agent ended instead of serving: " + said);
  }

  /** What {@code AZURE_POD_IDENTITY_AUTHORITY_HOST} shall be. */
  String url() {
    return url;
  }

  /** The next line that it says from now on. */
  String nextLine() {
    try {
      return Stream.ofNullable(output.readLine())
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("the agent ended"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Tells it to end, and returns its status. */
  int end() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the agent goes on");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
