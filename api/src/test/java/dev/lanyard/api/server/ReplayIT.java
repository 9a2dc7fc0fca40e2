package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.event.ComplianceEvent.ReplayEnded;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.Recorded;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.projections.Views;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class ReplayIT {
  private static final String REPLAYS = "/compliance/replays";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Path data;
  private Server server;
  private Client http;
  private Story story;

  @BeforeAll
  void start(@TempDir Path temp) {
    data = temp;
    server = Server.start(temp);
    http = server.http();
    story = new Story(http, "shop");
    story.createGroup();
    story.create(story.vault);
    var principal = story.createWithIdentity(story.vm1).text("/identity/principalId");
    story.grant(UUID.randomUUID().toString(), principal, "");
    Story.done(http.arm("DELETE", story.vm1, ""));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Client.Answer replayed(String body) {
    var begun = http.send("POST", REPLAYS, body);
    assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
    var link = begun.reply().headers().firstValue("Location").orElseThrow();
    return await()
        .atMost(LIMIT)
        .until(() -> http.get(link), status -> status.text("/report/recorded").equals("true"));
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }

  private List<Recorded> facts() {
    Ledger<?> ledger = server.part(Ledger.class);
    return ledger.read(0, Integer.MAX_VALUE).stream().map(Recorded.class::cast).toList();
  }

  private List<ReplayEnded> ends() {
    return facts().stream()
        .map(Recorded::event)
        .filter(ReplayEnded.class::isInstance)
        .map(ReplayEnded.class::cast)
        .toList();
  }

  @Test
  void the_ledger_of_a_server_replays_clean_and_the_report_is_signed_and_on_record()
      throws Exception {
    long head = server.part(Ledger.class).head();
    var status = replayed("");

    assertThat(status.text("/state")).as(status.toString()).isEqualTo("Clean");
    var report = http.get(status.text("/report/link"));
    assertThat(report.json().path("format").asString()).isEqualTo("lanyard-replay-1");
    assertThat(report.json().at("/replayed/to").asLong()).isGreaterThanOrEqualTo(head);
    assertThat(report.json().at("/tree/equal").asBoolean()).isTrue();
    assertThat(report.json().path("invariants").size()).isEqualTo(7);
    assertThat(report.json().path("views").size()).isEqualTo(2);
    assertThat(report.json().path("findings").size()).isZero();

    var digest = sha256(report.reply().body());
    assertThat(status.text("/report/sha256")).isEqualTo(digest);
    var key = http.get("/audit/log/lifecycle/key").reply().body().strip();
    var statement = SignedNote.parse(status.text("/report/signature"));
    assertThat(statement.verify(List.of(VerifierKey.parse(key)))).hasSize(1);
    assertThat(statement.text())
        .isEqualTo(
            """
            lanyard-replay-report/v1
            origin %s
            replay %s
            to %s
            outcome Clean
            sha256 %s
            """
                .formatted(
                    key.substring(0, key.indexOf('+')),
                    status.text("/asked/id"),
                    report.json().at("/replayed/to").asString(),
                    digest));

    assertThat(ends())
        .anySatisfy(
            end -> {
              assertThat(end.replay()).hasToString(status.text("/asked/id"));
              assertThat(end.outcome()).isEqualTo(ReplayOutcome.CLEAN);
              assertThat(end.reportDigest()).isEqualTo(digest);
              assertThat(end.requestedBy()).hasToString(status.text("/asked/requestedBy"));
            });
    await()
        .untilAsserted(
            () ->
                assertThat(http.get("/history?subject=" + status.text("/asked/id")).toString())
                    .contains("ReplayEnded", digest));
  }

  @Test
  void a_report_that_was_changed_is_told_as_that_and_not_as_one_to_come() throws Exception {
    var status = replayed("{\"to\": 5, \"checks\": [\"tree\"]}");
    var link = status.text("/report/link");
    var file = data.resolve("replays").resolve(status.text("/asked/id") + ".report.json");
    assertThat(file).exists();

    Files.writeString(file, "\"changed\"");

    for (var format : List.of("csv", "html")) {
      var answer = http.get(link + "?format=" + format);
      assertThat(answer.status()).as(answer.toString()).isEqualTo(409);
      assertThat(answer.reply().body()).contains("ReportUnreadable");
      assertThat(answer.reply().headers().firstValue("Retry-After")).isEmpty();
    }
    assertThat(http.get(link + "?format=json").reply().body()).isEqualTo("\"changed\"");
  }

  @Test
  void a_replay_goes_up_to_a_position_or_an_instant() {
    var past = replayed("{\"to\": 5, \"checks\": [\"views\"]}");
    assertThat(past.text("/state")).as(past.toString()).isEqualTo("Clean");
    assertThat(past.json().at("/asked/to").asLong()).isLessThanOrEqualTo(5);
    assertThat(replayed("{\"to\": \"2020-01-01T00:00:00Z\"}").json().at("/asked/to").asLong())
        .isZero();
  }

  @Test
  void a_replay_to_a_position_inside_a_commit_goes_up_to_the_commit_before() {
    List<Recorded> facts = facts();
    long inside =
        facts.stream()
            .filter(fact -> !fact.closesCommit())
            .mapToLong(Recorded::position)
            .max()
            .orElseThrow();
    long before =
        facts.stream()
            .filter(fact -> fact.closesCommit() && fact.position() < inside)
            .mapToLong(Recorded::position)
            .max()
            .orElseThrow();

    var told = replayed("{\"to\": %d, \"checks\": [\"tree\"]}".formatted(inside));

    assertThat(told.json().at("/asked/to").asLong()).isEqualTo(before);
  }

  @Test
  void a_changed_row_of_a_view_is_found_and_told_in_each_form() throws Exception {
    Views views = server.part(Views.class);
    views.awaitState(server.part(Ledger.class).head(), LIMIT);
    try (var file = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("views/state.db"));
        var change = file.createStatement()) {
      change.execute("PRAGMA busy_timeout = 10000");
      assertThat(change.executeUpdate("UPDATE body SET rest = '{\"<b>\": 1}' WHERE rest = '{}'"))
          .isPositive();
    }
    var status = replayed("{\"checks\": [\"views\"], \"scope\": \"" + story.group + "\"}");

    assertThat(status.text("/state")).isEqualTo("Findings");
    var link = status.text("/report/link");
    assertThat(http.get(link).text("/firstDifference/table")).isEqualTo("body");
    var csv = http.get(link, "Accept", "text/csv");
    assertThat(csv.reply().headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
    assertThat(csv.reply().body())
        .startsWith("check,rule,position,path,what\r\n\"views\",\"state.body\",");
    var page = http.get(link + "?format=html");
    assertThat(page.reply().headers().firstValue("Content-Security-Policy"))
        .hasValue("default-src 'none'; style-src 'unsafe-inline'");
    assertThat(page.reply().body()).contains("state.body", "&lt;b&gt;").doesNotContain("<b>");
    Story.done(http.send("POST", "/operations/rebuilds", "{\"views\": [\"state\"]}"));
  }

  @Test
  void progress_is_told_until_the_end() {
    var status = replayed("{\"checks\": [\"tree\"]}");
    var events = http.get(REPLAYS + "/" + status.text("/asked/id") + "/events");

    assertThat(events.reply().headers().firstValue("Content-Type"))
        .contains("text/event-stream;charset=UTF-8");
    assertThat(events.reply().headers().firstValue("X-Accel-Buffering")).contains("no");
    assertThat(events.reply().body()).startsWith("event: end\ndata: {").endsWith("}\n\n");
    assertThat(events.reply().body()).contains("\"state\":\"Clean\"");
  }

  @Test
  void what_is_over_cannot_be_given_up() {
    var status = replayed("{\"checks\": [\"tree\"]}");
    var cancelled = http.send("POST", REPLAYS + "/" + status.text("/asked/id") + "/cancel", "");

    assertThat(cancelled.status()).isEqualTo(409);
    assertThat(http.get(REPLAYS).toString()).contains(status.text("/asked/id"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"to\": 1000000000}",
        "{\"to\": -1}",
        "{\"to\": 1.5}",
        "{\"to\": \"x\"}",
        "{\"to\": []}",
        "{\"scope\": \"x\"}",
        "{\"scope\": 1}",
        "{\"checks\": []}",
        "{\"checks\": [\"x\"]}",
        "{\"checks\": \"tree\"}",
        "{\"check\": [\"tree\"]}",
        "[]",
        "{",
      })
  void a_malformed_replay_is_a_400(String body) {
    assertThat(http.send("POST", REPLAYS, body).status()).isEqualTo(400);
  }

  @Test
  void unknown_replays_and_forms_are_refused() {
    for (var way : List.of("", "/report", "/events")) {
      assertThat(http.get(REPLAYS + "/" + UUID.randomUUID() + way).status()).isEqualTo(404);
      assertThat(http.get(REPLAYS + "/x" + way).status()).isEqualTo(400);
    }
    var status = replayed("{\"checks\": [\"tree\"]}");
    assertThat(http.get(status.text("/report/link") + "?format=pdf").status()).isEqualTo(400);
  }

  @Test
  void readings_of_reports_are_on_record() {
    var status = replayed("{\"checks\": [\"tree\"]}");
    http.get(status.text("/report/link"));

    assertThat(Attempts.of(server, RecordsRead.class))
        .anyMatch(
            read ->
                read.path().equals(status.text("/report/link"))
                    && read.action().equals("Lanyard.Compliance/replays/read"));
  }

  @Test
  void reports_survive_a_restart(@TempDir Path other) throws Exception {
    String link;
    String body;
    try (var first = Server.start(other)) {
      var begun = first.http().send("POST", REPLAYS, "{\"checks\": [\"tree\"]}");
      link = begun.reply().headers().firstValue("Location").orElseThrow();
      await()
          .atMost(LIMIT)
          .until(() -> first.http().get(link).text("/report/recorded").equals("true"));
      body = first.http().get(link + "/report").reply().body();
    }
    try (var second = Server.start(other)) {
      assertThat(second.http().get(link + "/report").reply().body()).isEqualTo(body);
      assertThat(second.http().get(link).text("/report/sha256")).isEqualTo(sha256(body));
    }
    try (var files = Files.list(other.resolve("replays"))) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(4);
    }
  }
}
