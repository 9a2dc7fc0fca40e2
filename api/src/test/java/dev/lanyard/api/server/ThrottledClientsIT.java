package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanyard.api.server.Sdk.Asked;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Azure's own clients wait as they are told where a resource asks for too much. */
@TestInstance(Lifecycle.PER_CLASS)
class ThrottledClientsIT {
  private static final String QUERY = "resource=https://vault.azure.net";

  /** Of one request a second, so many come at once. */
  private static final int BURST = 10;

  private static final int TOO_MANY = 429;

  /** More than come at once when the burst is used up. */
  private static final List<Asked> SEVERAL =
      Stream.of(
              "https://vault.azure.net", "https://storage.azure.com", "https://graph.microsoft.com")
          .map(audience -> Asked.token("managed").scope(audience + "/.default"))
          .toList();

  private Path data;
  private Server server;
  private Workloads workloads;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder.resolve("data");
    server = Server.start(data, "LANYARD_WORKLOAD_PATHS=true", "LANYARD_RATE_WORKLOAD=1");
    workloads = new Workloads(server.http(), "throttled");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Sdk.class)
  void who_is_told_to_wait_waits_and_gets_its_token(Sdk sdk) {
    assumeTrue(sdk.isThere());
    String vm = workloads.machine("vm-" + sdk, "SystemAssigned");
    Workloads.Endpoint endpoint = workloads.byPath(vm);
    try (var program = sdk.start(data, endpoint.metadataEnvironment())) {
      // What is answered without an identity tells that the program is up, at the price of one.
      assertThat(program.ask(Asked.token("managed").scope("https://none.example/.default")).error())
          .isNotEmpty();
      long before = throttled();
      long exhausted =
          IntStream.range(0, 2 * BURST)
              .filter(_ -> endpoint.metadata(QUERY).status() == TOO_MANY)
              .count();
      assertThat(exhausted).isPositive();
      long asked = System.nanoTime();
      assertThat(program.ask(SEVERAL)).allSatisfy(it -> assertThat(it.token()).isNotEmpty());
      System.out.printf(
          "%s: three tokens at one a second in %d ms%n",
          sdk, Duration.ofNanos(System.nanoTime() - asked).toMillis());
      Awaitility.await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(throttled() - before).isGreaterThan(exhausted));
    }
  }

  private long throttled() {
    return Attempts.of(server, CallersTurnedAway.class).stream()
        .mapToLong(counted -> counted.counts().getOrDefault("too_many_requests", 0L))
        .sum();
  }
}
