package dev.lanyard.api.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.evidence.Checkpointing;
import dev.lanyard.api.metrics.Meters;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.log.Checkpoints;
import dev.lanyard.evidence.bundle.Finding;
import dev.lanyard.evidence.bundle.Given;
import dev.lanyard.evidence.store.HttpStore;
import dev.lanyard.evidence.store.StoreVerdict;
import dev.lanyard.evidence.store.StoreVerifier;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The logs over HTTP, by a reader that shares no code with them. */
@TestInstance(Lifecycle.PER_CLASS)
class LogIT {
  /** More leaves than a tile has, with those of the first start. */
  private static final int RESOURCES = 230;

  private Server server;
  private Client http;
  private Story shop;
  private Story office;
  private Client reviewer;
  private TileReader lifecycle;
  private TileReader access;

  @BeforeAll
  void a_long_history(@TempDir Path temp) throws Exception {
    server = Server.start(temp, "LANYARD_LOG_ORIGIN=identity.example/audit/log");
    http = server.http();
    shop = new Story(http, "shop");
    office = new Story(http, "office");
    shop.createGroup();
    office.createGroup();
    for (int at = 0; at < RESOURCES; at++) {
      shop.create(shop.vm1 + at);
    }
    Rights rights = new Rights(http);
    String reads = rights.role(shop.subscription, "\"Lanyard.Audit/*/read\"");
    PrincipalId principal = rights.userWith(reads, shop.group);
    reviewer = http.withToken(new Mint(server).good(principal));
    lifecycle = new TileReader(http, "lifecycle");
    access = new TileReader(http, "access");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** The lifecycle's head once it covers all that was appended. */
  private TileReader.Head settled() {
    long end = server.part(Ledger.class).head();
    return await().until(lifecycle::head, head -> head.size() >= end);
  }

  private static List<byte[]> leaves(List<byte[]> entries) {
    return entries.stream().map(TileReader::leaf).toList();
  }

  private static List<String> texts(List<byte[]> hashes) {
    return hashes.stream().map(Base64.getEncoder()::encodeToString).toList();
  }

  @Test
  void entries_and_tiles_lead_to_the_signed_root() {
    TileReader.Head head = settled();
    assertThat(head.origin()).isEqualTo("identity.example/audit/log/lifecycle");
    assertThat(head.size()).isGreaterThan(256);
    List<byte[]> leaves = leaves(lifecycle.entries(0, head.size()));
    assertThat(leaves).hasSize((int) head.size());
    assertThat(TileReader.root(leaves)).isEqualTo(head.root());
    assertThat(lifecycle.hashes(1, 0, 1)).containsExactly(TileReader.root(leaves.subList(0, 256)));
  }

  @Test
  void both_logs_are_valid_as_they_are_served() throws IOException {
    for (String log : List.of("lifecycle", "access")) {
      StoreVerdict verdict = verified(http, log, 1);
      assertThat(verdict.wrong()).as(log).isEmpty();
      assertThat(verdict.leaves()).isEqualTo(verdict.checkpoint().orElseThrow().size());
    }
  }

  /** What {@code verify --store} says of a log. */
  private static StoreVerdict verified(Client http, String log, long first) throws IOException {
    URI prefix = URI.create(http.base() + "/audit/log/" + log);
    Path ca = http.data().resolve("tls").resolve("ca.pem");
    try (HttpStore store = new HttpStore(prefix, Optional.of(http.token()), Optional.of(ca))) {
      return StoreVerifier.verify(store, Given.NOTHING, first);
    }
  }

  @Test
  void the_access_log_is_signed_by_a_key_of_its_own() {
    TileReader.Head head = access.head();
    assertThat(head.origin()).isEqualTo("identity.example/audit/log/access");
    assertThat(new String(access.get("/key").body(), UTF_8))
        .startsWith("identity.example/audit/log/access+")
        .endsWith("\n");
    List<byte[]> leaves = leaves(access.entries(0, head.size()));
    assertThat(TileReader.root(leaves)).isEqualTo(head.root());
  }

  @Test
  void a_head_covers_an_append_within_a_second_and_is_kept() {
    for (int at = 0; at < 3; at++) {
      long position =
          Story.done(http.arm("PUT", office.vm1 + at, "{\"location\": \"x\"}")).position();
      await().atMost(Duration.ofSeconds(5)).until(() -> lifecycle.head().size() >= position);
    }
    TileReader.Head head = settled();
    Checkpoints kept = server.part(Checkpoints.class);
    assertThat(kept.last("lifecycle/1").orElseThrow().note()).isEqualTo(head.note());
    long between = head.size() - 1;
    var older = kept.upTo("lifecycle/1", between).orElseThrow();
    assertThat(older.size()).isPositive().isLessThanOrEqualTo(between);
    assertThat(lifecycle.verified(older.note()).size()).isEqualTo(older.size());
  }

  @Test
  void the_proof_of_one_event_is_a_file_that_needs_no_server() {
    TileReader.Head head = settled();
    List<byte[]> entries = lifecycle.entries(0, head.size());
    var answer = http.get("/audit/log/lifecycle/proof?position=200");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.reply().headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"lifecycle-200.tlog-proof\"");
    String[] parts = answer.reply().body().split("\n\n", 2);
    assertThat(lifecycle.verified(parts[1]).root()).isEqualTo(head.root());
    List<String> expected = new ArrayList<>();
    expected.add("c2sp.org/tlog-proof@v1");
    expected.add("extra " + Base64.getEncoder().encodeToString(entries.get(199)));
    expected.add("index 199");
    expected.addAll(texts(TileReader.path(199, leaves(entries))));
    assertThat(parts[0].lines().toList()).isEqualTo(expected);
  }

