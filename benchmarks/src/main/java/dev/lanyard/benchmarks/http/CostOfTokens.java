package dev.lanyard.benchmarks.http;

import dev.lanyard.benchmarks.http.Load.Measured;
import dev.lanyard.benchmarks.http.Load.Request;
import dev.lanyard.benchmarks.http.Load.Requests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How many tokens a second workloads get, signed anew and from memory, each on record before it is
 * answered: against what the machine signs at all, and against an endpoint that does nothing. The
 * load generator has the same cores as the servers.
 */
public final class CostOfTokens {
  private static final int MACHINES = 64;
  private static final List<Integer> CONNECTIONS = List.of(16, 64);
  private static final int PAIRS = 5;
  private static final Duration SPAN = Duration.ofSeconds(3);
  private static final Duration WARM_UP = Duration.ofSeconds(40);
  private static final String VERSION = "?api-version=2024-11-01";
  private static final Pattern ENDPOINT =
      Pattern.compile("\"podIdentityAuthorityHost\":\"http://[^/]+([^\"]+)\"");

  /** Registered at the first start, with tokens signed as the installation does: RS256. */
  private static final String RSA = "https://vault.azure.net";

  private static final String ELLIPTIC = "https://elliptic.example.org";

  private CostOfTokens() {}

  /**
   * What one span gave.
   *
   * @param share of the two cores' time that was not the load generator's
   */
  private record Span(Measured load, double share) {}

  /**
   * Runs and prints a table.
   *
   * @param arguments the executable jar, and the folder for the stores
   */
  public static void main(String... arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[1])), "tokens");
    double rsa = SigningRate.ofRsa();
    double elliptic = SigningRate.ofElliptic();
    System.out.printf(
        Locale.ROOT,
        "signatures a second of two threads: RS256 %.0f, ES256 %.0f%n%n",
        rsa,
        elliptic);
    try (Server server = product(jar, data);
        Server empty = empty(data)) {
      List<String> endpoints = endpoints(Login.asOperator(server.peer(), data));
      Peer workloads = server.workloads().withHeader("Metadata: true");
      System.out.println(
          "| tokens | connections | tokens/s | p50 ms | p99 ms | share of the cores | ratio |");
      System.out.println("|---|---|---|---|---|---|---|");
      uncached("RS256, signed anew", workloads, endpoints, RSA, rsa);
      uncached("ES256, signed anew", workloads, endpoints, ELLIPTIC, elliptic);
      cached(workloads, endpoints, empty.peer());
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

  private static Server empty(Path data) throws Exception {
    return Server.start(
        Stream.concat(
                Server.OPTIONS.stream(),
                Stream.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    EmptyEndpoint.class.getName(),
                    // What the product sets for itself is on the path too.
                    "--server.ssl.enabled=false",
                    "--server.tomcat.max-keep-alive-requests=-1"))
            .toList(),
        data,
        Path.of(data + ".empty.log"),
        "/empty",
        Peer::inClear);
  }

  /** The paths below which the machines' tokens are. */
  private static List<String> endpoints(Peer operator) throws Exception {
    Fleet fleet = Fleet.make(operator, MACHINES, 0);
    List<String> paths = new ArrayList<>();
    try (KeepAlive connection = new KeepAlive(operator)) {
      connection
          .send(
              "PUT",
              "/audiences",
              "{\"audience\":\"%s\",\"tokenVersion\":\"2.0\",\"signingAlgorithm\":\"ES256\"}"
                  .formatted(ELLIPTIC))
          .accepted();
      for (int number = 0; number < MACHINES; number++) {
        String machine = fleet.machine(number);
        connection
            .send("PATCH", machine + VERSION, "{\"identity\":{\"type\":\"SystemAssigned\"}}")
            .accepted();
        String made =
            connection
                .send(
                    "POST",
                    machine + "/providers/Lanyard.Workload/credentials" + VERSION,
                    "{\"properties\":{\"kind\":\"EndpointPath\"}}")
                .accepted()
                .body();
        Matcher endpoint = ENDPOINT.matcher(made);
        if (!endpoint.find()) {
          throw new IOException("no endpoint: " + made);
        }
        paths.add(endpoint.group(1));
      }
    }
    return paths;
  }

  private static Request asking(List<String> endpoints, int number, String audience) {
    return new Request(
        "GET",
        endpoints.get(number % endpoints.size())
            + "/metadata/identity/oauth2/token?api-version=2018-02-01&resource="
            + audience,
        "");
  }

  /** The same audience in a case that nobody asked for yet: a token of its own. */
  private static String spelt(String audience, int number) {
    StringBuilder text = new StringBuilder("https://");
    int bits = number;
    for (char letter : audience.substring("https://".length()).toCharArray()) {
      if (Character.isLetter(letter)) {
        text.append((bits & 1) == 1 ? Character.toUpperCase(letter) : letter);
        bits >>= 1;
      } else {
        text.append(letter);
      }
    }
    return text.toString();
  }

  private static void uncached(
      String name, Peer workloads, List<String> endpoints, String audience, double signed)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    // All machines ask for one spelling before the next one comes.
    Requests requests =
        number -> asking(endpoints, number, spelt(audience, number / endpoints.size()));
    span(workloads, 16, WARM_UP, next, requests);
    for (int connections : CONNECTIONS) {
      List<Span> spans = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        spans.add(span(workloads, connections, SPAN, next, requests));
      }
      print(
          name,
          connections,
          spans,
          spans.stream().map(span -> span.load().perSecond() / (signed * span.share())).toList());
    }
  }

  private static void cached(Peer workloads, List<String> endpoints, Peer empty) throws Exception {
    AtomicInteger next = new AtomicInteger();
    Requests tokens = number -> asking(endpoints, number, RSA);
    Requests nothing = _ -> new Request("GET", "/empty", "");
    span(workloads, 16, WARM_UP, next, tokens);
    span(empty, 16, WARM_UP, next, nothing);
    for (int connections : CONNECTIONS) {
      List<Span> spans = new ArrayList<>();
      List<Span> other = new ArrayList<>();
      List<Double> ratios = new ArrayList<>();
      for (int pair = 0; pair < PAIRS; pair++) {
        Span ours = span(workloads, connections, SPAN, next, tokens);
        Span theirs = span(empty, connections, SPAN, next, nothing);
        spans.add(ours);
        other.add(theirs);
        ratios.add(ours.load().perSecond() / theirs.load().perSecond());
      }
      print("from memory : empty", connections, spans, ratios);
      print("empty endpoint", connections, other, List.of(1.0));
    }
  }

  private static Span span(
      Peer peer, int connections, Duration time, AtomicInteger next, Requests requests)
      throws Exception {
    Duration before = generator();
    Measured load = Load.run(peer, connections, time, next, Integer.MAX_VALUE, requests);
    double seconds = load.replies() / load.perSecond();
    double own = generator().minus(before).toNanos() / 1e9;
    int cores = Runtime.getRuntime().availableProcessors();
    return new Span(load, 1 - own / (seconds * cores));
  }

  private static Duration generator() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }

  private static void print(String name, int connections, List<Span> spans, List<Double> ratios) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.0f | %.2f | %.2f | %.2f | %.2f (%.2f to %.2f) |%n",
        name,
        connections,
        median(spans, span -> span.load().perSecond()),
        median(spans, span -> span.load().p50Micros() / 1e3),
        median(spans, span -> span.load().p99Micros() / 1e3),
        median(spans, Span::share),
        median(ratios, Double::doubleValue),
        ratios.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
        ratios.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> value) {
    return all.stream().mapToDouble(value).sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }
}
