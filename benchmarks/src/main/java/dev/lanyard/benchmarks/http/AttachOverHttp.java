package dev.lanyard.benchmarks.http;

import dev.lanyard.benchmarks.http.Load.Measured;
import dev.lanyard.benchmarks.http.Load.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Durable attachments of user-assigned identities a second, over HTTP, against the disk's flush
 * rate and against an endpoint that does nothing: all in one run, because machines are shared and
 * noisy. Ours go over TLS with a token; the empty endpoint speaks in clear. Each request is a PATCH
 * with an identity block, as the Azure CLI sends it, and appends one UserIdentityAttached.
 */
public final class AttachOverHttp {
  private static final int MACHINES = 10_000;
  private static final int IDENTITIES = 20;
  private static final List<Integer> CONNECTIONS = List.of(1, 16, 128);
  private static final Duration TIME = Duration.ofSeconds(10);

  /** Long enough for the compiler of the virtual machine to be done on two cores. */
  private static final Duration WARM_UP = Duration.ofSeconds(30);

  private AttachOverHttp() {}

  /**
   * Runs and prints a table.
   *
   * @param arguments the executable jar, and the folder for the stores
   */
  public static void main(String... arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    List<Measured> empty = emptyEndpoint(folder);
    double flushesBefore = FlushRate.measure(folder, Duration.ofSeconds(3));
    List<Measured> attached = attachments(jar, folder);
    double flushesAfter = FlushRate.measure(folder, Duration.ofSeconds(3));
    print(attached, empty, flushesBefore, flushesAfter);
  }

  private static List<Measured> emptyEndpoint(Path folder) throws Exception {
    List<String> command =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            EmptyEndpoint.class.getName(),
            "--server.tomcat.max-keep-alive-requests=-1");
    try (Server server =
        Server.start(
            command, folder, folder.resolve("empty.log"), "/actuator/health", Peer::inClear)) {
      Request request = new Request("PATCH", "/empty", Fleet.attach("id-0"));
      List<Measured> measured = new ArrayList<>();
      warmUp(server.peer(), request);
      for (int connections : CONNECTIONS) {
        measured.add(
            Load.run(
                server.peer(),
                connections,
                TIME,
                new AtomicInteger(),
                Integer.MAX_VALUE,
                _ -> request));
      }
      return measured;
    }
  }

  private static void warmUp(Peer peer, Request request) throws Exception {
    Load.run(peer, 16, Duration.ofSeconds(5), new AtomicInteger(), Integer.MAX_VALUE, _ -> request);
  }

  private static List<Measured> attachments(Path jar, Path folder) throws Exception {
    List<String> command =
        Stream.of(Server.OPTIONS, List.of("-jar", jar.toString())).flatMap(List::stream).toList();
    Path data = Files.createTempDirectory(folder, "data");
    try (Server server =
        Server.start(
            command,
            data,
            folder.resolve("lanyard.log"),
            "/actuator/health",
            port -> Peer.trusting(port, data))) {
      Peer operator = Login.asOperator(server.peer(), data);
      Fleet fleet = Fleet.make(operator, MACHINES, IDENTITIES);
      AtomicInteger next = new AtomicInteger();
      int end = fleet.attachments();
      Load.run(operator, 16, WARM_UP, next, end, fleet::attachment);
      List<Measured> measured = new ArrayList<>();
      for (int connections : CONNECTIONS) {
        measured.add(Load.run(operator, connections, TIME, next, end, fleet::attachment));
      }
      return measured;
    }
  }

  private static void print(
      List<Measured> attached, List<Measured> empty, double flushesBefore, double flushesAfter) {
    System.out.printf(
        Locale.ROOT, "flushes/s before %.0f, after %.0f%n%n", flushesBefore, flushesAfter);
    System.out.println(
        "| connections | commands/s | p50 ms | p99 ms | max ms | empty endpoint/s | p99 ms |"
            + " commands : empty | commands : flushes |");
    System.out.println("|---|---|---|---|---|---|---|---|---|");
    for (int row = 0; row < attached.size(); row++) {
      Measured ours = attached.get(row);
      Measured theirs = empty.get(row);
      System.out.printf(
          Locale.ROOT,
          "| %d | %.0f | %.2f | %.2f | %.1f | %.0f | %.2f | %.2f | %.2f |%n",
          ours.connections(),
          ours.perSecond(),
          ours.p50Micros() / 1e3,
          ours.p99Micros() / 1e3,
          ours.maxMicros() / 1e3,
          theirs.perSecond(),
          theirs.p99Micros() / 1e3,
          ours.perSecond() / theirs.perSecond(),
          ours.perSecond() / ((flushesBefore + flushesAfter) / 2));
    }
  }
}
