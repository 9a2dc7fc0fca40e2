package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.StreamEnded;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Who follows what, for how long, and that it is on record. */
@TestInstance(Lifecycle.PER_CLASS)
class StreamRightsIT {
  /** How long a stream may go on after it should have ended; the machine may be busy besides. */
  private static final Duration END_MAX = Duration.ofSeconds(10);

  private Server server;
  private Client http;
  private Mint mint;
  private Rights rights;
  private Story shop;
  private Story office;
  private String reads;

  @BeforeAll
  void a_shop_and_an_office(@TempDir Path temp) throws Exception {
    server = Server.start(temp);
    http = server.http();
    mint = new Mint(server);
    rights = new Rights(http);
    shop = new Story(http, "shop");
    office = new Story(http, "office");
    shop.createGroup();
    office.createGroup();
    reads = rights.role(shop.subscription, "\"Lanyard.Audit/*/read\"");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static long create(Story story, String name) {
    return story.create(story.group + "/providers/Microsoft.Web/sites/" + name).position();
  }

  private List<StreamEnded> endsOf(PrincipalId reader) {
    return Attempts.of(server, StreamEnded.class).stream()
        .filter(ended -> ended.caller().equals(reader))
        .toList();
  }

  private StreamEnded endOf(PrincipalId reader) {
    await().atMost(END_MAX).until(() -> !endsOf(reader).isEmpty());
    return endsOf(reader).getFirst();
  }

  @Test
  void a_reviewer_of_the_shop_is_sent_what_happens_there_and_nothing_else() {
    PrincipalId reviewer = rights.userWith(reads, shop.group);
    Client client = http.withToken(mint.good(reviewer));
    try (Follower reader = Follower.of(client, "/audit/stream?after=0")) {
      create(office, "unseen");
      long seen = create(shop, "seen");
      create(office, "unseen-too");
      long last = create(shop, "seen-too");
      assertThat(reader.until(last)).contains(seen);
      assertThat(reader.events())
          .allMatch(event -> event.at("/data/path").asString("").startsWith(shop.group));
    }
    assertThat(client.get("/audit/stream?to=1&subject=" + office.vm1).status()).isEqualTo(403);
    assertThat(client.get("/audit/stream?to=1&resourceGroup=office").status()).isEqualTo(403);
  }

  @Test
  void a_right_that_is_taken_away_ends_the_stream() {
    PrincipalId reviewer = rights.registered("User");
    String assignment = rights.give(reviewer, reads, shop.group);
    Client client = http.withToken(mint.good(reviewer));
    try (Follower reader = Follower.of(client, "/audit/stream")) {
      long before = create(shop, "while-it-may");
      reader.until(before);
      long removal = Story.done(http.arm("DELETE", assignment, "")).position();
      create(shop, "not-any-more");
      await().atMost(END_MAX).until(reader::isOver);
      assertThat(reader.end()).isEqualTo("RightLost");
      assertThat(reader.positions()).allMatch(position -> position <= removal);
      assertThat(client.get("/audit/stream?to=1").status()).isEqualTo(403);
    }
    assertThat(endOf(reviewer).why()).isEqualTo("RightLost");
  }

  @Test
  void a_right_that_is_kept_elsewhere_does_not_hold_a_stream_about_the_lost_place() {
    PrincipalId reviewer = rights.userWith(reads, office.group);
    String assignment = rights.give(reviewer, reads, shop.group);
    Client client = http.withToken(mint.good(reviewer));
    try (Follower narrow = Follower.of(client, "/audit/stream?resourceGroup=shop");
        Follower wide = Follower.of(client, "/audit/stream")) {
      Story.done(http.arm("DELETE", assignment, ""));
      create(shop, "out-of-sight");
      assertThat(narrow.end()).isEqualTo("RightLost");
      long still = create(office, "in-sight");
      assertThat(wide.until(still)).last().isEqualTo(still);
      assertThat(wide.events())
          .noneMatch(event -> event.path("subject").asString().endsWith("out-of-sight"));
    }
  }

  @Test
  void a_token_that_is_revoked_ends_the_stream() {
    Rights.Service reader = rights.service();
    rights.give(reader.principal(), Rights.READER, "/");
    Client client = http.as(reader.client(), reader.secret());
    try (Follower stream = Follower.of(client, "/audit/stream")) {
      stream.until(create(shop, "before-revocation"));
      Story.done(http.send("POST", reader.path() + "/revokeTokens", ""));
      assertThat(stream.end()).isEqualTo("TokenEnded");
    }
  }

  @Test
  void so_does_one_that_is_over_and_a_reader_that_is_disabled() {
    PrincipalId passing = rights.userWith(Rights.READER, "/");
    PrincipalId disabled = rights.userWith(Rights.READER, "/");
    // A minute after its time a token counts still: clocks differ.
    String brief = mint.with(passing, "exp", Instant.now().getEpochSecond() - 55);
    try (Follower one = Follower.of(http.withToken(brief), "/audit/stream");
        Follower other = Follower.of(http.withToken(mint.good(disabled)), "/audit/stream")) {
      rights.disable(disabled);
      assertThat(other.end()).isEqualTo("TokenEnded");
      assertThat(one.end()).isEqualTo("TokenEnded");
    }
  }

  @Test
  void that_somebody_follows_is_on_record_with_how_it_ended() {
    PrincipalId reviewer = rights.userWith(Rights.READER, "/");
    long last = create(shop, "recorded");
    String query = "after=%d&to=%d".formatted(last - 2, last);
    try (Follower reader =
        Follower.of(http.withToken(mint.good(reviewer)), "/audit/stream?" + query)) {
      assertThat(reader.end()).isEqualTo("Complete");
    }
    RecordsRead begun =
        Attempts.of(server, RecordsRead.class).stream()
            .filter(read -> read.caller().equals(reviewer))
            .findFirst()
            .orElseThrow();
    assertThat(begun.path()).isEqualTo("/audit/stream");
    assertThat(begun.query()).isEqualTo(query);
    assertThat(endOf(reviewer))
        .isEqualTo(
            new StreamEnded(
                reviewer,
                "/audit/stream",
                query,
                "Lanyard.Audit/stream/read",
                last,
                2,
                "Complete",
                begun.circumstances()));
  }
}
