package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lanyard.api.audit.AuditQuestion;
import dev.lanyard.domain.Personal;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.access.AccessEvent.Circumstances;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.eventstore.AccessLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a reviewer of one group sees of the audit trail. */
@TestInstance(Lifecycle.PER_CLASS)
class AuditSightIT {
  /** More than there are events and refusals together. */
  private static final int PAGES_MAX = 200;

  private Server server;
  private Client http;
  private Story shop;
  private Story office;
  private As reviewer;
  private String correlation;

  @BeforeAll
  void a_reviewer_of_the_shop(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
    Rights rights = new Rights(http);
    shop = new Story(http, "shop");
    office = new Story(http, "office");
    shop.createGroup();
    office.createGroup();
    office.create(office.vm1);
    office.create(office.vault);
    String identity = shop.createWithIdentity(shop.vm1).text("/identity/principalId");
    String reads = rights.role(shop.subscription, "\"Lanyard.Audit/*/read\"");
    PrincipalId principal = rights.userWith(reads, shop.group);
    rights.give(new PrincipalId(UUID.fromString(identity)), Rights.READER, office.vault);
    reviewer = new As(server, principal, List.of());
    long deletion = Story.done(http.arm("DELETE", shop.vm1, "")).position();
    var deleted =
        http.get(
            "/audit/events?operation=DeleteResource",
            "Lanyard-Min-Position",
            Long.toString(deletion));
    correlation = deleted.text("/value/0/correlation");
    As nobody = new As(server, rights.registered("User"), List.of());
    for (Story story : List.of(office, shop, office, office, shop, office)) {
      nobody.arm("DELETE", story.vault);
    }
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static AuditQuestion question(Optional<String> subject, Optional<String> group) {
    Optional<String> none = Optional.empty();
    return new AuditQuestion(
        subject, group, none, none, none, none, none, none, none, Optional.of("1000"), none);
  }

  private static AuditQuestion question(
      String outcome, String order, int limit, Optional<String> cursor) {
    Optional<String> none = Optional.empty();
    return new AuditQuestion(
        none,
        none,
        none,
        none,
        none,
        none,
        none,
        Optional.of(outcome),
        Optional.of(order),
        Optional.of(Integer.toString(limit)),
        cursor);
  }

  /** All pages of a question of the reviewer. */
  private List<JsonNode> read(String outcome, String order, int limit) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    int pages = 0;
    do {
      As.Answer page = reviewer.events(question(outcome, order, limit, cursor));
      assertThat(page.status()).isEqualTo(200);
      page.json().path("value").forEach(all::add);
      cursor =
          Stream.of(page.json().path("nextLink").asString("").split("cursor=", -1))
              .skip(1)
              .findFirst();
      assertThat(++pages).isLessThan(PAGES_MAX);
    } while (cursor.isPresent());
    return all;
  }

  private static Stream<String> paths(JsonNode page) {
    return page.path("value").valueStream().map(event -> event.path("path").asString(""));
  }

  @Test
  void without_a_scope_only_what_happened_in_the_shop_is_shown() {
    As.Answer events = reviewer.events(question(Optional.empty(), Optional.empty()));
    assertThat(events.status()).isEqualTo(200);
    assertThat(paths(events.json())).isNotEmpty().allMatch(path -> path.startsWith(shop.group));
  }

  @ParameterizedTest
  @ValueSource(strings = {"newest", "oldest"})
  void pages_of_what_is_seen_end_and_lose_nothing(String order) {
    for (String outcome : List.of("accepted", "refused", "all")) {
      List<JsonNode> whole = read(outcome, order, 1000);
      assertThat(whole).as(outcome).isNotEmpty();
      for (int limit = 1; limit <= 4; limit++) {
        assertThat(read(outcome, order, limit)).as(outcome + " by " + limit).isEqualTo(whole);
      }
    }
    List<JsonNode> refused = read("refused", order, 1);
    assertThat(refused).allMatch(item -> item.path("scope").asString().startsWith(shop.group));
    assertThat(refused)
        .filteredOn(item -> item.path("scope").asString().equals(shop.vault))
        .hasSize(2);
    assertThat(read("all", order, 1)).hasSize(read("accepted", order, 1).size() + refused.size());
  }

