package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.jdbc.EmbeddedLedger;
import dev.lanyard.eventstore.jdbc.Inspection;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.evidence.bundle.BundleVerifier;
import dev.lanyard.evidence.bundle.Given;
import dev.lanyard.evidence.bundle.Verdict;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is erased over HTTP is gone for every reader and from every file, and nothing else is. */
class ErasureIT {
  private static final String AUDITOR = "8deb7f87-1a5a-4285-9a04-60531f79d15f";
  private static final String REPLAY_OPERATOR = "45fb36ee-0bb9-4596-b270-df659dcd1b3f";
  private static final String NAME = "Ada Countess of Lovelace";
  private static final String REASON = "stands in for the Countess";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir private Path data;
  @TempDir private Path bundles;
  private Server server;
  private Client http;
  private Rights rights;
  private String principal;
  private long registered;
  private long assigned;

  @BeforeEach
  void start() {
    server = Server.start(data, "LANYARD_RATE_PRINCIPAL=0", "LANYARD_RATE_ADDRESS=0");
    http = server.http();
    rights = new Rights(http);
    principal = "/principals/" + UUID.randomUUID();
    registered =
        Story.done(
                http.put(
                    principal,
                    """
                    {"type": "User", "issuer": "https://issuer.example", "subject": "a7",
                     "displayName": "%s"}
                    """
                        .formatted(NAME)))
            .position();
    rights.give(
        new PrincipalId(UUID.fromString(principal.substring("/principals/".length()))),
        Rights.READER,
        "/",
        ", \"reason\": \"%s\"".formatted(REASON));
    assigned = server.part(Ledger.class).head();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Client.Answer erase(Client client, long position) {
    return client.send(
        "POST", "/audit/events/%d/erase".formatted(position), "{\"reason\": \"asked for\"}");
  }

  private Verdict exported(String name) throws Exception {
    try (var sending = HttpClient.newBuilder().sslContext(Trust.of(data)).build()) {
      var reply =
          sending.send(
              HttpRequest.newBuilder(URI.create(http.base() + "/audit/exports"))
                  .header("Authorization", "Bearer " + http.token())
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString("{\"to\": %d}".formatted(assigned)))
                  .build(),
              BodyHandlers.ofByteArray());
      assertThat(reply.statusCode()).isEqualTo(200);
      return verified(Files.write(bundles.resolve(name), reply.body()));
    }
  }

  private Verdict verified(Path bundle) throws Exception {
    String key = http.get("/audit/log/lifecycle/key").reply().body().strip();
    return BundleVerifier.verify(
        bundle, new Given(List.of(VerifierKey.parse(key)), List.of(), List.of()));
  }

