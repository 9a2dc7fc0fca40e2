package dev.lanyard.api.start;

import dev.lanyard.api.FreshIds;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.tokens.KeyStoreRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * The ids that the first start of a data folder settles, in {@code installation.json}. It is
 * durable before the ledger's first fact, so that every start asks the ledger for the same.
 *
 * @param tenant the default tenant
 * @param subscription the default subscription
 * @param operator the local operator
 * @param operatorClient by what the local operator names itself when it logs in
 * @param ownership the role assignment that makes the local operator Owner at the root
 * @param secret its first credential, a secret
 * @param certificate its second one, a certificate
 */
public record Installation(
    TenantId tenant,
    SubscriptionId subscription,
    PrincipalId operator,
    ClientId operatorClient,
    AssignmentId ownership,
    CredentialId secret,
    CredentialId certificate) {

  /**
   * Reads what an earlier start settled, or settles it.
   *
   * @throws StartRefused if a setting differs from what is kept, or what is kept cannot be read, or
   *     a ledger is there without it
   */
  public static Installation of(DataFolder folder, Settings settings, FreshIds ids) {
    var file = folder.installation();
    try {
      if (Files.exists(file)) {
        var kept = read(file);
        unchanged(Settings.TENANT, settings.tenant(), kept.tenant, folder);
        unchanged(Settings.SUBSCRIPTION, settings.subscription(), kept.subscription, folder);
        return kept;
      }
      if (Files.exists(folder.ledger())) {
        throw new StartRefused(
            "%s is missing beside its ledger: restore it from a backup".formatted(file));
      }
      var settled =
          new Installation(
              settings.tenant().orElseGet(() -> new TenantId(ids.next())),
              settings.subscription().orElseGet(() -> new SubscriptionId(ids.next())),
              ids.principal(),
              ids.client(),
              ids.assignment(),
              ids.credential(),
              ids.credential());
      settled.write(file);
      return settled;
    } catch (IOException | KeyStoreRefused failure) {
      throw new StartRefused("%s cannot be used: %s".formatted(file, failure), failure);
    }
  }

  private static void unchanged(
      String variable, Optional<?> asked, Object kept, DataFolder folder) {
    if (asked.isPresent() && !asked.get().equals(kept)) {
      throw new StartRefused(
          "%s is %s, but %s was made with %s: unset it or name another %s"
              .formatted(variable, asked.get(), folder.path(), kept, Settings.DATA));
    }
  }

  private static Installation read(Path file) throws IOException {
    try {
      var stored = InstallationFile.read(file);
      if (stored.isOfOlderRelease()) {
        throw new StartRefused(
            "%s is older than this server can read: begin with another %s"
                .formatted(file, Settings.DATA));
      }
      return new Installation(
          stored.id("tenantId", TenantId::parse),
          stored.id("subscriptionId", SubscriptionId::parse),
          stored.id("localOperatorId", PrincipalId::parse),
          stored.id("localOperatorClientId", ClientId::parse),
          stored.id("localOperatorOwnershipId", AssignmentId::parse),
          stored.id("localOperatorSecretId", CredentialId::parse),
          stored.id("localOperatorCertificateId", CredentialId::parse));
    } catch (JacksonException | IllegalArgumentException malformed) {
      throw new StartRefused(
          "%s cannot be read: restore it from a backup".formatted(file), malformed);
    }
  }

  private void write(Path file) {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("tenantId", tenant.toString());
    content.put("subscriptionId", subscription.toString());
    content.put("localOperatorId", operator.toString());
    content.put("localOperatorClientId", operatorClient.toString());
    content.put("localOperatorOwnershipId", ownership.toString());
    content.put("localOperatorSecretId", secret.toString());
    content.put("localOperatorCertificateId", certificate.toString());
    InstallationFile.write(file, content);
  }
}
