package dev.lanyard.api.start;

import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import dev.lanyard.tokens.OwnerFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code bootstrap.json}: how whoever started the server logs in as its first operator. Its members
 * are fixed; it holds a secret, and so shows nothing of itself.
 *
 * @param certificateFile where the operator's private key and certificate are
 */
record BootstrapFile(
    TenantId tenant,
    SubscriptionId subscription,
    ClientId client,
    String clientSecret,
    Path certificateFile) {
  private static final Set<String> MEMBERS =
      Set.of("tenantId", "subscriptionId", "clientId", "clientSecret", "certificateFile");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Reads a file.
   *
   * @throws StartRefused if it is no such file; never tells its content
   * @throws dev.lanyard.tokens.KeyStoreRefused if others than its owner may read it
   */
  static BootstrapFile read(Path file) {
    try {
      var members =
          JSON.readValue(OwnerFiles.readPrivate(file), new TypeReference<Map<String, String>>() {});
      if (members != null && members.keySet().equals(MEMBERS)) {
        return new BootstrapFile(
            TenantId.parse("tenantId", text(members, "tenantId")),
            SubscriptionId.parse("subscriptionId", text(members, "subscriptionId")),
            ClientId.parse("clientId", text(members, "clientId")),
            text(members, "clientSecret"),
            Path.of(text(members, "certificateFile")));
      }
    } catch (JacksonException | IllegalArgumentException malformed) {
      throw refused(file);
    }
    throw refused(file);
  }

  private static String text(Map<String, String> members, String name) {
    return Optional.ofNullable(members.get(name))
        .orElseThrow(() -> new IllegalArgumentException(name + " is null"));
  }

  /** Without a cause: what cannot be parsed would be shown, and may be the secret. */
  private static StartRefused refused(Path file) {
    return new StartRefused(
        "%s cannot be read, and no operator has a credential yet: delete it to have a new one"
            .formatted(file));
  }

  /** Writes it for its owner alone (0600), durably. */
  void write(Path file) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("tenantId", tenant.toString());
    members.put("subscriptionId", subscription.toString());
    members.put("clientId", client.toString());
    members.put("clientSecret", clientSecret);
    members.put("certificateFile", certificateFile.toString());
    OwnerFiles.writePrivate(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(members));
  }

  @Override
  public String toString() {
    return "BootstrapFile[client=" + client + "]";
  }
}
