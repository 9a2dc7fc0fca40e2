package dev.lanyard.api.start;

import dev.lanyard.api.FreshIds;
import dev.lanyard.domain.AssignmentId;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.SubscriptionId;
import dev.lanyard.domain.TenantId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The ids that the first start of a data folder settles, in {@code installation.json}. It is
 * durable before the ledger's first fact, so that every start asks the ledger for the same.
 *
 * @param tenant the default tenant
 * @param subscription the default subscription
 * @param operator the local operator
 * @param operatorClient by what the local operator names itself when it logs in
 * @param ownership the role assignment that makes the local operator Owner at the root
 */
public record Installation(
    TenantId tenant,
    SubscriptionId subscription,
    PrincipalId operator,
    ClientId operatorClient,
    AssignmentId ownership) {
  private static final String CLIENT = "localOperatorClientId";

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /** The file's content. */
  private record Stored(
      String tenantId,
      String subscriptionId,
      String localOperatorId,
      String localOperatorClientId,
      String localOperatorOwnershipId) {}

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
              ids.assignment());
      settled.write(folder.path(), file);
      return settled;
    } catch (IOException failure) {
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
      var content = Files.readAllBytes(file);
      var members = JSON.readTree(content);
      if (members.has("localOperatorId") && !members.has(CLIENT)) {
        throw new StartRefused(
            "%s has no %s: it is older than this server can read, begin with another %s"
                .formatted(file, CLIENT, Settings.DATA));
      }
      var stored = JSON.readValue(content, Stored.class);
      return new Installation(
          TenantId.parse("tenantId", stored.tenantId),
          SubscriptionId.parse("subscriptionId", stored.subscriptionId),
          PrincipalId.parse("localOperatorId", stored.localOperatorId),
          ClientId.parse(CLIENT, stored.localOperatorClientId),
          AssignmentId.parse("localOperatorOwnershipId", stored.localOperatorOwnershipId));
    } catch (JacksonException | IllegalArgumentException malformed) {
      throw new StartRefused(
          "%s cannot be read: restore it from a backup".formatted(file), malformed);
    }
  }

  /** The whole file appears at once or not at all, also when the power fails. */
  private void write(Path folder, Path file) throws IOException {
    var stored =
        new Stored(
            tenant.toString(),
            subscription.toString(),
            operator.toString(),
            operatorClient.toString(),
            ownership.toString());
    var content = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(stored);
    var draft = folder.resolve("installation.json.draft");
    try (var out =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
      entries.force(true);
    }
  }
}
