package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lanyard.api.audit.AuditQuestion;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a reviewer of one group sees of the audit trail. */
@TestInstance(Lifecycle.PER_CLASS)
class AuditSightIT {
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

  private static Stream<String> paths(JsonNode page) {
    return page.path("value").valueStream().map(event -> event.path("path").asString(""));
  }

  @Test
  void without_a_scope_only_what_happened_in_the_shop_is_shown() {
    As.Answer events = reviewer.events(question(Optional.empty(), Optional.empty()));
    assertThat(events.status()).isEqualTo(200);
    assertThat(paths(events.json())).isNotEmpty().allMatch(path -> path.startsWith(shop.group));
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
  void an_event_is_shown_where_its_place_is_and_events_without_a_place_at_the_root() {
    var all = http.get("/audit/events?limit=1000&order=oldest").json().path("value");
    for (JsonNode event : all) {
      String path = event.path("path").asString("");
      assertThat(reviewer.event(event.path("position").asLong()).status())
          .as(path)
          .isEqualTo(path.startsWith(shop.group) ? 200 : 403);
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
