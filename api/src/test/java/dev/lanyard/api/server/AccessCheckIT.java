package dev.lanyard.api.server;

import static dev.lanyard.api.server.Asking.many;
import static dev.lanyard.api.server.Asking.ofBearer;
import static dev.lanyard.api.server.Asking.question;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Decisions as a resource server asks for them. */
@TestInstance(Lifecycle.PER_CLASS)
class AccessCheckIT {
  private static final String READ = "Microsoft.KeyVault/vaults/read";
  private static final String WRITE = "Microsoft.Compute/virtualMachines/write";
  private static final String POWER_OFF = "Microsoft.Compute/virtualMachines/powerOff/action";
  private static final String GET_SECRET = "Microsoft.KeyVault/vaults/secrets/getSecret/action";
  private static final String ME = "22222222-2222-4222-8222-222222222222";

  private Server server;
  private Client http;
  private Rights rights;
  private Mint mint;
  private Story story;
  private Asking asking;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    server = Server.start(temp, "LANYARD_RATE_PRINCIPAL=0", "LANYARD_RATE_ADDRESS=0");
    http = server.http();
    rights = new Rights(http);
    mint = new Mint(server);
    story = new Story(http, "checked");
    story.createGroup();
    story.create(story.vm1);
    story.create(story.vault);
    asking = asker(story.group);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Asking asker(String scope) {
    return new Asking(http.withToken(mint.good(rights.userWith(Rights.RESOURCE_SERVER, scope))));
  }

  @Test
  void an_allowed_action_is_told_with_places_grants_and_positions() {
    PrincipalId user = rights.registered("User");
    String grant = rights.give(user, Rights.READER, story.group);
    JsonNode told = asking.done(question(user, READ, story.vault)).json();
    assertThat(told.propertyNames())
        .containsExactlyInAnyOrder(
            "allowed", "reason", "decidedAt", "evaluatedAt", "principalId", "explanation");
    assertThat(told.path("allowed").asBoolean()).isTrue();
    assertThat(told.path("reason").asString()).isEqualTo("Granted");
    assertThat(told.path("principalId").asString()).isEqualTo(user.toString());
    assertThat(told.at("/explanation/scopePath").findValuesAsString("path"))
        .containsExactly(story.vault, story.group, story.subscription, "/");
    assertThat(told.at("/explanation/locks")).isEmpty();
    assertThat(told.at("/explanation/assignments")).hasSize(1);
    JsonNode only = told.at("/explanation/assignments/0");
    assertThat(only.propertyNames()).containsExactlyInAnyOrder("grant", "outcome", "pattern");
    assertThat(only.path("outcome").asString()).isEqualTo("Grants");
    assertThat(only.path("pattern").asString()).isEqualTo("*/read");
    assertThat(only.at("/grant/assignmentId").asString())
        .isEqualTo(grant.substring(grant.lastIndexOf('/') + 1));
    assertThat(only.at("/grant/roleId").asString()).isEqualTo(Rights.READER);
    assertThat(only.at("/grant/roleName").asString()).isEqualTo("Reader");
    assertThat(only.at("/grant/scope").asString()).isEqualTo(story.group);
    assertThat(only.at("/grant/assignedAt").asLong())
        .isBetween(1L, told.path("decidedAt").asLong());
    assertThat(only.at("/grant/roleWordedAt").asLong()).isPositive();
  }

  @Test
  void what_is_not_granted_or_taken_back_or_of_nobody_is_told_so() {
    PrincipalId user = rights.registered("User");
    assertThat(asking.reason(question(user, READ, story.vault))).isEqualTo("NoAssignment");
    rights.give(user, roleWithout(POWER_OFF), story.group);
    Answer excluded = asking.done(question(user, POWER_OFF, story.vm1));
    assertThat(excluded.text("/reason")).isEqualTo("NotAction");
    assertThat(excluded.text("/explanation/assignments/0/outcome"))
        .isEqualTo("ExcludedByNotAction");
    assertThat(excluded.text("/explanation/assignments/0/notPattern")).isEqualTo(POWER_OFF);
    assertThat(asking.reason(question(user, WRITE, story.vm1))).isEqualTo("Granted");
    rights.disable(user);
    assertThat(asking.reason(question(user, WRITE, story.vm1))).isEqualTo("PrincipalNotLive");
    PrincipalId stranger = new PrincipalId(UUID.randomUUID());
    assertThat(asking.reason(question(stranger, READ, story.vault))).isEqualTo("PrincipalNotLive");
  }

