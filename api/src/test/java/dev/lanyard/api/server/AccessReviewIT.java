package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may do something, and what somebody may, as reviewers ask. */
@TestInstance(Lifecycle.PER_CLASS)
class AccessReviewIT {
  private static final String GET_SECRET = "Microsoft.KeyVault/vaults/secrets/getSecret/action";

  private Server server;
  private Client http;
  private Rights rights;
  private Mint mint;
  private Story story;
  private Story other;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    server = Server.start(temp, "LANYARD_RATE_PRINCIPAL=0", "LANYARD_RATE_ADDRESS=0");
    http = server.http();
    rights = new Rights(http);
    mint = new Mint(server);
    story = new Story(http, "reviewed");
    story.createGroup();
    story.create(story.vault);
    story.create(story.vm1);
    other = new Story(http, "beside");
    other.createGroup();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private Client reviewer(String scope) {
    return http.withToken(mint.good(rights.userWith(Rights.AUDITOR, scope)));
  }

  private String who() {
    return "/access/who?dataAction=" + GET_SECRET + "&scope=" + story.vault;
  }

  @Test
  void all_who_may_are_told_in_pages_now_and_as_of_a_position() {
    List<String> expected = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      expected.add(rights.userWith(Rights.KEY_VAULT_SECRETS_USER, story.vault).toString());
    }
    PrincipalId gone = rights.registered("User");
    String grant = rights.give(gone, Rights.KEY_VAULT_SECRETS_USER, story.vault);
    long removed = Story.done(http.arm("DELETE", grant, "")).position();
    Client reviewer = reviewer(story.vault);
    List<String> told = new ArrayList<>();
    String next = who() + "&limit=2";
    while (!next.isEmpty()) {
      Answer page = Story.done(reviewer.get(next));
      assertThat(page.json().path("value").size()).isBetween(1, 2);
      told.addAll(page.json().path("value").findValuesAsString("principalId"));
      next = page.text("/nextLink");
    }
    assertThat(told).containsExactlyElementsOf(expected.stream().sorted().toList());
    Answer then = Story.done(reviewer.get(who() + "&asOf=" + (removed - 1)));
    assertThat(then.position()).isEqualTo(removed - 1);
    assertThat(then.json().findValuesAsString("principalId"))
        .contains(gone.toString())
        .containsAll(expected);
    assertThat(then.text("/value/0/pattern")).isEqualTo(GET_SECRET);
    assertThat(then.text("/value/0/grant/roleName")).isEqualTo("Key Vault Secrets User");
  }

  @Test
  void who_may_is_told_to_those_who_may_ask_at_the_scope_and_that_is_on_record() {
    Client beside = reviewer(other.group);
    assertThat(beside.get(who()).status()).isEqualTo(403);
    int before = Attempts.of(server, RecordsRead.class).size();
    Story.done(reviewer(story.group).get(who()));
    List<RecordsRead> read = Attempts.of(server, RecordsRead.class);
    assertThat(read).hasSize(before + 1);
    assertThat(read.getLast().path()).isEqualTo("/access/who");
    assertThat(read.getLast().action()).isEqualTo("Lanyard.Access/who/read");
  }

  @Test
  void what_somebody_may_is_told_for_the_scopes_that_are_seen() {
    PrincipalId user = rights.registered("User");
    PrincipalId team = rights.registered("Group");
    rights.give(user, Rights.READER, story.group);
    rights.give(user, Rights.CONTRIBUTOR, other.group);
    rights.give(team, Rights.KEY_VAULT_SECRETS_USER, story.vm1);
    String what = "/access/what?principal=" + user;
    assertThat(scopes(reviewer("/"), what)).containsExactlyInAnyOrder(story.group, other.group);
    assertThat(scopes(reviewer("/"), what + "&groups=" + team))
        .containsExactlyInAnyOrder(story.group, other.group, story.vm1);
    assertThat(scopes(reviewer(other.group), what)).containsExactly(other.group);
    assertThat(http.withToken(mint.good(user)).get(what).status()).isEqualTo(200);
    Client nobody = http.withToken(mint.good(rights.registered("User")));
    assertThat(nobody.get(what).status()).isEqualTo(403);
    Answer told = Story.done(reviewer(story.group).get(what));
    assertThat(told.text("/value/0/permissions/0/actions/0")).isEqualTo("*/read");
    assertThat(told.text("/value/0/grant/roleId")).isEqualTo(Rights.READER);
    rights.disable(user);
    assertThat(scopes(reviewer("/"), what)).isEmpty();
    assertThat(scopes(reviewer("/"), what + "&asOf=" + told.position())).hasSize(2);
  }

  private static List<String> scopes(Client reviewer, String question) {
    return Story.done(reviewer.get(question)).json().findValuesAsString("scope");
  }

  @ParameterizedTest
  @CsvSource({
    "action, /access/who?scope=/",
    "action, /access/who?scope=/&action=a&dataAction=b",
    "action, /access/who?scope=/&action=*",
    "scope, /access/who?action=a",
    "scope, /access/who?action=a&scope=x",
    "limit, /access/who?action=a&scope=/&limit=0",
    "limit, /access/who?action=a&scope=/&limit=1001",
    "cursor, /access/who?action=a&scope=/&cursor=x",
    "asOf, /access/who?action=a&scope=/&asOf=x",
    "more, /access/who?action=a&scope=/&more=x",
    "principal, /access/what?limit=1",
    "principal, /access/what?principal=x",
    "groups, /access/what?principal=22222222-2222-4222-8222-222222222222&groups=x",
    "asOf, /access/what?principal=22222222-2222-4222-8222-222222222222&asOf=999999",
  })
  void what_is_malformed_is_named(String field, String path) {
    Answer refused = http.get(path);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.text("/field")).as(refused.toString()).isEqualTo(field);
  }
}
