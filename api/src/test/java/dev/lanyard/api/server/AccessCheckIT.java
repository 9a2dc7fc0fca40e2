package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.PrincipalId;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Decisions as a resource server asks for them. */
@TestInstance(Lifecycle.PER_CLASS)
class AccessCheckIT {
  private static final String READ = "Microsoft.KeyVault/vaults/read";
  private static final String WRITE = "Microsoft.Compute/virtualMachines/write";
  private static final String POWER_OFF = "Microsoft.Compute/virtualMachines/powerOff/action";

  private Server server;
  private Client http;
  private Rights rights;
  private Mint mint;
  private Story story;
  private Client asker;

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
    String role = rights.role(story.group, "\"Lanyard.Access/check/action\"");
    asker = http.withToken(mint.good(rights.userWith(role, story.group)));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void an_allowed_action_is_told_with_places_grants_and_positions() {
    PrincipalId user = rights.registered("User");
    String grant = rights.give(user, Rights.READER, story.group);
    long assigned = http.get("/audit/events").position();
    JsonNode told = check(user, READ, story.vault).json();
    assertThat(told.propertyNames())
        .containsExactlyInAnyOrder(
            "allowed", "reason", "decidedAt", "evaluatedAt", "principalId", "explanation");
    assertThat(told.path("allowed").asBoolean()).isTrue();
    assertThat(told.path("reason").asString()).isEqualTo("Granted");
    assertThat(told.path("decidedAt").asLong()).isGreaterThanOrEqualTo(assigned);
    assertThat(told.path("principalId").asString()).isEqualTo(user.toString());
    assertThat(
            told.at("/explanation/scopePath")
                .valueStream()
                .map(place -> place.path("path").asString()))
        .containsExactly(story.vault, story.group, story.subscription, "/");
    assertThat(told.at("/explanation/locks")).isEmpty();
    JsonNode only = told.at("/explanation/assignments/0");
    assertThat(told.at("/explanation/assignments")).hasSize(1);
    assertThat(only.path("outcome").asString()).isEqualTo("Grants");
    assertThat(only.path("pattern").asString()).isEqualTo("*/read");
    assertThat(only.at("/grant/assignmentId").asString())
        .isEqualTo(grant.substring(grant.lastIndexOf('/') + 1));
    assertThat(only.at("/grant/roleId").asString()).isEqualTo(Rights.READER);
    assertThat(only.at("/grant/roleName").asString()).isEqualTo("Reader");
    assertThat(only.at("/grant/principalType").asString()).isEqualTo("User");
    assertThat(only.at("/grant/scope").asString()).isEqualTo(story.group);
    assertThat(only.at("/grant/assignedAt").asLong()).isPositive();
    assertThat(only.at("/grant/roleWordedAt").asLong()).isPositive();
  }

  @Test
  void each_reason_is_told_by_its_word() {
    PrincipalId user = rights.registered("User");
    assertThat(reason(check(user, READ, story.vault))).isEqualTo("NoAssignment");
    String role =
        rights.role(
            story.group, "\"Microsoft.Compute/*\"], \"notActions\": [\"*/powerOff/action\"");
    rights.give(user, role, story.group);
    assertThat(reason(check(user, POWER_OFF, story.vm1))).isEqualTo("NotAction");
    assertThat(reason(check(user, WRITE, story.vm1))).isEqualTo("Granted");
    PrincipalId stranger = new PrincipalId(UUID.randomUUID());
    assertThat(reason(check(stranger, READ, story.vault))).isEqualTo("PrincipalNotLive");
  }

  private Answer check(PrincipalId principal, String action, String scope) {
    return ask(question(principal, action, scope));
  }

  private static String question(PrincipalId principal, String action, String scope) {
    return """
    {"principalId": "%s", "action": "%s", "scope": "%s"}
    """
        .formatted(principal, action, scope);
  }

  private Answer ask(String body) {
    return Story.done(asker.send("POST", "/access/check", body));
  }

  private static String reason(Answer answer) {
    boolean allowed = answer.json().path("allowed").asBoolean();
    assertThat(allowed).isEqualTo(answer.text("/reason").equals("Granted"));
    return answer.text("/reason");
  }
}
