package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.http.Surface;
import dev.lanyard.api.security.Route;
import dev.lanyard.api.security.Routes;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.projections.Views;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every row of the route table, by everybody who may not: refused in the form of its surface, on
 * record, and changing nothing. Generated from the table: a new row is tried as it appears.
 */
@TestInstance(Lifecycle.PER_CLASS)
class NegativeMatrixIT {
  private static final List<Route> ROWS = Routes.all().toList();
  private static final Set<String> OTHER_METHODS =
      Set.of("GET", "PUT", "PATCH", "POST", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO");

  private Server server;
  private Client http;
  private MatrixPlace place;
  private List<MatrixSender> senders;
  private Client owner;
  private final Map<Route, Integer> told = new HashMap<>();
  private final Set<String> refusedIds = new TreeSet<>();
  private final List<String> unexpected = new ArrayList<>();
  private int requests;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    server =
        Server.start(
            temp,
            "LANYARD_RATE_ADDRESS=9999999",
            "LANYARD_RATE_PRINCIPAL=9999999",
            "LANYARD_RATE_REFUSALS=0");
    http = server.http();
    Rights rights = new Rights(http);
    place = new MatrixPlace(http, rights);
    senders = MatrixSender.all(server, place, rights);
    owner = http.withToken(new Mint(server).good(server.part(Installation.class).operator()));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void nobody_does_what_only_others_may() {
    assertThat(ROWS).as("rows without a sample here").allMatch(row -> place.path(row).isPresent());
    long head = head();
    for (Route row : ROWS) {
      if (row.access() == Route.Access.OPEN) {
        told.put(row, ask(row, row.method(), owner).status());
      }
      for (MatrixSender sender : senders) {
        if (sender.tries(row)) {
          methods(row).forEach(method -> attempt(row, method, sender));
        }
      }
    }
    methodsThatNoRowHas();
    System.out.printf("negative matrix: %d requests, %d unexpected%n", requests, unexpected.size());
    assertThat(unexpected).isEmpty();
    assertThat(head()).isEqualTo(head);
    assertThat(recorded()).isEqualTo(refusedIds).isNotEmpty();
    whoMayIsLetIn();
  }

  private long head() {
    return server.part(Views.class).state().position();
  }

  private static List<String> methods(Route row) {
    return row.method().equals("GET") ? List.of("GET", "HEAD") : List.of(row.method());
  }

  private void attempt(Route row, String method, MatrixSender sender) {
    String path = place.path(row).orElseThrow();
    Answer answer =
        send(
            method,
            sender.foreign() ? place.elsewhere(path) : path,
            place.body(row, sender.principal()),
            sender.client());
    boolean right =
        switch (sender.expects().apply(row)) {
          case UNKNOWN -> answer.status() == 401 && isTold(method, path, answer, sender.code());
          case FORBIDDEN -> answer.status() == 403 && isTold(method, path, answer, sender.code());
          case LET_IN -> isLetIn(row, answer) && (sender.seesAll() || showsNothing(row, answer));
          case AS_ALL -> answer.status() == told.getOrDefault(row, 0);
        };
    note(
        right,
        "%s %s by %s: not %s %s"
            .formatted(method, path, sender.name(), sender.expects().apply(row), told.get(row)),
        answer);
    if (answer.status() == 403) {
      refusedIds.add(answer.reply().headers().firstValue("x-ms-request-id").orElseThrow());
    }
  }

  private Answer ask(Route row, String method, Client client) {
    return send(method, place.path(row).orElseThrow(), place.body(row, place.principal), client);
  }

  private Answer send(String method, String path, String body, Client client) {
    requests++;
    return body.startsWith("grant_type")
        ? client.send(method, path, body, "Content-Type", "application/x-www-form-urlencoded")
        : client.send(method, path, body);
  }

  private void note(boolean right, String what, Answer answer) {
    if (!right) {
      unexpected.add(what + ": " + answer);
    }
  }

  /** In the form of the surface; to HEAD, in headers alone. */
  private static boolean isTold(String method, String path, Answer answer, String code) {
    if (method.equals("HEAD")) {
      return answer.reply().body().isEmpty();
    }
    String type = answer.reply().headers().firstValue("Content-Type").orElse("");
    return switch (Surface.meantBy(path)) {
      case ARM -> type.startsWith("application/json") && answer.text("/error/code").equals(code);
      case GRAPH ->
          answer.text("/error/code").equals(code)
              && !answer.text("/error/innerError/request-id").isEmpty();
      case OWN -> type.startsWith("application/problem+json") && answer.text("/code").equals(code);
    };
  }

  /** Of our own listings, some ask for more than the table says, by what they are asked about. */
  private static boolean isLetIn(Route row, Answer answer) {
    boolean asksFurther =
        MatrixPlace.isOwn(row) && row.access() == Route.Access.LISTING && answer.status() == 403;
    return asksFurther
        || (answer.status() < 500 && answer.status() != 401 && answer.status() != 403);
  }

  /** The directory is everybody's who is in it. */
  private static boolean showsNothing(Route row, Answer answer) {
    String body = answer.reply().body();
    return row.id().startsWith("/v1.0")
        || !(body.contains("/web1") || body.contains("/pipeline\""));
  }

  /** Methods beside those of the table: told so, or that a name is needed first. */
  private void methodsThatNoRowHas() {
    MatrixSender roleless =
        senders.stream().filter(s -> s.name().equals("no role")).findFirst().orElseThrow();
    Map<String, Set<String>> byPath =
        ROWS.stream()
            .collect(
                Collectors.groupingBy(
                    row -> place.path(row).orElseThrow(),
                    Collectors.mapping(Route::method, Collectors.toSet())));
    byPath.forEach(
        (path, known) -> {
          for (String method : OTHER_METHODS) {
            if (!known.contains(method)) {
              Answer unknown = send(method, path, "", http.anonymous());
              note(isRefused(method, unknown), method + " " + path + " by nobody", unknown);
              Answer answer = send(method, path, "", roleless.client());
              note(isRefused(method, answer), method + " " + path + " by somebody", answer);
              if (answer.status() == 403) {
                refusedIds.add(
                    answer.reply().headers().firstValue("x-ms-request-id").orElseThrow());
              }
            }
          }
        });
  }

  /** OPTIONS is answered with methods alone. */
  private static boolean isRefused(String method, Answer answer) {
    boolean tells = method.equals("OPTIONS") && answer.status() == 200;
    return answer.status() / 100 == 4 || (tells && answer.reply().body().isEmpty());
  }

  /** The requests whose refusal is on record. */
  private Set<String> recorded() {
    return Attempts.of(server, RequestRefused.class).stream()
        .filter(refused -> refused.status() == 403)
        .map(refused -> refused.circumstances().requestId().orElseThrow())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same requests by one who may, those last that take away what the others need. */
  private void whoMayIsLetIn() {
    List<Route> rows = new ArrayList<>(ROWS);
    rows.sort(Comparator.comparing(row -> row.method().equals("DELETE")));
    for (Route row : rows) {
      if (row.access() != Route.Access.OPEN) {
        Answer answer = ask(row, row.method(), owner);
        note(isLetIn(row, answer) && answer.status() != 403, "by the owner: " + row, answer);
      }
    }
    assertThat(unexpected).isEmpty();
  }
}
