package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanyard.api.server.Sdk.Asked;
import dev.lanyard.api.server.Sdk.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Azure's own clients ask again where a machine's endpoint is out of order for a while (CONTRACT
 * 3.1), as often as the contract says, and then have the token of the resource.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RetryingClientsIT {
  /** More requests than any client sends. */
  private static final int ALWAYS = 1_000;

  private static final String REFUSED = "refused";

  private Path data;
  private Server server;
  private Workloads workloads;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder.resolve("data");
    server = Server.start(data, "LANYARD_WORKLOAD_PATHS=true");
    workloads = new Workloads(server.http(), "retrying");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /**
   * One trouble that an endpoint has.
   *
   * @param status of what it answers
   * @param failing to how many requests
   * @param asked how many requests a client sends then, by the contract
   */
  private record Trouble(int status, int failing, int asked) {
    Came passed(String resource) {
      return new Came(status, asked, failing < asked ? resource : REFUSED);
    }
  }

  /**
   * What came of it.
   *
   * @param of the resource whose token the client has, or that it was refused
   */
  private record Came(int status, int asked, String of) {}

  /**
   * As few failures as it takes to tell one client from another: their pauses double each time. At
   * its fourth request the JavaScript client gives up where the server is in error; the other
   * limits lie at six, after a quarter or half a minute.
   */
  private static List<Trouble> troubles(Sdk sdk) {
    return switch (sdk) {
      case JAVASCRIPT ->
          List.of(
              new Trouble(404, 3, 4),
              new Trouble(410, 2, 3),
              new Trouble(500, 3, 4),
              new Trouble(503, ALWAYS, 4));
      case JAVA ->
          List.of(
              new Trouble(404, 3, 4),
              new Trouble(410, 3, 4),
              new Trouble(500, 3, 4),
              new Trouble(503, 4, 5));
    };
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void what_passes_is_asked_again_and_gets_its_token(Sdk sdk) throws Exception {
    assumeTrue(sdk.isThere());
    String vm = workloads.machine("vm-" + sdk, "SystemAssigned");
    Workloads.Endpoint endpoint = workloads.byPath(vm);
    List<Trouble> troubles = troubles(sdk);
    assertThat(all(troubles.stream().map(trouble -> () -> came(sdk, endpoint, trouble))))
        .isEqualTo(troubles.stream().map(trouble -> trouble.passed(vm)).toList());
  }

  private Came came(Sdk sdk, Workloads.Endpoint endpoint, Trouble trouble) {
    long begin = System.nanoTime();
    try (var front = Front.before(endpoint, trouble.status(), trouble.failing())) {
      Map<String, String> environment = front.endpoint().metadataEnvironment();
      Outcome outcome = sdk.ask(data, environment, List.of(Asked.token("managed"))).getFirst();
      System.out.printf(
          "%s: %d requests at %d, in %d ms %s%n",
          sdk,
          front.asked(),
          trouble.status(),
          (System.nanoTime() - begin) / 1_000_000,
          outcome.message());
      String of =
          outcome.error().isEmpty() ? outcome.claims().path("xms_az_rid").asString() : REFUSED;
      return new Came(trouble.status(), front.asked(), of);
    }
  }

  /** Does all at once, for clients pause; the results are in the order of what was asked. */
  private static <T> List<T> all(Stream<Callable<T>> tasks) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(tasks.toList())) {
        results.add(done.get());
      }
      return results;
    }
  }
}
