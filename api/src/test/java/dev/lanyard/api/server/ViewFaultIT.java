package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ViewFaultIT {
  @TempDir private Path temp;

  @Test
  void a_stopped_state_view_shows_and_what_takes_away_goes_on_behind_it() throws Exception {
    try (var server = Server.start(temp)) {
      var http = server.http();
      var story = new Story(http, "shop");
      story.createGroup();
      breakStateView();
      var behind =
          Story.done(
              http.arm(
                  "PUT",
                  story.group + "/providers/Microsoft.Authorization/locks/careful",
                  "{\"properties\": {\"level\": \"CanNotDelete\"}}"));
      assertThat(behind.reply().headers().firstValue("Lanyard-Behind")).hasValue("true");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> http.get("/actuator/health").status() == 503);
      var view = http.get("/actuator/health").json().at("/components/views/components/state");
      assertThat(view.path("status").asString()).isEqualTo("DOWN");
      assertThat(view.at("/details/stoppedAt").asLong()).isEqualTo(behind.position());
      assertThat(view.at("/details/cause").asString()).isNotEmpty();
      assertThat(http.get("/actuator/prometheus").reply().body())
          .contains("lanyard_projection_stopped{view=\"state\"} 1.0");
      var read = http.arm("GET", story.group, "");
      assertThat(read.text("/error/code")).isEqualTo("ViewBehind");
      assertThat(read.reply().headers().firstValue("Retry-After")).isPresent();
      assertThat(http.arm("PUT", story.group, "{\"location\": \"westeurope\"}").status())
          .isEqualTo(503);
      var lock = story.group + "/providers/Microsoft.Authorization/locks/careful";
      assertThat(http.arm("DELETE", lock, "").status()).isEqualTo(200);
      assertThat(http.arm("DELETE", story.group, "").status()).isEqualTo(202);
      var known = Tokens.bootstrap(temp);
      var token =
          Tokens.ask(
              http.anonymous(),
              "/common/oauth2/v2.0/token",
              Tokens.secretForm(
                  known.path("clientId").asString(),
                  known.path("clientSecret").asString(),
                  Tokens.MANAGEMENT));
      assertThat(token.status()).isEqualTo(503);
      assertThat(token.text("/error")).isEqualTo("temporarily_unavailable");
      assertThat(token.reply().headers().firstValue("Retry-After")).isPresent();
    }
  }

  /** Takes a table away under the view's feet. */
  private void breakStateView() throws Exception {
    var url = "jdbc:sqlite:" + temp.resolve("views").resolve("state.db") + "?busy_timeout=5000";
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("DROP TABLE lock");
    }
  }
}