  @Test
  void data_actions_are_others_than_actions() {
    PrincipalId user = rights.userWith(Rights.KEY_VAULT_SECRETS_USER, story.vault);
    String asked = question(user, GET_SECRET, story.vault);
    assertThat(asking.reason(asked)).isEqualTo("NoAssignment");
    assertThat(asking.reason(asked.replace("\"action\"", "\"dataAction\""))).isEqualTo("Granted");
  }

  @Test
  void a_condition_grants_nothing() {
    PrincipalId user = rights.registered("User");
    String condition = ", \"condition\": \"@a StringEquals 'b'\", \"conditionVersion\": \"2.0\"";
    rights.give(user, Rights.READER, story.group, condition);
    assertThat(asking.reason(question(user, READ, story.vault))).isEqualTo("Condition");
  }

  @Test
  void groups_count_that_the_asker_names() {
    PrincipalId group = rights.registered("Group");
    PrincipalId user = rights.registered("User");
    rights.give(group, Rights.READER, story.group);
    String member = ", \"groups\": [\"" + group + "\"]";
    assertThat(asking.reason(question(user, READ, story.vault))).isEqualTo("NoAssignment");
    Answer answer = asking.done(question(user, READ, story.vault, member));
    assertThat(answer.text("/reason")).isEqualTo("Granted");
    assertThat(answer.text("/explanation/assignments/0/grant/principalId"))
        .isEqualTo(group.toString());
    assertThat(answer.text("/explanation/assignments/0/grant/principalType")).isEqualTo("Group");
  }

  @Test
  void a_lock_is_named_that_forbids_what_a_grant_allows() {
    PrincipalId user = rights.userWith(Rights.OWNER, story.group);
    String lock = story.vm1 + "/providers/Microsoft.Authorization/locks/frozen";
    Story.done(http.arm("PUT", lock, "{\"properties\": {\"level\": \"ReadOnly\"}}"));
    for (String explain : List.of("true", "false")) {
      String more = ", \"explain\": " + explain;
      assertThat(asking.reason(question(user, WRITE, story.vm1, more))).isEqualTo("Locked");
    }
    JsonNode locks = asking.done(question(user, WRITE, story.vm1)).json().at("/explanation/locks");
    assertThat(locks).hasSize(1);
    assertThat(locks.at("/0/scope").asString()).isEqualTo(story.vm1);
    assertThat(locks.at("/0/name").asString()).isEqualTo("frozen");
    assertThat(locks.at("/0/level").asString()).isEqualTo("ReadOnly");
    assertThat(locks.at("/0/placedAt").asLong()).isPositive();
    Story.done(http.arm("DELETE", lock, ""));
    assertThat(asking.reason(question(user, WRITE, story.vm1))).isEqualTo("Granted");
  }

