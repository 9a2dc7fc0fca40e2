package dev.lanyard.benchmarks.http;

import dev.lanyard.benchmarks.http.Load.Measured;
import dev.lanyard.benchmarks.http.Load.Request;
import dev.lanyard.benchmarks.http.Load.Requests;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Access checks a second over TLS on kept connections: about principals with one assignment each,
 * and about the bearer of a token, whose signature is verified each time; one by one and in
 * batches. The load generator has the same cores as the server.
 */
public final class ChecksOverHttp {
  private static final int MACHINES = 100;
  private static final int PRINCIPALS = 1_000;
  private static final int BATCH = 20;
  private static final List<Integer> CONNECTIONS = List.of(16, 64);
  private static final String VERSION = "?api-version=2022-04-01";
  private static final String READER = "acdd72a7-3385-48ef-bd42-f606fba81ae7";

  private final Peer operator;
  private final Fleet fleet;
  private final List<String> principals = new ArrayList<>();

  private ChecksOverHttp(Peer operator, Fleet fleet) {
    this.operator = operator;
    this.fleet = fleet;
  }

  /**
   * Runs and prints a table.
   *
   * @param arguments the executable jar, and the folder for the store; then, where it shall take
   *     less than 8, the seconds of each measurement
   */
  public static void main(String... arguments) throws Exception {
    Path jar = Path.of(arguments[0]);
    Path data = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[1])), "checks");
    Duration span = Duration.ofSeconds(arguments.length > 2 ? Long.parseLong(arguments[2]) : 8);
    List<String> command = new ArrayList<>(Server.OPTIONS);
    Collections.addAll(command, "-jar", jar.toString());
    try (Server server =
        Server.start(
            command,
            data,
            Path.of(data + ".log"),
            "/actuator/health",
            port -> Peer.trusting(port, data))) {
      Peer operator = Login.asOperator(server.peer(), data);
      ChecksOverHttp checks = new ChecksOverHttp(operator, Fleet.make(operator, MACHINES, 0));
      checks.assign();
      System.out.println("| check | connections | checks/s | p50 ms | p99 ms |");
      System.out.println("|---|---|---|---|---|");
      String bearer = "\"token\":\"" + operator.token().orElseThrow() + "\"";
      checks.measure("of a principal, short", span, 1, number -> checks.named(number, false));
      checks.measure("of a principal, explained", span, 1, number -> checks.named(number, true));
      checks.measure(
          "of a bearer, short", span, 1, number -> checks.question(bearer, number, false));
      checks.measure(
          "of principals, explained, %d at once".formatted(BATCH), span, BATCH, checks::batch);
    }
  }

  /** The body of a request with a number. */
  @FunctionalInterface
  private interface Body {
    String number(int number);
  }

  private void assign() throws Exception {
    for (int i = 0; i < PRINCIPALS; i++) {
      principals.add(UUID.randomUUID().toString());
    }
    send(
        number ->
            new Request(
                "PUT",
                "/principals/" + principals.get(number),
                "{\"type\":\"User\",\"issuer\":\"https://issuer.example\",\"subject\":\"%s\"}"
                    .formatted(principals.get(number))));
    send(
        number ->
            new Request(
                "PUT",
                fleet.group()
                    + "/providers/Microsoft.Authorization/roleAssignments/"
                    + UUID.randomUUID()
                    + VERSION,
                """
                {"properties":{"principalId":"%s","roleDefinitionId":
                "/providers/Microsoft.Authorization/roleDefinitions/%s"}}\
                """
                    .formatted(principals.get(number), READER)));
  }

  private void send(Requests requests) throws Exception {
    Load.run(operator, 16, Duration.ofMinutes(5), new AtomicInteger(), PRINCIPALS, requests);
  }

  private String named(int number, boolean explain) {
    String principal = principals.get(number % PRINCIPALS);
    return question("\"principalId\":\"" + principal + "\"", number, explain);
  }

  private String question(String whose, int number, boolean explain) {
    return """
    {%s,"action":"Microsoft.Compute/virtualMachines/read","explain":%s,
    "scope":"%s/providers/Microsoft.Compute/virtualMachines/vm%d"}\
    """
        .formatted(whose, explain, fleet.group(), number % MACHINES);
  }

  private String batch(int number) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      all.add(named(number * BATCH + i, true));
    }
    return "{\"checks\":[" + String.join(",", all) + "]}";
  }

  private void measure(String name, Duration span, int checks, Body body) throws Exception {
    Requests requests = number -> new Request("POST", "/access/check", body.number(number));
    AtomicInteger next = new AtomicInteger();
    Load.run(operator, 16, span, next, Integer.MAX_VALUE, requests);
    for (int connections : CONNECTIONS) {
      Measured measured = Load.run(operator, connections, span, next, Integer.MAX_VALUE, requests);
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %.0f | %.2f | %.2f |%n",
          name,
          connections,
          measured.perSecond() * checks,
          measured.p50Micros() / 1e3,
          measured.p99Micros() / 1e3);
    }
  }
}
