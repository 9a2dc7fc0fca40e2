package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was refused is on record, and is told beside what was accepted. */
@TestInstance(Lifecycle.PER_CLASS)
class RefusalsIT {
  private static final PrincipalId CALLER = new PrincipalId(new UUID(0x4000, 0x8000L << 48));
  private static final PrincipalId GROUP = new PrincipalId(new UUID(0x4001, 0x8000L << 48));

  private Server server;
  private Client http;
  private Story story;

  @BeforeAll
  void what_is_accepted_and_what_is_refused_take_turns(@TempDir Path temp) throws Exception {
    server = Server.start(temp);
    http = server.http();
    story = new Story(http, "Refused");
    story.createGroup();
    refuse(story.vault, "one");
    story.create(story.vault);
    refuse(story.shared, "two");
    story.create(story.shared);
    server.part(AccessLog.class).record(read()).get(1, TimeUnit.MINUTES);
    refuse(story.vault, "three");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static RecordsRead read() {
    return new RecordsRead(CALLER, "/audit/events", "", "x/read", circumstances("read"));
  }

  private static Circumstances circumstances(String requestId) {
    return new Circumstances(
        7,
        Optional.of(requestId),
        Optional.of("client-" + requestId),
        Optional.empty(),
        Personal.of("192.0.2.1"));
  }

  private void refuse(String path, String requestId) throws Exception {
    server
        .part(AccessLog.class)
        .record(
            new RequestRefused(
                CALLER,
                List.of(GROUP),
                "PUT",
                path,
                "Microsoft.Compute/virtualMachines/write",
                Optional.of(ResourcePath.parse("path", path)),
                Optional.empty(),
                403,
                "AuthorizationFailed",
                circumstances(requestId)))
        .get(1, TimeUnit.MINUTES);
  }

  private List<JsonNode> items(String query) {
    var answer = http.get("/audit/events?" + query, "Lanyard-Min-Position", head());
    assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    return answer.json().path("value").valueStream().toList();
  }

  private String head() {
    return Long.toString(http.arm("GET", story.vault, "").position());
  }

  private static List<String> requests(List<JsonNode> items) {
    return items.stream().map(item -> item.path("requestId").asString()).toList();
  }

  /** The first record is the token that the operator asks with. */
  @Test
  void refused_requests_are_told_newest_first_with_their_status_and_code() {
    var refused = items("outcome=refused");
    assertThat(requests(refused)).containsExactly("three", "two", "one");
    var last = (ObjectNode) refused.getFirst().deepCopy();
    assertThat(last.remove("committedAt").isString()).isTrue();
    assertThat(last.remove("eventId").isString()).isTrue();
    assertThat(last.toString())
        .isEqualTo(
            """
            {"accessPosition":5,"event":"RequestRefused","status":403,\
            "code":"AuthorizationFailed","method":"PUT","path":"%s",\
            "action":"Microsoft.Compute/virtualMachines/write","scope":"%s","caller":"%s",\
            "groups":["%s"],"decidedAt":7,"requestId":"three","clientRequestId":"client-three",\
            "sourceAddress":"192.0.2.1"}\
            """
                .formatted(story.vault, story.vault, CALLER, GROUP));
  }

  @Test
  void without_an_outcome_only_what_was_accepted_is_told() {
    assertThat(items("")).isEqualTo(items("outcome=accepted")).isNotEmpty();
    assertThat(items("")).noneMatch(item -> item.has("accessPosition"));
  }

  @Test
  void filters_select_refused_requests_too() {
    assertThat(requests(items("outcome=refused&subject=" + story.vault.toUpperCase(Locale.ROOT))))
        .containsExactly("three", "one");
    assertThat(requests(items("outcome=refused&order=oldest&resourceGroup=" + groupName())))
        .containsExactly("one", "two", "three");
    assertThat(requests(items("outcome=refused&from=7&to=7&caller=" + CALLER))).hasSize(3);
    assertThat(items("outcome=refused&from=8")).isEmpty();
    assertThat(items("outcome=refused&subject=" + CALLER)).isEmpty();
    assertThat(items("outcome=refused&operation=PutResource")).isEmpty();
  }

  private String groupName() {
    return story.group.substring(story.group.lastIndexOf('/') + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest"})
  void all_are_told_by_time_whatever_the_size_of_the_pages(String order) {
    var whole = items("outcome=all&order=" + order);
    assertThat(whole).hasSize(items("").size() + 3);
    List<String> times = whole.stream().map(item -> item.path("committedAt").asString()).toList();
    var sorted = new ArrayList<>(times);
    sorted.sort(order.equals("oldest") ? null : Comparator.reverseOrder());
    assertThat(times).isEqualTo(sorted);
    List<JsonNode> paged = new ArrayList<>();
    String next = "/audit/events?outcome=all&limit=1&order=" + order;
    while (!next.isEmpty()) {
      var page = http.get(next);
      assertThat(page.status()).as(page.toString()).isEqualTo(200);
      page.json().path("value").forEach(paged::add);
      next = page.json().path("nextLink").asString("");
    }
    assertThat(paged).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "outcome=",
        "outcome=both",
        "outcome=refused&outcome=all",
        "outcome=all&cursor=5",
        "outcome=all&cursor=x.y",
        "outcome=refused&cursor=1.1",
        "outcome=all&cursor=1111111111111111111.1"
      })
  void what_cannot_be_read_is_refused(String query) {
    assertThat(http.get("/audit/events?" + query).status()).isEqualTo(400);
  }

  @Test
  void health_and_meters_tell_of_the_access_log() {
    assertThat(http.get("/actuator/health").text("/components/access/status")).isEqualTo("UP");
    assertThat(http.get("/actuator/prometheus").reply().body())
        .contains("lanyard_access_appended_total{name=\"RequestRefused\"} 3.0")
        .containsPattern("lanyard_access_position [1-9][0-9]*\\.0")
        .contains("lanyard_access_queue_depth 0.0")
        .contains("lanyard_access_size_bytes");
  }
}