  @Test
  void an_expiry_is_held_against_the_instant_that_was_asked_for() {
    PrincipalId user = rights.registered("User");
    Instant expiry = Instant.now().plusSeconds(2).truncatedTo(ChronoUnit.MILLIS);
    rights.give(user, Rights.READER, story.group, ", \"expiresOn\": \"" + expiry + "\"");
    assertThat(asking.reason(question(user, READ, story.vault))).isEqualTo("Granted");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Instant.now().isAfter(expiry.plusSeconds(1)));
    assertThat(asking.reason(at(user, expiry.minusMillis(1)))).isEqualTo("Granted");
    Answer expired = asking.done(at(user, expiry));
    assertThat(expired.text("/reason")).isEqualTo("Expired");
    assertThat(Instant.parse(expired.text("/evaluatedAt"))).isEqualTo(expiry);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> asking.reason(question(user, READ, story.vault)).equals("NoAssignment"));
  }

  private String at(PrincipalId user, Instant asOf) {
    return question(user, READ, story.vault, ", \"asOf\": \"" + asOf + "\"");
  }

  @Test
  void the_past_is_told_as_of_a_position_and_a_removed_grant_by_what_removed_it() {
    PrincipalId user = rights.registered("User");
    String grant = rights.give(user, Rights.READER, story.group);
    long removed = Story.done(http.arm("DELETE", grant, "")).position();
    long before = removed - 1;
    Answer now = asking.done(question(user, READ, story.vault));
    assertThat(now.text("/reason")).isEqualTo("NoAssignment");
    assertThat(now.text("/explanation/assignments/0/outcome")).isEqualTo("Removed");
    assertThat(now.json().at("/explanation/assignments/0/removedAt").asLong()).isEqualTo(removed);
    for (String asOf : List.of("\"" + before + "\"", Long.toString(before))) {
      Answer then = asking.done(question(user, READ, story.vault, ", \"asOf\": " + asOf));
      assertThat(then.text("/reason")).isEqualTo("Granted");
      assertThat(then.json().path("decidedAt").asLong()).isEqualTo(before);
    }
  }

  @Test
  void a_grant_is_of_no_use_as_soon_as_its_removal_is_answered() {
    PrincipalId user = rights.registered("User");
    for (int round = 0; round < 20; round++) {
      String brief = question(user, READ, story.vault, ", \"explain\": false");
      String grant = rights.give(user, Rights.READER, story.vault);
      assertThat(asking.reason(brief)).isEqualTo("Granted");
      long removed = Story.done(http.arm("DELETE", grant, "")).position();
      Answer after = asking.done(brief);
      assertThat(after.text("/reason")).isEqualTo("NoAssignment");
      assertThat(after.json().path("decidedAt").asLong()).isGreaterThanOrEqualTo(removed);
      assertThat(after.json().has("explanation")).isFalse();
    }
  }

  @Test
  void a_scope_where_nothing_is_is_judged_by_what_is_above() {
    PrincipalId user = rights.userWith(Rights.READER, story.group);
    Answer answer = asking.done(question(user, READ, story.vault + "-that-is-not-there"));
    assertThat(answer.text("/reason")).isEqualTo("Granted");
    assertThat(answer.text("/explanation/scopePath/0/path")).isEqualTo(story.group);
  }

  @Test
  void the_bearer_of_a_token_is_asked_about_while_it_counts() throws Exception {
    PrincipalId user = rights.userWith(Rights.READER, story.group);
    String good = mint.good(user);
    JsonNode told = asking.done(ofBearer(good, READ, story.vault)).json();
    assertThat(told.path("reason").asString()).isEqualTo("Granted");
    assertThat(told.path("active").asBoolean()).isTrue();
    assertThat(told.path("principalId").asString()).isEqualTo(user.toString());
    assertThat(told.path("audience").asString()).isEqualTo(http.base());
    long tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).getEpochSecond();
    for (String token :
        List.of(
            "no-token",
            mint.expired(user),
            mint.unsigned(user),
            mint.ofAnotherKey(user),
            mint.with(user, "nbf", tomorrow),
            mint.with(user, "tid", ME),
            mint.with(user, "iss", "https://issuer.example"))) {
      inactive(token);
    }
    rights.disable(user);
    inactive(good);
  }

  private void inactive(String token) {
    Answer answer = asking.done(ofBearer(token, READ, story.vault));
    assertThat(answer.json().propertyNames())
        .containsExactlyInAnyOrder("allowed", "reason", "decidedAt", "evaluatedAt", "active");
    assertThat(answer.text("/reason")).isEqualTo("TokenInactive");
    assertThat(answer.json().path("active").asBoolean()).isFalse();
    assertThat(answer.json().path("allowed").asBoolean()).isFalse();
  }

  @Test
  void many_questions_are_answered_in_their_order() {
    PrincipalId user = rights.userWith(Rights.READER, story.vault);
    Answer answer =
        asking.done(
            many(
                List.of(
                    question(user, READ, story.vault),
                    question(user, READ, story.vm1),
                    ofBearer("no-token", READ, story.vault),
                    question(user, READ, story.vault))));
    assertThat(answer.json().path("results").findValuesAsString("reason"))
        .containsExactly("Granted", "NoAssignment", "TokenInactive", "Granted");
  }

  @Test
  void who_may_not_ask_at_one_of_the_scopes_is_told_nothing_and_that_is_on_record() {
    PrincipalId user = rights.userWith(Rights.READER, story.group);
    Asking ofVault = asker(story.vault);
    assertThat(ofVault.reason(question(user, READ, story.vault))).isEqualTo("Granted");
    String here = question(user, READ, story.vault);
    String nowhere = story.group + "/providers/A.B/c/not-there";
    for (String scope : List.of(story.vm1, story.group, nowhere, "/")) {
      Answer refused = ofVault.send(many(List.of(here, question(user, READ, scope))));
      assertThat(refused.status()).isEqualTo(403);
      assertThat(refused.json().has("results")).isFalse();
      assertThat(refused.text("/code")).isEqualTo("AuthorizationFailed");
      RequestRefused last = Attempts.of(server, RequestRefused.class).getLast();
      assertThat(last.action()).isEqualTo("Lanyard.Access/check/action");
      assertThat(last.scope().orElseThrow().toString()).isEqualTo(scope);
    }
    Asking self = new Asking(http.withToken(mint.good(user)));
    assertThat(self.send(question(user, READ, story.vault)).status()).isEqualTo(403);
  }

  @Test
  void checks_are_not_on_record() {
    PrincipalId user = rights.userWith(Rights.READER, story.group);
    int before = Attempts.of(server, RecordsRead.class).size();
    asking.done(question(user, READ, story.vault));
    assertThat(Attempts.of(server, RecordsRead.class)).hasSize(before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "body | []",
        "body | not json",
        "principalId | {\"action\": \"a/read\", \"scope\": \"/\"}",
        "principalId | {\"principalId\": \"ME\", \"token\": \"t\"}",
        "principalId | {\"principalId\": \"nobody\", \"action\": \"a/read\", \"scope\": \"/\"}",
        "token | {\"token\": 5, \"action\": \"a/read\", \"scope\": \"/\"}",
        "groups | {\"token\": \"t\", \"groups\": [], \"action\": \"a/read\", \"scope\": \"/\"}",
        "groups | {\"principalId\": \"ME\", \"groups\": \"ME\"}",
        "groups[1] | {\"principalId\": \"ME\", \"groups\": [\"ME\", \"x\"]}",
        "action | {\"principalId\": \"ME\", \"scope\": \"/\"}",
        "action | {\"principalId\": \"ME\", \"action\": \"*\", \"scope\": \"/\"}",
        "action | {\"principalId\": \"ME\", \"action\": \"a\", \"dataAction\": \"b\"}",
        "dataAction | {\"principalId\": \"ME\", \"dataAction\": \"a b\", \"scope\": \"/\"}",
        "scope | {\"principalId\": \"ME\", \"action\": \"a/read\"}",
        "scope | {\"principalId\": \"ME\", \"action\": \"a/read\", \"scope\": \"//\"}",
        "asOf | {\"principalId\": \"ME\", \"action\": \"a/read\", \"scope\": \"RG\", \"asOf\": -1}",
        "asOf | {\"principalId\": \"ME\", \"action\": \"a/read\", \"scope\": \"RG\", \"asOf\":"
            + " 1e15}",
        "asOf | {\"principalId\": \"ME\", \"action\": \"a/r\", \"scope\": \"RG\", \"asOf\":"
            + " \"now\"}",
        "asOf | {\"principalId\": \"ME\", \"action\": \"a/read\", \"scope\": \"RG\", \"asOf\":"
            + " 99999}",
        "explain | {\"principalId\": \"ME\", \"action\": \"a\", \"scope\": \"/\", \"explain\": 1}",
        "more | {\"principalId\": \"ME\", \"action\": \"a/read\", \"scope\": \"/\", \"more\": 1}",
        "checks | {\"checks\": []}",
        "checks | {\"checks\": 5}",
        "action | {\"checks\": [], \"action\": \"a\"}",
        "checks[0] | {\"checks\": [5]}",
        "checks[0].scope | {\"checks\": [{\"principalId\": \"ME\", \"action\": \"a\"}]}",
      })
  void what_is_malformed_is_named(String field, String body) {
    Answer refused = asking.send(body.replace("ME", ME).replace("RG", story.group));
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.text("/field")).as(refused.toString()).isEqualTo(field);
  }

  @Test
  void more_questions_than_a_hundred_and_more_groups_than_count_are_refused() {
    PrincipalId user = rights.userWith(Rights.READER, story.group);
    String one = question(user, READ, story.vault, ", \"explain\": false");
    assertThat(asking.done(many(Collections.nCopies(100, one))).json().path("results"))
        .hasSize(100);
    Answer many = asking.send(many(Collections.nCopies(101, one)));
    assertThat(List.of(many.status(), many.text("/field"))).containsExactly(400, "checks");
    String groups = String.join(", ", Collections.nCopies(201, "\"" + ME + "\""));
    Answer refused =
        asking.send(question(user, READ, story.vault, ", \"groups\": [" + groups + "]"));
    assertThat(List.of(refused.status(), refused.text("/field"))).containsExactly(400, "groups");
  }

  private String roleWithout(String notAction) {
    String role = UUID.randomUUID().toString();
    String without = "\"notActions\": [\"" + notAction + "\"]";
    Story.done(
        http.arm(
            "PUT",
            Rights.definition(story.group, role),
            Rights.definitionOf(role, story.group, "\"*\"")
                .replace("\"notActions\": []", without)));
    return role;
  }
}
