package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanyard.api.server.Sdk.Asked;
import dev.lanyard.api.server.Sdk.Outcome;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Azure's own clients, unmodified, get tokens of the identities on a resource, in both styles. What
 * they are refused they do not ask for again: the access log has each question once.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WorkloadClientsIT {
  private static final String NOT_FOUND = "Identity not found";

  private Path data;
  private Server server;
  private Client http;
  private Workloads workloads;
  private int machines;

  @BeforeAll
  void start(@TempDir Path folder) {
    data = folder.resolve("data");
    server = Server.start(data, "LANYARD_WORKLOAD_PATHS=true");
    http = server.http();
    workloads = new Workloads(server.http(), "clients");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Arguments> clients() {
    return Stream.of(Sdk.values())
        .flatMap(sdk -> Stream.of(Style.values()).map(style -> Arguments.of(sdk, style)));
  }

  /** How a resource's environment tells where tokens are. */
  enum Style {
    APP_SERVICE,
    METADATA;

    Map<String, String> environment(Workloads workloads, String resource) {
      return environment(
          switch (this) {
            case APP_SERVICE -> workloads.byHeader(resource);
            case METADATA -> workloads.byPath(resource);
          });
    }

    Map<String, String> environment(Workloads.Endpoint endpoint) {
      return switch (this) {
        case APP_SERVICE -> endpoint.appServiceEnvironment();
        case METADATA -> endpoint.metadataEnvironment();
      };
    }

    /** Asks as such a client would. */
    Workloads.Reply ask(Workloads.Endpoint endpoint) {
      String query = "resource=https://vault.azure.net";
      return switch (this) {
        case APP_SERVICE ->
            endpoint.appService("api-version=2019-08-01&" + query, "X-IDENTITY-HEADER");
        case METADATA -> endpoint.metadata(query);
      };
    }
  }

  @ParameterizedTest
  @MethodSource("clients")
  void each_selector_gets_its_identity(Sdk sdk, Style style) {
    assumeTrue(sdk.isThere());
    String user = workloads.userIdentity("user" + ++machines);
    String stranger = workloads.userIdentity("stranger" + machines);
    String vm = workloads.machineWith("vm" + machines, List.of(user), true);
    String systemObject = http.arm("GET", vm, "").text("/identity/principalId");
    String userObject = http.arm("GET", user, "").text("/properties/principalId");
    String strangerClient = http.arm("GET", stranger, "").text("/properties/clientId");
    Asked any = Asked.token("managed");
    List<Outcome> outcomes =
        sdk.ask(
            data,
            style.environment(workloads, vm),
            List.of(
                Asked.token("default"),
                any,
                any.identity("clientId", http.arm("GET", user, "").text("/properties/clientId")),
                any.identity("objectId", userObject),
                any.identity("resourceId", user),
                any.identity("clientId", strangerClient),
                any.identity("resourceId", stranger),
                any.identity("objectId", UUID.randomUUID().toString()),
                any.scope("https://nobody.example/.default")));
    assertThat(outcomes.stream().map(WorkloadClientsIT::who))
        .containsExactly(
            systemObject,
            systemObject,
            userObject,
            userObject,
            userObject,
            "refused",
            "refused",
            "refused",
            "refused");
    assertThat(outcomes.subList(0, 5).stream().map(it -> it.claims().path("xms_az_rid").asString()))
        .containsOnly(vm);
    assertThat(outcomes.subList(5, 8))
        .allSatisfy(it -> assertThat(it.message()).contains(NOT_FOUND));
    assertThat(outcomes.getLast().message()).contains("AADSTS500011");
    assertThat(refusals(vm)).containsExactly(NOT_FOUND, NOT_FOUND, NOT_FOUND, unknownAudience());
    print(sdk, style, outcomes);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void without_a_name_the_only_identity_answers_and_of_several_none(Sdk sdk, Style style) {
    assumeTrue(sdk.isThere());
    String one = workloads.userIdentity("one" + ++machines);
    String two = workloads.userIdentity("two" + machines);
    String vm = workloads.machineWith("vm" + machines, List.of(one), false);
    Map<String, String> environment = style.environment(workloads, vm);
    Asked any = Asked.token("managed");
    List<Outcome> only = sdk.ask(data, environment, List.of(any));
    workloads.machineWith("vm" + machines, List.of(one, two), false);
    List<Outcome> several =
        sdk.ask(data, environment, List.of(any, any.identity("resourceId", two)));
    Story.done(http.arm("PATCH", vm, "{\"identity\": {\"type\": \"None\"}}"));
    List<Outcome> none = sdk.ask(data, environment, List.of(any));
    assertThat(Stream.of(only, several, none).flatMap(List::stream).map(WorkloadClientsIT::who))
        .containsExactly(
            http.arm("GET", one, "").text("/properties/principalId"),
            "refused",
            http.arm("GET", two, "").text("/properties/principalId"),
            "refused");
    assertThat(several.getFirst().message()).contains("Multiple user assigned identities exist");
    assertThat(none.getFirst().message()).contains(NOT_FOUND);
    assertThat(refusals(vm)).hasSize(2);
    print(sdk, style, List.of(several.getFirst(), none.getFirst()));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void who_has_not_the_secret_is_refused_once(Sdk sdk, Style style) {
    assumeTrue(sdk.isThere());
    String vm = workloads.machine("vm" + ++machines, "SystemAssigned");
    Workloads.Endpoint guessed =
        switch (style) {
          case APP_SERVICE -> workloads.byHeader(vm).with("guessed");
          case METADATA -> workloads.byPath(vm).with("guessed");
        };
    String code = style == Style.APP_SERVICE ? "unauthorized" : "invalid_request";
    long before = turnedAway(code);
    List<Outcome> outcomes =
        sdk.ask(data, style.environment(guessed), List.of(Asked.token("managed")));
    assertThat(who(outcomes.getFirst())).isEqualTo("refused");
    // Counts are written in their order: behind this one, all of the client's are there.
    assertThat(style.ask(guessed).status()).isIn(400, 401);
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> turnedAway(code) - before, counted -> counted >= 2);
    assertThat(turnedAway(code) - before).isEqualTo(2);
    print(sdk, style, outcomes);
  }

  private static String who(Outcome outcome) {
    return outcome.json().has("token") ? outcome.claims().path("oid").asString() : "refused";
  }

  /** Why the workloads of a resource were refused, in the order in which they asked. */
  private List<String> refusals(String resource) {
    return Attempts.of(server, WorkloadTokenRefused.class).stream()
        .filter(refused -> refused.resource().toString().equals(resource))
        .map(WorkloadTokenRefused::why)
        .toList();
  }

  private static String unknownAudience() {
    return "AADSTS500011: The resource principal named in 'resource' was not found in the tenant";
  }

  private long turnedAway(String code) {
    return Attempts.of(server, CallersTurnedAway.class).stream()
        .mapToLong(counted -> counted.counts().getOrDefault(code, 0L))
        .sum();
  }

  private static void print(Sdk sdk, Style style, List<Outcome> outcomes) {
    outcomes.stream()
        .filter(outcome -> !outcome.error().isEmpty())
        .map(outcome -> sdk + " " + style + ": " + outcome.error() + ": " + outcome.message())
        .forEach(System.out::println);
  }
}
