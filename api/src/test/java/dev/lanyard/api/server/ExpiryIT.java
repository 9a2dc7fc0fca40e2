package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpiryIT {
  private static final String GRANT = "6f1d2f0e-3b57-4c1e-9b6a-0d7e5b1c2a34";

  @TempDir private Path temp;

  @Test
  void an_assignment_that_expires_while_the_server_is_down_ends_after_its_restart() {
    Instant expiry;
    String grant;
    try (var server = Server.start(temp)) {
      var story = new Story(server.http(), "shop");
      story.createGroup();
      story.create(story.vault);
      var principal = story.createWithIdentity(story.vm1).text("/identity/principalId");
      expiry = Instant.now().plus(2, ChronoUnit.SECONDS);
      grant = story.vault + "/providers/Microsoft.Authorization/roleAssignments/" + GRANT;
      story.grant(GRANT, principal, ", \"expiresOn\": \"" + expiry + "\"");
      assertThat(server.http().arm("GET", grant, "").status()).isEqualTo(200);
    }
    await().until(() -> Instant.now().isAfter(expiry));
    try (var server = Server.start(temp)) {
      var http = server.http();
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(http.arm("GET", grant, "").status()).isEqualTo(404));
      await()
          .untilAsserted(
              () -> {
                var last = http.get("/history?subject=" + GRANT).json().at("/value/1");
                assertThat(last.path("event").asString()).isEqualTo("RoleAssignmentRemoved");
                assertThat(last.path("operation").asString()).isEqualTo("ExpireRoleAssignment");
              });
    }
  }
}