  private long filesWithTexts() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      long count = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, ISO_8859_1).toLowerCase(Locale.ROOT);
        count += content.contains("countess") ? 1 : 0;
      }
      return count;
    }
  }

  private Client.Answer event(long position) {
    return http.get("/audit/events/" + position, "Lanyard-Min-Position", Long.toString(position));
  }

  private void assertErased() {
    for (long position : List.of(registered, assigned)) {
      Client.Answer event = event(position);
      assertThat(event.status()).isEqualTo(200);
      assertThat(event.reply().body())
          .doesNotContain("Countess")
          .doesNotContain("sourceAddress")
          .contains("\"caller\"");
    }
    assertThat(http.get(principal).reply().body()).doesNotContain("Countess").contains("a7");
    assertThat(
            http.get("/history?subject=" + principal.substring("/principals/".length()))
                .reply()
                .body())
        .contains("PrincipalRegistered", "RoleAssigned")
        .doesNotContain("Countess");
    Inspection inspection = server.part(EmbeddedLedger.class).inspect();
    assertThat(inspection.damage()).isEqualTo(Optional.empty());
  }

  private void assertReplaysClean(String body) {
    var begun = http.send("POST", "/compliance/replays", body);
    var link = begun.reply().headers().firstValue("Location").orElseThrow();
    var status =
        await()
            .atMost(LIMIT)
            .until(() -> http.get(link), answer -> answer.text("/report/recorded").equals("true"));
    assertThat(status.text("/state")).as(status.toString()).isEqualTo("Clean");
  }

  @Test
  void texts_go_from_every_reader_and_file_and_all_evidence_stays_valid() throws Exception {
    assertThat(event(registered).reply().body()).contains(NAME, "sourceAddress");
    assertThat(filesWithTexts()).isPositive();
    Verdict before = exported("before.zip");
    assertThat(before.wrong()).isEmpty();
    assertThat(before.figures().erasedPositions()).isEmpty();

    Client.Answer reply = erase(http, registered);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.json())
        .isEqualTo(
            Client.JSON.readTree(
                """
                {"position": %d, "event": "PrincipalRegistered", "reason": "asked for",
                 "changed": true}
                """
                    .formatted(registered)));
    Story.done(erase(http, assigned));
    await().atMost(LIMIT).untilAsserted(this::assertErased);

    Verdict after = exported("after.zip");
    assertThat(after.wrong()).isEmpty();
    assertThat(after.figures().erasedPositions()).containsExactly(registered, assigned);
    assertThat(verified(bundles.resolve("before.zip"))).isEqualTo(before);
    assertReplaysClean("{\"to\": %d}".formatted(assigned));
    assertReplaysClean("");
    await().atMost(LIMIT).until(() -> filesWithTexts() == 0);

    server.close();
    assertThat(filesWithTexts()).isZero();
    server = Server.start(data);
    http = server.http();
    await().atMost(LIMIT).untilAsserted(this::assertErased);
    assertThat(exported("restarted.zip").figures().erasedPositions())
        .containsExactly(registered, assigned);
  }

  @Test
  void erasing_again_changes_nothing_and_is_told() {
    long erasing = Story.done(erase(http, registered)).position();
    long head = server.part(Ledger.class).head();

    Client.Answer again =
        http.send(
            "POST",
            "/audit/events/%d/erase".formatted(registered),
            "{\"reason\": \"another reason\"}");

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("/reason")).isEqualTo("asked for");
    assertThat(again.text("/changed")).isEqualTo("false");
    assertThat(server.part(Ledger.class).head()).isEqualTo(head).isEqualTo(erasing);
    assertThat(event(erasing).reply().body()).contains("PersonalPartErased", "asked for");
  }

  @Test
  void the_event_of_an_erasing_can_be_erased_itself() {
    long erasing = Story.done(erase(http, registered)).position();
    assertThat(event(erasing).reply().body()).contains("sourceAddress");

    long last = Story.done(erase(http, erasing)).position();

    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(event(erasing).reply().body())
                    .contains("PersonalPartErased")
                    .doesNotContain("sourceAddress"));
    assertThat(event(last).reply().body()).contains("sourceAddress");
  }

  @Test
  void those_who_review_may_not_erase() {
    Mint mint = mint();
    for (String role : List.of(AUDITOR, REPLAY_OPERATOR, Rights.CONTRIBUTOR)) {
      Client reviewer = http.withToken(mint.good(rights.userWith(role, "/")));
      Client.Answer refused = erase(reviewer, registered);
      assertThat(refused.status()).as(refused.toString()).isEqualTo(403);
    }
    assertThat(event(registered).reply().body()).contains(NAME);
  }

  private Mint mint() {
    try {
      return new Mint(server);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  @Test
  void what_cannot_be_erased_is_refused_by_the_name_of_its_field() {
    assertReplaysClean("{\"checks\": [\"tree\"]}");
    // On record by the server itself: from nowhere, and for no reason that somebody gave.
    long ofTheServer = server.part(Ledger.class).head();

    Client.Answer nothing = erase(http, ofTheServer);
    assertThat(nothing.status()).as(nothing.toString()).isEqualTo(409);
    assertThat(nothing.text("/code")).isEqualTo("NoPersonalPart");
    assertThat(erase(http, 999_999).status()).isEqualTo(404);
    for (String bad : List.of("{}", "{\"reason\": 5}", "{\"reason\": \"\"}", "[]", "")) {
      Client.Answer refused =
          http.send("POST", "/audit/events/%d/erase".formatted(registered), bad);
      assertThat(refused.status()).as(bad + refused).isEqualTo(400);
    }
    assertThat(http.send("POST", "/audit/events/x/erase", "{\"reason\": \"asked for\"}").status())
        .isEqualTo(400);
    assertThat(event(registered).reply().body()).contains(NAME);
  }
}
