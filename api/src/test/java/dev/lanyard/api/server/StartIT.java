package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lanyard.api.start.Installation;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.eventstore.Ledger;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartIT {
  private static final String TENANT = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String OTHER = "b24988ac-6180-42a0-ab88-20f7382dd24c";

  @TempDir private Path temp;

  @Test
  void a_first_start_makes_what_the_first_command_shows(CapturedOutput output) {
    try (var server = Server.start(temp, "LANYARD_TENANT_ID=" + TENANT)) {
      var subscriptions = server.http().get("/subscriptions?api-version=2022-12-01");
      assertThat(subscriptions.status()).isEqualTo(200);
      assertThat(subscriptions.text("/value/0/tenantId")).isEqualTo(TENANT);
      assertThat(subscriptions.text("/value/0/subscriptionId"))
          .isEqualTo(server.part(Installation.class).subscription().toString());
      assertThat(output)
          .containsOnlyOnce(
              "Lanyard serves on %s, data in %s, tenant %s, subscription %s"
                  .formatted(
                      server.http().base(),
                      temp,
                      TENANT,
                      server.part(Installation.class).subscription()));
    }
  }

  @Test
  void the_local_operator_owns_the_root_from_the_first_start() {
    try (var server = Server.start(temp)) {
      var installation = server.part(Installation.class);
      var assignments =
          server
              .http()
              .arm("GET", "/providers/Microsoft.Authorization/roleAssignments", "")
              .json()
              .path("value");
      assertThat(assignments.valueStream().map(value -> value.at("/name").asString()))
          .containsExactly(installation.ownership().toString());
      assertThat(assignments.at("/0/properties/principalId").asString())
          .isEqualTo(installation.operator().toString());
      var operator = server.http().get("/principals/" + installation.operator());
      assertThat(operator.text("/state")).isEqualTo("Enabled");
    }
  }

  @Test
  void a_restart_finds_all_state_and_appends_nothing() {
    long head;
    String vm;
    String identity;
    try (var server = Server.start(temp)) {
      var story = new Story(server.http(), "shop");
      vm = story.vm1;
      story.createGroup();
      identity = story.createWithIdentity(vm).text("/identity/principalId");
      head = server.part(Ledger.class).head();
    }
    try (var server = Server.start(temp)) {
      assertThat(server.http().arm("GET", vm, "").text("/identity/principalId"))
          .isNotEmpty()
          .isEqualTo(identity);
      assertThat(server.part(Ledger.class).head()).isEqualTo(head);
    }
  }

  @Test
  void a_changed_tenant_is_refused_in_one_line(CapturedOutput output) {
    Server.start(temp, "LANYARD_TENANT_ID=" + TENANT).close();
    int before = output.getAll().length();
    var refusal = catchThrowable(() -> Server.start(temp, "LANYARD_TENANT_ID=" + OTHER).close());
    assertThat(refusal).hasRootCauseInstanceOf(StartRefused.class);
    assertThat(output.getAll().substring(before).lines())
        .singleElement()
        .asString()
        .contains("Lanyard does not start. LANYARD_TENANT_ID is " + OTHER)
        .contains("was made with " + TENANT);
  }

  @Test
  void a_malformed_subscription_is_refused_before_anything_is_kept() {
    var refusal = catchThrowable(() -> Server.start(temp, "LANYARD_SUBSCRIPTION_ID=mine").close());
    assertThat(refusal).rootCause().hasMessageContaining("LANYARD_SUBSCRIPTION_ID must be a GUID");
    assertThat(temp.resolve("ledger.db")).doesNotExist();
  }

  @Test
  void a_second_server_on_the_same_folder_is_refused() {
    try (var first = Server.start(temp)) {
      var refusal = catchThrowable(() -> Server.start(temp).close());
      assertThat(refusal)
          .hasRootCauseInstanceOf(StartRefused.class)
          .rootCause()
          .hasMessage("Another server holds the data folder " + temp);
      assertThat(first.http().get("/actuator/health").status()).isEqualTo(200);
    }
  }
}