  @Test
  void inclusion_is_proved_in_a_tree_of_any_size() {
    TileReader.Head head = settled();
    List<byte[]> leaves = leaves(lifecycle.entries(0, head.size())).subList(0, 130);
    var answer = http.get("/audit/log/lifecycle/inclusion?position=100&size=130").json();
    assertThat(answer.at("/index").asInt()).isEqualTo(99);
    assertThat(answer.at("/root").asString())
        .isEqualTo(texts(List.of(TileReader.root(leaves))).getFirst());
    assertThat(answer.at("/proof").valueStream().map(hash -> hash.asString()).toList())
        .isEqualTo(texts(TileReader.path(99, leaves)));
  }

  @Test
  void consistency_is_proved_between_trees() {
    TileReader.Head head = settled();
    List<byte[]> leaves = leaves(lifecycle.entries(0, head.size()));
    // RFC 6962, 2.1.2: of 128 the proof to 192 is the tree over the 64 that came.
    var answer = http.get("/audit/log/lifecycle/consistency?from=128&to=192").json();
    assertThat(answer.at("/fromRoot").asString())
        .isEqualTo(texts(List.of(TileReader.root(leaves.subList(0, 128)))).getFirst());
    assertThat(answer.at("/toRoot").asString())
        .isEqualTo(texts(List.of(TileReader.root(leaves.subList(0, 192)))).getFirst());
    assertThat(answer.at("/proof").valueStream().map(hash -> hash.asString()).toList())
        .isEqualTo(texts(List.of(TileReader.root(leaves.subList(128, 192)))));
    assertThat(http.get("/audit/log/lifecycle/consistency?from=5").json().at("/to").asLong())
        .isEqualTo(head.size());
  }

