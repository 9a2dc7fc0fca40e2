package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.api.start.Installation;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class PrincipalIT {
  private Server server;
  private Client http;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void a_registered_principal_is_read_back_whole() {
    var path = fresh();
    var created = http.put(path, ada("ada", ""));
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json())
        .isEqualTo(
            Client.JSON.readTree(
                """
                {"id": "%s", "type": "User", "issuer": "https://idp.example", "subject": "ada",
                 "displayName": "Ada", "state": "Enabled"}
                """
                    .formatted(path.substring(path.lastIndexOf('/') + 1))));
    assertThat(http.get(path).json()).isEqualTo(created.json());
    var again = http.put(path, ada("ada", ""));
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(created.json());
  }

  @Test
  void a_disabled_principal_stays_disabled() {
    var path = fresh();
    var disabled = http.put(path, ada("bob", "Disabled"));
    assertThat(disabled.status()).isEqualTo(201);
    assertThat(disabled.text("/state")).isEqualTo("Disabled");
    assertThat(http.get(path).text("/state")).isEqualTo("Disabled");
    assertThat(http.put(path, ada("bob", "")).text("/state")).isEqualTo("Disabled");
    var enabling = http.put(path, ada("bob", "Enabled"));
    assertThat(enabling.status()).isEqualTo(409);
    assertThat(enabling.text("/code")).isEqualTo("PrincipalDisabled");
    assertThat(enabling.text("/field")).isEqualTo("state");
  }

  @Test
  void a_removed_principal_is_gone_but_the_past_still_knows_it() {
    var path = fresh();
    var position = http.put(path, ada("carol", "")).position();
    assertThat(http.delete(path).status()).isEqualTo(204);
    assertThat(http.get(path).status()).isEqualTo(404);
    assertThat(http.get(path + "?asOf=" + position).text("/subject")).isEqualTo("carol");
    assertThat(http.delete(path).status()).isEqualTo(204);
    assertThat(http.put(path, ada("carol", "")).text("/code")).isEqualTo("PrincipalFixed");
  }

  @Test
  void a_taken_subject_is_refused() {
    http.put(fresh(), ada("dora", ""));
    var second = http.put(fresh(), ada("dora", ""));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("/code")).isEqualTo("SubjectTaken");
  }

  @Test
  void the_last_owner_can_be_neither_disabled_nor_removed() {
    var path = "/principals/" + server.part(Installation.class).operator();
    assertThat(http.delete(path).text("/code")).isEqualTo("CannotDeleteLastRbacAdminAssignment");
    var operator = http.get(path).json();
    var disabling =
        http.put(
            path,
            """
            {"type": "%s", "issuer": "%s", "subject": "%s", "state": "Disabled"}
            """
                .formatted(
                    operator.path("type").asString(),
                    operator.path("issuer").asString(),
                    operator.path("subject").asString()));
    assertThat(disabling.text("/code")).isEqualTo("CannotDeleteLastRbacAdminAssignment");
    assertThat(http.get(path).text("/state")).isEqualTo("Enabled");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"typ\": \"User\"} | typ",
        "{\"type\": \"Robot\", \"issuer\": \"i\", \"subject\": \"s\"} | type",
        "{\"type\": 1, \"issuer\": \"i\", \"subject\": \"s\"} | type",
        "{\"type\": \"User\", \"subject\": \"s\"} | issuer",
        "{\"type\": \"User\", \"issuer\": \"i\", \"subject\": \"\"} | subject",
        "{\"type\": \"User\", \"issuer\": \"i\", \"subject\": \"s\", \"state\": \"On\"} | state",
        "{\"type\": \"User\", \"issuer\": \"i\", \"subject\": \"s\", \"displayName\": {}} |"
            + " displayName",
        "[] | body",
        "{ | body",
        "{\"type\": \"User\", \"type\": \"User\"} | body",
      })
  void a_malformed_body_is_a_400_that_names_the_field(String body, String field) {
    var answer = http.put(fresh(), body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
    assertThat(answer.text("/field")).isEqualTo(field);
  }

  @Test
  void an_id_that_is_no_guid_and_an_unknown_parameter_are_refused() {
    assertThat(http.get("/principals/me").text("/field")).isEqualTo("id");
    assertThat(http.delete(fresh() + "?force=true").text("/field")).isEqualTo("force");
  }

  private static String fresh() {
    return "/principals/" + UUID.randomUUID();
  }

  private static String ada(String subject, String state) {
    return """
    {"type": "User", "issuer": "https://idp.example", "subject": "%s", "displayName": "Ada"%s}
    """
        .formatted(subject, state.isEmpty() ? "" : ", \"state\": \"" + state + "\"");
  }
}
