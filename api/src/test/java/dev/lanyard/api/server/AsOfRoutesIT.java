package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.security.Route;
import dev.lanyard.api.security.Routes;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.Views;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every read of the ARM surface takes {@code asOf}: asked about the moment before all was deleted,
 * it answers what it answered then. The rows come from the route table.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AsOfRoutesIT {
  /** Reads whose answer is the same after the deletion, and why. */
  private static final Map<String, String> UNCHANGED =
      Map.of(
          "Tenants", "an installation has one tenant",
          "Subscriptions", "subscriptions do not end",
          "Subscription", "subscriptions do not end",
          "Locations", "the locations of a live subscription are a fixed list",
          "Providers", "the catalogue; whether a type is in use is not told of catalogued ones",
          "Provider", "likewise",
          "DenyAssignments", "there are none",
          "OperationResult", "of a deletion, which was none yet: see the test of its own",
          "Permissions", "the operator keeps its own: see the test of its own");

  static final List<Route> READS =
      Routes.all()
          .filter(row -> row.method().equals("GET") && !MatrixPlace.isOwn(row))
          .filter(row -> !row.id().equals("OperationResult"))
          .toList();

  private final Map<String, Answer> before = new LinkedHashMap<>();
  private Server server;
  private Client http;
  private Rights rights;
  private MatrixPlace place;
  private long then;
  private String instant;
  private String operation;

  @BeforeAll
  void everything_is_there_and_then_deleted(@TempDir Path temp) {
    server = Server.start(temp, "LANYARD_RATE_PRINCIPAL=0", "LANYARD_RATE_ADDRESS=0");
    http = server.http();
    rights = new Rights(http);
    place = new MatrixPlace(http, rights);
    Story.done(
        http.arm(
            "PUT",
            place.story.shared + "/federatedIdentityCredentials/ci-main",
            """
            {"properties": {"issuer": "https://ci.example", "subject": "main",
              "audiences": ["api://AzureADTokenExchange"]}}
            """));
    then = server.part(Views.class).state().position();
    READS.forEach(row -> before.put(row.id(), http.get(path(row))));
    instant = settled();
    String lock = place.story.group + "/providers/Microsoft.Authorization/locks/keep";
    Story.done(http.arm("DELETE", lock, ""));
    Answer deletion = Story.done(http.arm("DELETE", place.story.group, ""));
    String location = deletion.reply().headers().firstValue("Location").orElseThrow();
    operation = location.substring(location.indexOf("/subscriptions"));
  }

  /** An instant after the last commit that may be asked for. */
  private String settled() {
    String now = Instant.now().toString();
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> http.arm("GET", "/tenants?asOf=" + now, "").status() == 200);
    return now;
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String path(Route row) {
    return place.path(row).orElseThrow(() -> new AssertionError(row.id() + " has no sample path"));
  }

  @ParameterizedTest
  @FieldSource("READS")
  void a_read_answers_as_it_did_then(Route row) {
    Answer known = Objects.requireNonNull(before.get(row.id()));
    assertThat(known.status()).as(row.id()).isEqualTo(200);
    for (String asOf : List.of(Long.toString(then), instant)) {
      Answer past = http.get(path(row) + "&asOf=" + asOf);
      assertThat(past.status() + " " + past.json()).as(row.id()).isEqualTo("200 " + known.json());
      assertThat(past.position()).isEqualTo(then);
    }
    Answer now = http.get(path(row));
    assertThat(now.status() == 200 && now.json().equals(known.json()))
        .as("%s has changed since", row.id())
        .isEqualTo(UNCHANGED.containsKey(row.id()));
  }

  @ParameterizedTest
  @FieldSource("READS")
  void a_read_refuses_a_moment_that_is_none(Route row) {
    for (String asOf : List.of("x", "-1", "999999999", "9999-01-01T00:00:00Z")) {
      Answer refused = http.get(path(row) + "&asOf=" + asOf);
      assertThat(refused.status()).as(row.id() + " " + refused).isEqualTo(400);
      assertThat(refused.text("/error/target") + refused.text("/error/message"))
          .as(row.id())
          .contains("asOf");
    }
  }

  @Test
  void a_deletion_is_no_operation_before_it_was_asked_for() {
    assertThat(http.get(operation).status()).isEqualTo(200);
    assertThat(http.get(operation + "&asOf=" + then).status()).isEqualTo(404);
  }

  @Test
  void permissions_of_the_past_are_those_that_the_caller_held_then() {
    String scope = place.story.subscription + "/providers/Microsoft.Authorization/permissions";
    PrincipalId user = rights.registered("User");
    String grant = rights.give(user, Rights.READER, place.story.subscription);
    long given = server.part(Views.class).state().position();
    As asked = new As(server, user, List.of());
    long removed = Story.done(http.arm("DELETE", grant, "")).position();
    assertThat(asked.arm("GET", scope).json().path("value")).isEmpty();
    assertThat(asked.arm("GET", scope + "?asOf=" + removed).json().path("value")).isEmpty();
    assertThat(
            asked.arm("GET", scope + "?asOf=" + given).json().at("/value/0/actions/0").asString())
        .isEqualTo("*/read");
    assertThat(asked.arm("GET", scope + "?asOf=" + (given - 1)).json().path("value")).isEmpty();
  }

  @Test
  void the_past_is_shown_by_the_rights_of_the_present() {
    PrincipalId user = rights.registered("User");
    String grant = rights.give(user, Rights.READER, place.story.subscription);
    long given = server.part(Views.class).state().position();
    As reader = new As(server, user, List.of());
    String groups = place.story.subscription + "/resourceGroups";
    assertThat(reader.arm("GET", groups + "?asOf=" + then).names()).contains("matrix");
    Story.done(http.arm("DELETE", grant, ""));
    for (String path : List.of(groups, place.story.group, place.story.vm1)) {
      assertThat(reader.arm("GET", path + "?asOf=" + given).status()).as(path).isEqualTo(403);
    }
  }

  @Test
  void a_position_inside_a_commit_counts_as_the_end_of_the_one_before() {
    Story story = new Story(http, "inside");
    long created = story.createGroup().position();
    long both = story.createWithIdentity(story.vm1).position();
    assertThat(both).isGreaterThan(created + 1);
    Answer inside = http.arm("GET", story.vm1 + "?asOf=" + (both - 1), "");
    assertThat(inside.status()).isEqualTo(404);
    assertThat(inside.position()).isEqualTo(created);
    assertThat(Stream.of(http.arm("GET", story.vm1 + "?asOf=" + both, "")))
        .allMatch(answer -> answer.status() == 200 && answer.position() == both);
  }
}
