package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.authority.RememberedTokens;
import dev.lanyard.api.authority.TokenIntrospection;
import dev.lanyard.api.authority.TokenTerms;
import dev.lanyard.domain.Audience;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.projections.state.GenerationList;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever ends a token, all who ask learn it soon after the command's reply: who asks for a new
 * one, and who asks about the old one in each way.
 */
@TestInstance(Lifecycle.PER_CLASS)
class RevocationIT {
  private static final String RESOURCE = "https://vault.azure.net";

  /** The promise is two seconds, which is printed and not waited for: machines are shared. */
  private static final Duration WAIT_MAX = Duration.ofSeconds(30);

  private static final int TOGETHER = 10_000;
  private static final String NEW_REQUEST = "NEW_REQUEST";

  private final Map<String, Map<String, Long>> effects = new TreeMap<>();
  private Server server;
  private Client http;
  private int cases;

  /** Why a token ends. */
  enum Cause {
    IDENTITY_DELETED,
    SYSTEM_IDENTITY_DISABLED,
    DETACHED,
    RESOURCE_DELETED,
    GROUP_DELETED,
    TOKENS_REVOKED,
    PRINCIPAL_DISABLED,
    PRINCIPAL_TOKENS_REVOKED
  }

  /**
   * A token, how to get another in the same way, and what ends it.
   *
   * @param next empty where none is to be had
   */
  private record Case(String token, Supplier<Optional<String>> next, Runnable end) {}

