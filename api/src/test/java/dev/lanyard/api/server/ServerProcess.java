package dev.lanyard.api.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A server in a process of its own, which can be killed. */
final class ServerProcess implements AutoCloseable {
  private static final Pattern SERVES = Pattern.compile("Lanyard serves on (https://[^,]+),");

  private final Process process;
  private final Client client;

  private ServerProcess(Process process, Client client) {
    this.process = process;
    this.client = client;
  }

  /** Starts a server on a data folder and waits until it serves. */
  static ServerProcess start(Path data) throws IOException {
    return start(data, List.of(), line -> System.out.println("[server] " + line));
  }

  /** The same with further settings; whatever it says goes to a file. */
  static ServerProcess start(Path data, Path log, String... settings) throws IOException {
    var writer = new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8);
    return start(data, List.of(settings), writer::println);
  }

  private static ServerProcess start(Path data, List<String> settings, Consumer<String> log)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.lanyard.api.Application",
                "--server.port=0",
                "--LANYARD_WORKLOAD_PORT=0",
                "--LANYARD_DATA=" + data));
    command.addAll(settings);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var said = new StringBuilder();
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      log.accept(line);
      var serves = SERVES.matcher(line);
      if (serves.find()) {
        drain(lines, log);
        return new ServerProcess(process, Client.of(serves.group(1), data));
      }
    }
    throw new IOException("the server ended instead of serving:\n" + said);
  }

  /** Its log goes on in the test's output, so that the pipe never fills. */
  private static void drain(BufferedReader lines, Consumer<String> log) {
    Thread.ofPlatform().daemon().name("server-log").start(() -> lines.lines().forEach(log));
  }

  Client http() {
    return client;
  }

  /** Ends the process as a crash does (SIGKILL), and waits until it is gone. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    client.close();
    kill();
  }
}