  /** Where a request that lacked a right at the shop's identity was sent. */
  private static RequestRefused lackedAtTheShop(Story shop, PrincipalId caller, String path) {
    return new RequestRefused(
        caller,
        List.of(),
        "PUT",
        path,
        "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
        Optional.of(ResourcePath.parse("path", shop.shared)),
        Optional.empty(),
        403,
        "LinkedAuthorizationFailed",
        new Circumstances(
            1, Optional.of(path), Optional.empty(), Optional.empty(), Personal.none()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "all"})
  void the_path_of_a_request_that_lacked_a_right_elsewhere_is_shown_to_who_sees_the_place(
      String outcome) throws Exception {
    String roles = "/providers/Microsoft.Authorization/roleAssignments/x";
    List<String> inSight =
        List.of(shop.vm1, shop.vm1 + roles, shop.shared + "/listAssociatedResources", shop.group);
    List<String> outOfSight =
        List.of(
            office.vm1,
            office.vm1 + roles,
            office.group,
            shop.subscription,
            shop.group + "2/providers/A.b/c/d",
            "/principals/x",
            "/subscriptions/x");
    PrincipalId caller = new PrincipalId(UUID.randomUUID());
    for (String path : Stream.concat(inSight.stream(), outOfSight.stream()).toList()) {
      server
          .part(AccessLog.class)
          .record(lackedAtTheShop(shop, caller, path))
          .get(1, TimeUnit.MINUTES);
    }
    List<JsonNode> told =
        read(outcome, "oldest", 100).stream()
            .filter(item -> item.path("caller").asString().equals(caller.toString()))
            .toList();
    assertThat(told).hasSize(inSight.size() + outOfSight.size());
    for (JsonNode item : told) {
      String path = item.path("requestId").asString();
      assertThat(item.path("path").asString("none"))
          .as(path)
          .isEqualTo(inSight.contains(path) ? path : "none");
    }
    assertThat(http.get("/audit/events?outcome=refused&caller=" + caller).json().path("value"))
        .hasSize(told.size())
        .allMatch(item -> item.has("path"));
  }

  @Test
  void questions_about_other_places_are_refused_and_those_about_the_shop_answered() {
    assertThat(reviewer.events(question(Optional.of(office.vm1), Optional.empty())).status())
        .isEqualTo(403);
    assertThat(reviewer.events(question(Optional.empty(), Optional.of("office"))).status())
        .isEqualTo(403);
    assertThat(reviewer.history(office.vm1).status()).isEqualTo(403);
    assertThat(reviewer.events(question(Optional.empty(), Optional.of("shop"))).status())
        .isEqualTo(200);
    assertThat(paths(reviewer.history(shop.vm1).json())).isNotEmpty().allMatch(shop.vm1::equals);
  }

  @Test
  void an_event_elsewhere_is_told_as_one_that_is_not_there() {
    var all = http.get("/audit/events?limit=1000&order=oldest").json().path("value");
    for (JsonNode event : all) {
      String path = event.path("path").asString("");
      As.Answer answer = reviewer.event(event.path("position").asLong());
      if (path.startsWith(shop.group)) {
        assertThat(answer.status()).as(path).isEqualTo(200);
      } else {
        // In the words for a position that no event has: not even the place is told.
        assertThat(answer.json()).as(path).isEqualTo(reviewer.event(1_000_000).json());
        assertThat(answer.status()).as(path).isEqualTo(404);
      }
    }
  }

  @Test
  void of_a_cascade_what_fell_elsewhere_is_left_out() {
    As.Answer cascade = reviewer.cascade(correlation);
    assertThat(http.get("/audit/cascades/" + correlation).json().path("events").asInt())
        .isEqualTo(3);
    assertThat(cascade.json().path("events").asInt()).isEqualTo(2);
    assertThat(cascade.json().toString())
        .contains("SystemIdentityDeleted")
        .doesNotContain(office.vault);
  }

  @Test
  void that_a_reviewer_reads_is_on_record() {
    reviewer.history(shop.group);
    assertThat(Attempts.of(server, RecordsRead.class))
        .filteredOn(read -> read.caller().equals(reviewer.principal()))
        .extracting(RecordsRead::path, RecordsRead::action)
        .contains(tuple("/history", "Lanyard.Audit/history/read"));
  }
}