  /** A principal of an operator. */
  private record Registered(UUID id, UUID client) {}

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        Server.start(
            folder.resolve("data"),
            "LANYARD_WORKLOAD_PATHS=true",
            "LANYARD_RATE_PRINCIPAL=0",
            "LANYARD_RATE_ADDRESS=0",
            "LANYARD_RATE_WORKLOAD=0");
    http = server.http();
  }

  @AfterAll
  void stop() {
    System.out.println("Milliseconds from the command's reply until a token lost effect:");
    effects.forEach((cause, ways) -> System.out.printf("%-26s %s%n", cause, ways));
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Cause.class)
  void what_ends_a_token_is_known_everywhere_in_time(Cause cause) {
    Case tried = prepare(cause, "revoked" + ++cases);
    for (Ways way : Ways.values()) {
      assertThat(way.counts(http, tried.token())).as(way.toString()).isTrue();
    }
    assertThat(tried.next().get()).isPresent();
    tried.end().run();
    long replied = System.nanoTime();
    Map<String, Long> effect = new ConcurrentSkipListMap<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var asking =
          Arrays.stream(Ways.values())
              .map(
                  way ->
                      CompletableFuture.runAsync(
                          () ->
                              effect.put(
                                  way.toString(),
                                  until(replied, () -> !way.counts(http, tried.token()))),
                          threads));
      asking.toList().forEach(CompletableFuture::join);
      effect.put(
          NEW_REQUEST,
          until(replied, () -> !tried.next().get().equals(Optional.of(tried.token()))));
    }
    effects.put(cause.toString(), effect);
    boolean again = cause == Cause.TOKENS_REVOKED || cause == Cause.PRINCIPAL_TOKENS_REVOKED;
    Optional<String> next = tried.next().get();
    assertThat(next.isPresent()).isEqualTo(again);
    next.ifPresent(token -> assertThat(Ways.INTROSPECTION.counts(http, token)).isTrue());
  }

  private static long until(long from, BooleanSupplier effective) {
    Awaitility.await()
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(WAIT_MAX)
        .until(effective::getAsBoolean);
    return Duration.ofNanos(System.nanoTime() - from).toMillis();
  }

  private Case prepare(Cause cause, String name) {
    return switch (cause) {
      case IDENTITY_DELETED -> {
        Workloads workloads = new Workloads(server.http(), name);
        String user = workloads.userIdentity(name);
        yield through(workloads, workloads.machineWith(name, user), () -> delete(user));
      }
      case SYSTEM_IDENTITY_DISABLED -> {
        Workloads workloads = new Workloads(server.http(), name);
        String vm = workloads.machine(name, "SystemAssigned");
        yield through(workloads, vm, () -> withoutIdentity(vm));
      }
      case DETACHED -> {
        Workloads workloads = new Workloads(server.http(), name);
        String vm = workloads.machineWith(name, workloads.userIdentity(name));
        yield through(workloads, vm, () -> withoutIdentity(vm));
      }
      case RESOURCE_DELETED -> {
        Workloads workloads = new Workloads(server.http(), name);
        String vm = workloads.machine(name, "SystemAssigned");
        yield through(workloads, vm, () -> delete(vm));
      }
      case GROUP_DELETED -> {
        Workloads workloads = new Workloads(server.http(), name);
        String vm = workloads.machine(name, "SystemAssigned");
        yield through(workloads, vm, () -> delete(vm.substring(0, vm.indexOf("/providers/"))));
      }
      case TOKENS_REVOKED -> {
        Workloads workloads = new Workloads(server.http(), name);
        String user = workloads.userIdentity(name);
        yield through(
            workloads,
            workloads.machineWith(name, user),
            () -> new Trusting(server).revokeIdentity(user));
      }
      case PRINCIPAL_DISABLED -> {
        var registered = new Registered(UUID.randomUUID(), UUID.randomUUID());
        yield bySecret(registered, () -> put(registered, "Disabled"));
      }
      case PRINCIPAL_TOKENS_REVOKED -> {
        var registered = new Registered(UUID.randomUUID(), UUID.randomUUID());
        yield bySecret(
            registered,
            () -> new Trusting(server).revokePrincipal(new PrincipalId(registered.id())));
      }
    };
  }

  private Case through(Workloads workloads, String machine, Runnable end) {
    Workloads.Endpoint endpoint = workloads.byHeader(machine);
    return byNext(
        () ->
            Optional.of(
                    endpoint.appService(
                        "api-version=2019-08-01&resource=" + RESOURCE, "X-IDENTITY-HEADER"))
                .filter(reply -> reply.status() == 200)
                .map(reply -> reply.text("access_token")),
        end);
  }

  private Case bySecret(Registered registered, Runnable end) {
    put(registered, "Enabled");
    String secret =
        Story.done(
                http.send(
                    "POST",
                    "/principals/" + registered.id() + "/credentials",
                    "{\"kind\": \"secret\"}"))
            .text("/secret");
    var form = Tokens.secretForm(registered.client().toString(), secret, RESOURCE + "/.default");
    return byNext(
        () ->
            Optional.of(Tokens.ask(http.anonymous(), "/common/oauth2/v2.0/token", form))
                .filter(reply -> reply.status() == 200)
                .map(reply -> reply.text("/access_token")),
        end);
  }

  private static Case byNext(Supplier<Optional<String>> next, Runnable end) {
    return new Case(next.get().orElseThrow(), next, end);
  }

  private void put(Registered registered, String state) {
    Story.done(
        http.put(
            "/principals/" + registered.id(),
            """
            {"type": "ServicePrincipal", "issuer": "urn:lanyard:local", "subject": "%s",
             "state": "%s"}
            """
                .formatted(registered.client(), state)));
  }

  private void delete(String path) {
    assertThat(http.arm("DELETE", path, "").status()).isIn(200, 202);
  }

  private void withoutIdentity(String machine) {
    Story.done(http.arm("PATCH", machine, "{\"identity\": {\"type\": \"None\"}}"));
  }

  @Test
  void ten_thousand_tokens_of_an_identity_lose_effect_together() {
    Workloads workloads = new Workloads(server.http(), "together");
    String user = workloads.userIdentity("together");
    List<Workloads.Endpoint> endpoints =
        IntStream.range(0, 2)
            .mapToObj(n -> workloads.byPath(workloads.machineWith("together" + n, user)))
            .toList();
    List<JsonNode> known =
        endpoints.stream()
            .map(it -> Assertion.claims(it.metadata("resource=" + RESOURCE).text("access_token")))
            .toList();
    List<String> tokens =
        IntStream.range(0, TOGETHER).parallel().mapToObj(n -> issue(known.get(n % 2), n)).toList();
    assertThat(tokens).doesNotHaveDuplicates();
    var introspection = server.part(TokenIntrospection.class);
    assertThat(tokens.parallelStream().filter(token -> introspection.active(token).isPresent()))
        .hasSize(TOGETHER);
    new Trusting(server).revokeIdentity(user);
    long replied = System.nanoTime();
    long left =
        tokens.parallelStream().filter(token -> introspection.active(token).isPresent()).count();
    System.out.printf(
        "%d tokens of one identity: %d of them good after the revocation, looked at within %d ms%n",
        TOGETHER, left, Duration.ofNanos(System.nanoTime() - replied).toMillis());
    assertThat(left).isZero();
    until(
        replied, () -> tokens.stream().limit(2).noneMatch(it -> Ways.STATUS_LIST.counts(http, it)));
  }

  /** A token as the endpoint would give for another resource. */
  private String issue(JsonNode known, int number) {
    JsonNode entry = known.at("/status/status_list");
    String list = entry.path("uri").asString();
    long listNumber = Long.parseLong(list.substring(list.lastIndexOf('/') + 1));
    String resource = "https://resource" + number + ".example";
    return server
        .part(RememberedTokens.class)
        .issue(
            new TokenTerms(
                new PrincipalId(UUID.fromString(known.path("oid").asString())),
                new ClientId(UUID.fromString(known.path("appid").asString())),
                false,
                resource,
                new Audience(resource, Audience.Form.V1, Optional.empty(), Optional.empty()),
                Optional.of(ResourcePath.parse("path", known.path("xms_mirid").asString())),
                Optional.of(ResourcePath.parse("path", known.path("xms_az_rid").asString())),
                GenerationList.SIZE * listNumber + entry.path("idx").asLong(),
                known.path("lanyard_position").asLong()))
        .text();
  }
}
