package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is sent to who follows the events, and how they go on. */
@TestInstance(Lifecycle.PER_CLASS)
class AuditStreamIT {
  private Server server;
  private Client http;
  private Story shop;
  private long deletion;

  @BeforeAll
  void a_shop_with_some_history(@TempDir Path temp) {
    server = Server.start(temp, "LANYARD_STREAM_HEARTBEAT=1");
    http = server.http();
    shop = new Story(http, "shop");
    shop.createGroup();
    shop.create(shop.vault);
    shop.create(shop.shared);
    String principal = shop.createWithIdentity(shop.vm1).text("/identity/principalId");
    shop.grant("6f1d2f0e-3b57-4c1e-9b6a-0d7e5b1c2a34", principal, "");
    new Story(http, "office").createGroup();
    deletion = Story.done(http.arm("DELETE", shop.vm1, "")).position();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private long create(String name) {
    String site = shop.group + "/providers/Microsoft.Web/sites/" + name;
    return shop.create(site).position();
  }

  /** What the audit trail answers to the same question. */
  private List<JsonNode> trail(String query) {
    Answer page =
        http.get(
            "/audit/events?order=oldest&limit=1000&" + query,
            "Lanyard-Min-Position",
            Long.toString(deletion));
    assertThat(page.text("/nextLink")).isEmpty();
    return page.json().path("value").valueStream().toList();
  }

  private static JsonNode withoutPayload(JsonNode event) {
    ObjectNode data = ((ObjectNode) event.path("data")).deepCopy();
    data.remove("payload");
    return data;
  }

  @Test
  void every_event_is_a_cloud_event_with_what_the_audit_trail_tells_of_it() {
    try (Follower reader = Follower.of(http, "/audit/stream?after=0&to=" + deletion)) {
      assertThat(reader.end()).isEqualTo("Complete");
      assertThat(reader.header("Content-Type")).isEqualTo("text/event-stream;charset=UTF-8");
      assertThat(reader.events().stream().map(AuditStreamIT::withoutPayload))
          .isEqualTo(trail("to=" + deletion));
      for (JsonNode event : reader.events()) {
        assertThat(event.propertyNames())
            .isSubsetOf(
                "specversion",
                "id",
                "source",
                "type",
                "subject",
                "time",
                "datacontenttype",
                "lanyardcommit",
                "lanyardcause",
                "lanyardschema",
                "data");
        JsonNode data = event.path("data");
        assertThat(event.path("specversion").asString()).isEqualTo("1.0");
        assertThat(event.path("id").asString()).isEqualTo(data.path("position").asString());
        assertThat(event.path("type").asString())
            .isEqualTo("dev.lanyard.lifecycle." + data.path("event").asString() + ".v1");
        assertThat(event.path("subject").asString())
            .isEqualTo(data.path("path").asString(data.path("subject").asString()));
        assertThat(event.path("time").asString()).isEqualTo(data.path("committedAt").asString());
        assertThat(event.path("datacontenttype").asString()).isEqualTo("application/json");
        assertThat(event.path("lanyardcommit").asString())
            .isEqualTo(data.path("commit").asString());
        assertThat(event.path("lanyardcause").asString(""))
            .isEqualTo(data.path("cascadesFrom").asString(""));
      }
      JsonNode last = reader.events().getLast();
      String address = last.path("source").asString() + "/" + last.path("id").asString();
      assertThat(address).startsWith(http.base());
      assertThat(http.get(address.substring(http.base().length())).json())
          .isEqualTo(withoutPayload(last));
    }
  }

  @Test
  void every_payload_fits_the_schema_that_is_published_for_it() {
    Set<String> listed = new TreeSet<>();
    http.get("/audit/schemas")
        .json()
        .path("value")
        .forEach(schema -> listed.add(schema.path("path").asString()));
    SchemaRegistry validator =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    Set<String> used = new TreeSet<>();
    try (Follower reader = Follower.of(http, "/audit/stream?after=0&to=" + deletion)) {
      assertThat(reader.end()).isEqualTo("Complete");
      for (JsonNode event : reader.events()) {
        String path = event.path("lanyardschema").asString();
        Answer schema = http.get(path);
        assertThat(schema.reply().headers().firstValue("Content-Type"))
            .hasValueSatisfying(type -> assertThat(type).startsWith("application/schema+json"));
        assertThat(
                validator
                    .getSchema(schema.reply().body())
                    .validate(event.at("/data/payload").toString(), InputFormat.JSON))
            .as(event.toString())
            .isEmpty();
        used.add(path);
      }
    }
    assertThat(used).hasSizeGreaterThan(8);
    assertThat(listed).containsAll(used).contains("/audit/schemas/access.RecordsRead/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/audit/schemas/lifecycle.RoleAssigned/0",
        "/audit/schemas/RoleAssigned/1",
        "/audit/schemas/lifecycle.RoleAssigned/1/x",
        "/audit/schemas/x"
      })
  void there_is_no_schema_of_what_was_never_stored(String path) {
    assertThat(http.get(path).status()).isEqualTo(404);
  }

  @Test
  void what_is_committed_from_now_on_is_sent_as_it_happens() {
    long before = create("before");
    try (Follower reader = Follower.of(http, "/audit/stream")) {
      long one = create("news1");
      assertThat(reader.until(one)).containsExactly(one);
      long other = create("news2");
      assertThat(reader.until(other)).containsExactly(one, other);
      assertThat(reader.blocks().getFirst().id()).contains(before);
      assertThat(reader.header("Lanyard-Position")).isEqualTo(Long.toString(before));
      assertThat(reader.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(reader.header("Cache-Control")).contains("no-store");
      assertThat(reader.header("Strict-Transport-Security")).isNotEmpty();
    }
  }

  @Test
  void a_reader_that_was_cut_off_goes_on_exactly_where_it_was() {
    List<Long> got = new ArrayList<>();
    long last = 0;
    for (int cut = 0; cut < 5; cut++) {
      long news = create("cut" + cut);
      String[] resumed =
          cut == 0 ? new String[0] : new String[] {"Last-Event-ID", Long.toString(got.getLast())};
      // The address stays what it was at first: the header goes before it.
      try (Follower reader = Follower.of(http, "/audit/stream?after=2", resumed)) {
        List<Long> positions = reader.until(news);
        // As if the rest had been lost on the way.
        int kept = cut == 4 ? positions.size() : 1 + positions.size() / 2;
        got.addAll(positions.subList(0, kept));
        last = news;
      }
    }
    List<Long> all = new ArrayList<>();
    for (long position = 3; position <= last; position++) {
      all.add(position);
    }
    assertThat(got).isEqualTo(all);
  }

  @Test
  void a_filter_lets_through_what_the_audit_trail_shows_by_it() {
    String at = trail("to=" + deletion).getLast().path("committedAt").asString();
    for (String filter :
        List.of(
            "resourceGroup=shop",
            "subject=" + shop.vm1,
            "operation=PutResource",
            "correlation=" + trail("to=" + deletion).getLast().path("correlation").asString(),
            "from=5",
            "from=" + at)) {
      String query = filter + "&to=" + deletion;
      try (Follower reader = Follower.of(http, "/audit/stream?after=0&" + query)) {
        assertThat(reader.end()).as(filter).isEqualTo("Complete");
        assertThat(reader.events().stream().map(AuditStreamIT::withoutPayload))
            .as(filter)
            .isNotEmpty()
            .isEqualTo(trail(query));
      }
    }
  }

  @Test
  void with_a_first_position_it_begins_there() {
    try (Follower reader = Follower.of(http, "/audit/stream?from=5&to=7")) {
      assertThat(reader.end()).isEqualTo("Complete");
      assertThat(reader.positions()).containsExactly(5L, 6L, 7L);
    }
  }

  @Test
  void until_an_instant_it_ends_once_nothing_can_come_before_that() {
    Instant soon = Instant.now().plusSeconds(1);
    try (Follower reader = Follower.of(http, "/audit/stream?to=" + soon)) {
      long within = create("within");
      assertThat(reader.end()).isEqualTo("Complete");
      assertThat(Instant.now()).isAfter(soon.plusSeconds(1));
      // A slow machine may have needed longer than there was time for.
      if (Instant.parse(trail("from=" + within).getFirst().path("committedAt").asString())
          .isBefore(soon)) {
        assertThat(reader.positions()).contains(within);
      }
    }
  }

  @Test
  void a_silent_stream_shows_that_it_is_there() {
    try (Follower reader = Follower.of(http, "/audit/stream?operation=NothingOfThis")) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> reader.blocks().stream().filter(block -> block.id().isEmpty()).count() > 1);
      assertThat(reader.events()).isEmpty();
      assertThat(reader.isOver()).isFalse();
    }
  }

  @Test
  void head_is_answered_with_headers_alone() {
    Answer head = http.send("HEAD", "/audit/stream", "");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.reply().headers().firstValue("Content-Type"))
        .contains("text/event-stream;charset=UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "/audit/stream?sbuject=x, '', sbuject",
    "/audit/stream?outcome=all, '', outcome",
    "/audit/stream?after=x, '', after",
    "/audit/stream?after=-1, '', after",
    "/audit/stream?after=9999999999999999999, '', after",
    "/audit/stream?after=999999999, '', after",
    "/audit/stream?after=1&after=2, '', after",
    "/audit/stream?after=1, x, Last-Event-ID",
    "/audit/stream, 999999999, Last-Event-ID",
    "/audit/stream?caller=x, '', caller",
    "/audit/stream?from=yesterday, '', from",
    "/audit/stream?subject=, '', subject",
  })
  void a_malformed_question_is_a_400_that_names_the_field(String path, String id, String field) {
    Answer answer = id.isEmpty() ? http.get(path) : http.get(path, "Last-Event-ID", id);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.text("/field")).isEqualTo(field);
  }
}