  @Test
  void tiles_may_be_kept_for_ever_and_heads_may_not() {
    settled();
    var tile = lifecycle.get("/tile/0/000");
    assertThat(tile.headers().firstValue("Content-Type")).contains("application/octet-stream");
    assertThat(tile.headers().firstValue("Cache-Control"))
        .contains("max-age=31536000, private, immutable");
    var head = lifecycle.get("/checkpoint");
    assertThat(head.headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
    assertThat(head.headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tile/0/001.p/255",
        "/tile/0/x001/000",
        "/tile/1/000.p/2",
        "/tile/8/000.p/1",
        "/tile/63/000",
        "/tile/64/000",
        "/tile/0/0",
        "/tile/0/000.p/0",
        "/tile/0/000.p/256",
        "/tile/00/000",
        "/tile/-1/000",
        "/tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "/tile/entries/0",
        "/tile/entries/005",
        "/tile",
        "/tile/",
        "/proof?position=0",
        "/proof?position=999999",
        "/inclusion?position=999999999999999999"
      })
  void what_is_not_there_is_told_so(String path) {
    var answer = http.get("/audit/log/lifecycle" + path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "/proof?position=x, position",
    "/proof?position=-1, position",
    "/proof?position=, position",
    "/proof, position",
    "/proof?position=1&size=5, size",
    "/inclusion?position=5&size=4, size",
    "/inclusion?position=5&size=99999999, size",
    "/consistency, from",
    "/consistency?from=0, from",
    "/consistency?from=5&to=4, from",
    "/consistency?from=5&to=99999999, to"
  })
  void a_question_that_is_none_is_refused_by_its_field(String path, String field) {
    var answer = http.get("/audit/log/lifecycle" + path);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.reply().body()).contains(field);
  }

  @Test
  void all_keys_of_a_log_are_told_newest_first(@TempDir Path temp) throws Exception {
    try (var other = Server.start(temp)) {
      TileReader reader = new TileReader(other.http(), "lifecycle");
      String old = new String(reader.get("/key").body(), UTF_8);
      assertThat(new String(reader.get("/keys").body(), UTF_8)).isEqualTo(old);

      other.parts(Checkpointing.class).forEach(log -> log.log().keys().rotate());

      String now = new String(reader.get("/key").body(), UTF_8);
      assertThat(now).isNotEqualTo(old);
      assertThat(new String(reader.get("/keys").body(), UTF_8)).isEqualTo(now + old);
      assertThat(other.http().get("/audit/log/other/keys").status()).isEqualTo(404);
    }
  }

  @Test
  void there_are_two_logs() {
    assertThat(http.get("/audit/log/other/checkpoint").status()).isEqualTo(404);
    assertThat(http.get("/audit/log/Lifecycle/key").status()).isEqualTo(404);
  }

  @Test
  void who_reviews_a_group_gets_proofs_of_what_it_sees_and_no_tiles() {
    long seen = Story.done(http.arm("PUT", shop.vm2, "{\"location\": \"x\"}")).position();
    long hidden = Story.done(http.arm("PUT", office.vm2, "{\"location\": \"x\"}")).position();
    String proof = "/audit/log/lifecycle/proof?position=";
    assertThat(reviewer.get(proof + seen).status()).isEqualTo(200);
    assertThat(reviewer.get(proof + hidden).status()).isEqualTo(404);
    assertThat(reviewer.get("/audit/log/lifecycle/inclusion?position=" + hidden).status())
        .isEqualTo(404);
    assertThat(reviewer.get("/audit/log/access/proof?position=1").status()).isEqualTo(404);
    assertThat(reviewer.get("/audit/log/lifecycle/consistency?from=3").status()).isEqualTo(200);
    assertThat(reviewer.get("/audit/log/lifecycle/tile/0/000").status()).isEqualTo(403);
    assertThat(reviewer.get("/audit/log/lifecycle/tile/entries/000").status()).isEqualTo(403);
    assertThat(reviewer.get("/audit/log/lifecycle/checkpoint").status()).isEqualTo(200);
    assertThat(http.anonymous().get("/audit/log/lifecycle/checkpoint").status()).isEqualTo(401);
  }

