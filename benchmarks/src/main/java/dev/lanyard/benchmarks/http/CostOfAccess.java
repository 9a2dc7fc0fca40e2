package dev.lanyard.benchmarks.http;

import dev.lanyard.benchmarks.http.Load.Measured;
import dev.lanyard.benchmarks.http.Load.Requests;
import dev.lanyard.benchmarks.open.OpenServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What authentication and authorisation cost: the product against {@link OpenServer}, both over TLS
 * on kept connections, turn by turn in one run. Then how many refusals a second the product puts on
 * record before it tells them. The load generator has the same cores as the servers.
 */
public final class CostOfAccess {
  private static final int MACHINES = 10_000;
  private static final int IDENTITIES = 30;
  private static final List<Integer> CONNECTIONS = List.of(16, 64);
  private static final int PAIRS = 7;
  private static final Duration SPAN = Duration.ofSeconds(3);
  private static final Duration WARM_UP = Duration.ofSeconds(15);

  private CostOfAccess() {}

  /** A server with its operator's token, and what is to be asked of it. */
  private record Side(
      Server server, Peer operator, Fleet fleet, AtomicInteger read, AtomicInteger attached) {
    static Side of(Server server, Path data) throws Exception {
      Peer operator = Login.asOperator(server.peer(), data);
      Fleet fleet = Fleet.make(operator, MACHINES, IDENTITIES);
      return new Side(server, operator, fleet, new AtomicInteger(), new AtomicInteger());
    }

    Span reading(int connections, Duration time) throws Exception {
      return run(connections, time, read, Integer.MAX_VALUE, fleet::reading);
    }

    Span attaching(int connections, Duration time) throws Exception {
      return run(connections, time, attached, fleet.attachments(), fleet::attachment);
    }

    private Span run(int connections, Duration time, AtomicInteger next, int end, Requests requests)
        throws Exception {
      Duration before = server.processor();
      Measured load = Load.run(operator, connections, time, next, end, requests);
      Duration took = server.processor().minus(before);
      return new Span(load, took.toNanos() / 1e3 / load.replies());
    }
  }

  /**
   * What one side did for a while.
   *
   * @param processorMicros the server's processor time for one request, which hardly depends on
   *     what else the machine does
   */
  private record Span(Measured load, double processorMicros) {}

  /** One kind of load. */
  @FunctionalInterface
  private interface Kind {
    Span of(Side side, int connections, Duration time) throws Exception;
  }

  /** Two spans, one after the other. */
  private record Pair(Span product, Span open) {
    double ratio() {
      return product.load().perSecond() / open.load().perSecond();
    }

    double processorRatio() {
      return open.processorMicros() / product.processorMicros();
    }
  }

  /**
   * Runs and prints a table.
   *
   * @param arguments the executable jar, and the folder for the stores
   */
  public static void main(String... arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Path closedData = Files.createTempDirectory(folder, "closed");
    Path openData = Files.createTempDirectory(folder, "open");
    try (Server closed = start(List.of("-jar", jar.toString()), closedData);
        Server open = start(open(jar), openData)) {
      Side product = Side.of(closed, closedData);
      Side other = Side.of(open, openData);
      System.out.println(
          "| request | connections | product/s | p50 ms | p99 ms | us | open/s | p50 ms | p99 ms"
              + " | us | product : open | us of open : product |");
      System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|");
      compare("GET of a resource", product, other, Side::reading);
      compare("PATCH that attaches", product, other, Side::attaching);
      refusals(product);
    }
  }

  /** The product's own jar, with this module's classes before those that it starts with. */
  private static List<String> open(Path jar) throws Exception {
    Path classes =
        Path.of(OpenServer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    return List.of(
        "--enable-native-access=ALL-UNNAMED",
        "-Dloader.path=" + classes,
        "-Dloader.main=" + OpenServer.class.getName(),
        "-cp",
        jar.toString(),
        "org.springframework.boot.loader.launch.PropertiesLauncher");
  }

  private static Server start(List<String> command, Path data) throws Exception {
    return Server.start(
        Stream.of(Server.OPTIONS, command).flatMap(List::stream).toList(),
        data,
        Path.of(data + ".log"),
        "/actuator/health",
        port -> Peer.trusting(port, data));
  }

  private static void compare(String name, Side product, Side open, Kind kind) throws Exception {
    kind.of(product, 16, WARM_UP);
    kind.of(open, 16, WARM_UP);
    for (int connections : CONNECTIONS) {
      List<Pair> pairs = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        Span ours = kind.of(product, connections, SPAN);
        pairs.add(new Pair(ours, kind.of(open, connections, SPAN)));
      }
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %s | %s | %s | %s |%n",
          name,
          connections,
          cells(pairs, Pair::product),
          cells(pairs, Pair::open),
          ratio(pairs, Pair::ratio),
          ratio(pairs, Pair::processorRatio));
    }
  }

  private static String ratio(List<Pair> pairs, ToDoubleFunction<Pair> ratio) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f to %.2f)",
        median(pairs, ratio),
        pairs.stream().mapToDouble(ratio).min().orElseThrow(),
        pairs.stream().mapToDouble(ratio).max().orElseThrow());
  }

  private static String cells(List<Pair> pairs, Function<Pair, Span> side) {
    List<Span> spans = pairs.stream().map(side).toList();
    return String.format(
        Locale.ROOT,
        "%.0f | %.2f | %.2f | %.0f",
        median(spans, span -> span.load().perSecond()),
        median(spans, span -> span.load().p50Micros() / 1e3),
        median(spans, span -> span.load().p99Micros() / 1e3),
        median(spans, Span::processorMicros));
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> value) {
    return all.stream().mapToDouble(value).sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }

  private static void refusals(Side product) throws Exception {
    Peer stranger = Login.asStranger(product.operator());
    Requests refused = product.fleet()::refusedReading;
    AtomicInteger next = new AtomicInteger();
    Load.run(stranger, 16, WARM_UP, next, Integer.MAX_VALUE, refused);
    Measured measured =
        Load.run(stranger, 16, Duration.ofSeconds(10), next, Integer.MAX_VALUE, refused);
    System.out.printf(
        Locale.ROOT,
        "%nrefusals on record: %.0f/s at 16 connections, p50 %.2f ms, p99 %.2f ms%n",
        measured.perSecond(),
        measured.p50Micros() / 1e3,
        measured.p99Micros() / 1e3);
  }
}
