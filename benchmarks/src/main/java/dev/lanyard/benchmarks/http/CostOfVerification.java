package dev.lanyard.benchmarks.http;

import dev.lanyard.benchmarks.ledger.Filling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long a reviewer waits for {@code verify --store} of a large log: a process of its own on the
 * cores of the server, from its start to its verdict, given the log's key.
 */
public final class CostOfVerification {
  private static final long EVENTS = 1_000_000;
  private static final int RUNS = 3;
  private static final Duration VIEWS_WITHIN = Duration.ofMinutes(10);
  private static final String LOG = "/audit/log/lifecycle";

  private CostOfVerification() {}

  /**
   * Runs and prints a table.
   *
   * @param arguments the executable jar, and the folder for the store; then how many events the log
   *     shall have, which is 1,000,000 where it is not said
   */
  public static void main(String... arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[1])), "verify");
    long events = arguments.length > 2 ? Long.parseLong(arguments[2]) : EVENTS;
    product(jar, data).close();
    long head = Filling.leftBehind(data, events);
    try (Server server = product(jar, data)) {
      Peer operator = operator(server, data);
      Path key = Files.writeString(Path.of(data + ".key"), get(operator, LOG + "/key"));
      Path token = Files.writeString(Path.of(data + ".token"), operator.token().orElseThrow());
      List<String> command =
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-jar",
              jar.toString(),
              "verify",
              "--store",
              "https://localhost:%d%s".formatted(operator.port(), LOG),
              "--ca",
              data.resolve("tls").resolve("ca.pem").toString(),
              "--token-file",
              token.toString(),
              "--key",
              key.toString());
      System.out.printf(Locale.ROOT, "%,d events%n%n| run | seconds | leaves/s |%n", head);
      System.out.println("|---|---|---|");
      for (int run = 1; run <= RUNS; run++) {
        double seconds = seconds(command, Path.of(data + ".verdict"));
        System.out.printf(Locale.ROOT, "| %d | %.1f | %,.0f |%n", run, seconds, head / seconds);
      }
    }
  }

  private static Server product(Path jar, Path data) throws Exception {
    return Server.start(
        Stream.concat(Server.OPTIONS.stream(), Stream.of("-jar", jar.toString())).toList(),
        data,
        Path.of(data + ".log"),
        "/actuator/health",
        port -> Peer.trusting(port, data));
  }

  /** Logs in once the views have folded what was filled in behind the server's back. */
  private static Peer operator(Server server, Path data) throws Exception {
    long deadline = System.nanoTime() + VIEWS_WITHIN.toNanos();
    while (true) {
      try {
        Peer operator = Login.asOperator(server.peer(), data);
        var _ = get(operator, "/audit/events?limit=1");
        return operator;
      } catch (IOException notYet) {
        if (System.nanoTime() > deadline) {
          throw notYet;
        }
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private static String get(Peer operator, String target) throws IOException {
    try (KeepAlive connection = new KeepAlive(operator)) {
      return connection.send("GET", target, "").accepted().body();
    }
  }

  private static double seconds(List<String> command, Path verdict) throws Exception {
    long began = System.nanoTime();
    Process verify =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(verdict.toFile())
            .start();
    int status = verify.waitFor();
    double seconds = (System.nanoTime() - began) / 1e9;
    if (status != 0) {
      throw new IllegalStateException("it was not found valid: " + Files.readString(verdict));
    }
    return seconds;
  }
}