  @Test
  void reading_is_on_record() {
    lifecycle.get("/tile/entries/000");
    http.get("/audit/log/access/proof?position=1");
    assertThat(Attempts.of(server, RecordsRead.class))
        .extracting(read -> read.path() + " " + read.query() + " " + read.action())
        .contains(
            "/audit/log/lifecycle/tile/entries/000  Lanyard.Audit/log/read",
            "/audit/log/access/proof position=1 Lanyard.Audit/proofs/read");
  }

  private static void record(AccessStore store, int count) throws Exception {
    List<CompletableFuture<Long>> records = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      records.add(store.record(reading(at)));
    }
    for (var record : records) {
      record.get();
    }
  }

  @Test
  void a_witness_whose_head_was_dropped_does_not_keep_others_from_cosigning(@TempDir Path temp)
      throws Exception {
    try (var lost = new TestWitness();
        var sound = new TestWitness();
        var other =
            Server.start(temp, "LANYARD_WITNESSES=" + lost.setting() + "," + sound.setting())) {
      AccessStore store = other.part(AccessStore.class);
      record(store, 600);
      TileReader reader = new TileReader(other.http(), "access");
      TileReader.Head head = await().until(reader::head, now -> now.size() >= 600);
      await().until(() -> lost.size(head.origin()) >= 600 && sound.size(head.origin()) >= 600);
      assertThat(store.dropOlder(Instant.now().plusSeconds(60), Long.MAX_VALUE).get())
          .isEqualTo(513);
      lost.setBack(head.origin(), 100);

      long position = store.record(reading(600)).get();

      await().until(() -> sound.size(head.origin()) >= position);
      assertThat(lost.size(head.origin())).isEqualTo(100);
      assertThat(
              other
                  .part(MeterRegistry.class)
                  .counter(Meters.WITNESS_FAILURES, "name", TestWitness.NAME)
                  .count())
          .isPositive();
    }
  }

  @Test
  void what_retention_dropped_is_told_and_the_rest_leads_to_the_root(@TempDir Path temp)
      throws Exception {
    try (var other = Server.start(temp)) {
      AccessStore store = other.part(AccessStore.class);
      record(store, 600);
      TileReader reader = new TileReader(other.http(), "access");
      await().until(() -> reader.head().size() >= 600);
      List<byte[]> before = reader.hashes(1, 0, 2);

      assertThat(store.dropOlder(Instant.now().plusSeconds(60), Long.MAX_VALUE).get())
          .isEqualTo(513);

      TileReader.Head head = reader.head();
      assertThat(texts(reader.hashes(1, 0, 2))).isEqualTo(texts(before));
      List<byte[]> kept = leaves(reader.entries(512, head.size()));
      assertThat(reader.get("/tile/0/001").statusCode()).isEqualTo(404);
      assertThat(new String(reader.get("/tile/entries/000").body(), UTF_8))
          .contains("The log begins at position 513");
      assertThat(other.http().get("/audit/log/access/proof?position=5").status()).isEqualTo(404);
      assertThat(other.http().get("/audit/log/access/consistency?from=5").status()).isEqualTo(404);
      assertThat(other.http().get("/audit/log/access/proof?position=520").status()).isEqualTo(200);
      assertThat(kept).hasSize((int) head.size() - 512);
      assertThat(verified(other.http(), "access", 513))
          .satisfies(verdict -> assertThat(verdict.wrong()).isEmpty())
          .satisfies(verdict -> assertThat(verdict.firstPosition()).isEqualTo(513));
      assertThat(verified(other.http(), "access", 1).wrong().map(Finding::file))
          .contains("tile/entries/000");
    }
  }

  private static RecordsRead reading(int at) {
    return new RecordsRead(
        new PrincipalId(new UUID(1, 2)),
        "/audit/events",
        "n=" + at,
        "Lanyard.Audit/events/read",
        new Circumstances(
            1, Optional.empty(), Optional.empty(), Optional.empty(), Personal.none()));
  }
}
