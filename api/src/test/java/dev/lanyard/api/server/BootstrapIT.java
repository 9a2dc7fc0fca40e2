package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lanyard.api.Application;
import dev.lanyard.api.start.Installation;
import dev.lanyard.api.start.StartRefused;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.tokens.ClientSecrets;
import dev.lanyard.tokens.KeyStore;
import dev.lanyard.tokens.MasterKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class BootstrapIT {
  private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir private Path data;

  @Test
  void a_first_start_leaves_a_way_in_for_whoever_started_it_and_no_trace_of_it(
      CapturedOutput output) throws IOException {
    try (var server = Server.start(data)) {
      var installation = server.part(Installation.class);
      var bootstrap = Tokens.bootstrap(data);
      assertThat(bootstrap.propertyNames())
          .containsExactly(
              "tenantId", "subscriptionId", "clientId", "clientSecret", "certificateFile");
      assertThat(bootstrap.path("tenantId").asString()).isEqualTo(installation.tenant().toString());
      assertThat(bootstrap.path("subscriptionId").asString())
          .isEqualTo(installation.subscription().toString());
      for (var name : List.of("bootstrap.json", "bootstrap.pem", "master.key", "keys.db")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
            .as(name)
            .isEqualTo("rw-------");
      }
      assertThat(server.http().get("/subscriptions?api-version=1").status()).isEqualTo(200);
      var secret = bootstrap.path("clientSecret").asString();
      assertThat(output.getAll()).doesNotContain(secret);
      assertThat(
              Files.readString(
                  data.resolve("ledger.db"), java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain(secret);
    }
  }

  @Test
  void the_way_in_is_made_once_and_deleting_it_does_not_bring_it_back() throws IOException {
    String client;
    String secret;
    try (var server = Server.start(data)) {
      assertThat(server.http().get("/subscriptions?api-version=1").status()).isEqualTo(200);
      client = Tokens.bootstrap(data).path("clientId").asString();
      secret = Tokens.bootstrap(data).path("clientSecret").asString();
    }
    Files.delete(data.resolve("bootstrap.json"));
    Files.delete(data.resolve("bootstrap.pem"));
    try (var server = Server.start(data)) {
      assertThat(data.resolve("bootstrap.json")).doesNotExist();
      assertThat(data.resolve("bootstrap.pem")).doesNotExist();
      assertThat(server.http().as(client, secret).get("/subscriptions?api-version=1").status())
          .isEqualTo(200);
    }
  }

  @Test
  void a_start_that_was_cut_short_goes_on_with_the_file_that_it_had_written() throws IOException {
    String before;
    try (var server = Server.start(data)) {
      assertThat(server.part(Ledger.class).head()).isPositive();
      before = Files.readString(data.resolve("bootstrap.json"));
    }
    // As it is when the power fails before the first append.
    for (var name :
        List.of("ledger.db", "ledger.db-wal", "ledger.db-shm", "keys.db", "log/checkpoints.db")) {
      Files.deleteIfExists(data.resolve(name));
    }
    try (var server = Server.start(data)) {
      assertThat(Files.readString(data.resolve("bootstrap.json"))).isEqualTo(before);
      assertThat(server.http().get("/subscriptions?api-version=1").status()).isEqualTo(200);
    }
  }

  @Test
  void another_master_key_does_not_open_the_key_store(CapturedOutput output) {
    Server.start(data).close();
    var refusal =
        catchThrowable(() -> Server.start(data, "LANYARD_MASTER_KEY=" + MASTER_KEY).close());
    assertThat(refusal).hasRootCauseInstanceOf(RuntimeException.class);
    assertThat(output.getAll())
        .contains("Lanyard does not start. ")
        .doesNotContain(MASTER_KEY, "at dev.lanyard");
  }

  @Test
  void a_master_key_from_outside_is_not_kept_in_the_folder() {
    try (var server = Server.start(data, "LANYARD_MASTER_KEY=" + MASTER_KEY)) {
      assertThat(server.http().get("/subscriptions?api-version=1").status()).isEqualTo(200);
      assertThat(data.resolve("master.key")).doesNotExist();
    }
  }

  @Test
  void a_lost_way_in_is_recovered_on_record_while_no_server_runs(CapturedOutput output)
      throws IOException {
    String oldClient;
    try (var server = Server.start(data)) {
      oldClient = Tokens.bootstrap(data).path("clientId").asString();
      assertThat(recover()).hasRootCauseInstanceOf(StartRefused.class);
      assertThat(server.http().get("/actuator/health").status()).isEqualTo(200);
    }
    assertThat(recover()).isNull();
    var client = Tokens.bootstrap(data).path("clientId").asString();
    assertThat(client).isNotEqualTo(oldClient);
    assertThat(output.getAll().lines().filter(line -> line.contains("has a new operator")))
        .singleElement()
        .asString()
        .contains(client, data.resolve("bootstrap.json").toString());
    try (var files = Files.list(data)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".old"))
          .hasSize(2);
    }
    try (var server = Server.start(data)) {
      var http = server.http();
      assertThat(http.get("/subscriptions?api-version=1").status()).isEqualTo(200);
      assertThat(http.get("/audit/events?operation=RecoverOperator").json().path("value").size())
          .isPositive();
    }
  }

  @Test
  void where_there_is_no_ledger_nothing_is_recovered() {
    assertThat(recover()).isInstanceOf(StartRefused.class);
    assertThat(data.resolve("bootstrap.json")).doesNotExist();
  }

  private Throwable recover() {
    return catchThrowable(
        () -> Application.main(new String[] {"recover-operator", "--LANYARD_DATA=" + data}));
  }

  @Test
  void a_key_that_no_fact_names_is_forgotten_at_the_next_start() {
    var orphan = new CredentialId(UUID.randomUUID());
    CredentialId named;
    try (var server = Server.start(data)) {
      named = server.part(Installation.class).secret();
    }
    var secret = keys(secrets -> secrets.issue(orphan));
    boolean kept = keys(secrets -> secrets.matches(orphan, secret));
    assertThat(kept).isTrue();
    Server.start(data).close();
    assertThat(keys(ClientSecrets::ids)).containsExactly(named);
  }

  private <T> T keys(Function<ClientSecrets, T> question) {
    var master = MasterKey.find(Optional.empty(), Optional.empty(), data.resolve("master.key"));
    try (var store = KeyStore.open(data.resolve("keys.db"), master)) {
      return question.apply(new ClientSecrets(store));
    }
  }
}
