package dev.lanyard.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lanyard.api.FreshIds;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class InstallationTest {
  private static final String ONE = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
  private static final String TWO = "b24988ac-6180-42a0-ab88-20f7382dd24c";
  private static final String KEPT =
      """
      {"tenantId": "%1$s", "subscriptionId": "%2$s",
       "localOperatorId": "%1$s", "localOperatorOwnershipId": "%2$s",
       "localOperatorClientId": "%2$s", "localOperatorSecretId": "%1$s",
       "localOperatorCertificateId": "%2$s"}
      """
          .formatted(ONE, TWO);

  private static final String KEPT_BY_OLDER =
      """
      {"tenantId": "%1$s", "subscriptionId": "%2$s",
       "localOperatorId": "%1$s", "localOperatorOwnershipId": "%2$s"}
      """
          .formatted(ONE, TWO);

  @TempDir private Path temp;
  private DataFolder folder;

  @BeforeEach
  void take() {
    folder = DataFolder.take(temp.resolve("data"));
  }

  @AfterEach
  void release() {
    folder.close();
  }

  @Test
  void a_first_start_takes_the_ids_that_are_set() {
    var installation = start(Map.of(Settings.TENANT, ONE, Settings.SUBSCRIPTION, TWO));
    assertThat(installation)
        .isEqualTo(
            new Installation(
                TenantId.parse("", ONE),
                SubscriptionId.parse("", TWO),
                installation.operator(),
                installation.operatorClient(),
                installation.ownership(),
                installation.secret(),
                installation.certificate()));
  }

  @Test
  void a_later_start_finds_the_ids_that_the_first_one_made() {
    assertThat(start(Map.of(Settings.TENANT, ""))).isEqualTo(start(Map.of()));
  }

  @Test
  void what_is_kept_is_read_back_whole() throws IOException {
    Files.writeString(folder.installation(), KEPT);
    assertThat(start(Map.of(Settings.TENANT, ONE)))
        .isEqualTo(
            new Installation(
                new TenantId(UUID.fromString(ONE)),
                new SubscriptionId(UUID.fromString(TWO)),
                new PrincipalId(UUID.fromString(ONE)),
                new ClientId(UUID.fromString(TWO)),
                new AssignmentId(UUID.fromString(TWO)),
                new CredentialId(UUID.fromString(ONE)),
                new CredentialId(UUID.fromString(TWO))));
  }

  @Test
  void what_an_older_release_kept_is_refused_and_left_alone() throws IOException {
    Files.writeString(folder.installation(), KEPT_BY_OLDER);
    refused(
        Map.of(),
        folder.installation()
            + " is older than this server can read: begin with another LANYARD_DATA");
    assertThat(folder.installation()).hasContent(KEPT_BY_OLDER);
  }

  @Test
  void a_changed_tenant_is_refused_and_named() throws IOException {
    Files.writeString(folder.installation(), KEPT);
    refused(
        Map.of(Settings.TENANT, TWO),
        "LANYARD_TENANT_ID is %s, but %s was made with %s: unset it or name another LANYARD_DATA"
            .formatted(TWO, folder.path(), ONE));
  }

  @Test
  void a_changed_subscription_is_refused_and_named() throws IOException {
    Files.writeString(folder.installation(), KEPT);
    refused(
        Map.of(Settings.SUBSCRIPTION, ONE),
        ("LANYARD_SUBSCRIPTION_ID is %s, but %s was made with %s:"
                + " unset it or name another LANYARD_DATA")
            .formatted(ONE, folder.path(), TWO));
  }

  @Test
  void a_malformed_id_is_refused_and_named() {
    refused(
        Map.of(Settings.SUBSCRIPTION, "mine"),
        "LANYARD_SUBSCRIPTION_ID must be a GUID of 36 characters");
  }

  @Test
  void a_damaged_file_is_refused_and_left_alone() throws IOException {
    for (var damaged : new String[] {"", "[]", "{}", KEPT.replace(ONE, "x"), KEPT + "}"}) {
      Files.writeString(folder.installation(), damaged);
      refused(Map.of(), folder.installation() + " cannot be read: restore it from a backup");
      assertThat(folder.installation()).hasContent(damaged);
    }
  }

  @Test
  void a_ledger_that_lost_its_installation_is_refused() throws IOException {
    Files.createFile(folder.ledger());
    refused(
        Map.of(),
        folder.installation() + " is missing beside its ledger: restore it from a backup");
  }

  @Test
  void a_held_folder_is_refused() {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> DataFolder.take(folder.path()))
        .withMessage("Another server holds the data folder " + folder.path());
  }

  @Test
  void a_folder_that_is_a_file_is_refused() throws IOException {
    var file = Files.createFile(temp.resolve("file"));
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> DataFolder.take(file))
        .withMessageStartingWith("LANYARD_DATA: the folder " + file + " cannot be used");
  }

  private Installation start(Map<String, Object> settings) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(new MapPropertySource("test", settings));
    return Installation.of(folder, Settings.of(environment), new FreshIds());
  }

  private void refused(Map<String, Object> settings, String why) {
    assertThatExceptionOfType(StartRefused.class)
        .isThrownBy(() -> start(settings))
        .withMessage(why);
  }
}
