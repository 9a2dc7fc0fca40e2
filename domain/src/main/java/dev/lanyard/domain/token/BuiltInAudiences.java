package dev.lanyard.domain.token;

import dev.lanyard.domain.Audience;
import dev.lanyard.domain.Audience.Form;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The audiences of Azure's own services, which SDKs ask tokens for without being told. They become
 * facts when the defaults are installed; rules read those, never this.
 */
public final class BuiltInAudiences {
  /** All of them; no URI twice. */
  public static final List<Audience> ALL =
      Stream.of(
              "https://management.azure.com",
              "https://management.core.windows.net",
              "https://vault.azure.net",
              "https://storage.azure.com",
              "https://graph.microsoft.com",
              "https://database.windows.net",
              "https://servicebus.azure.net",
              "https://eventhubs.azure.net",
              "https://cosmos.azure.com",
              "https://azconfig.io",
              "https://cognitiveservices.azure.com",
              "https://ossrdbms-aad.database.windows.net",
              "https://batch.core.windows.net",
              "https://search.azure.com",
              "https://monitor.azure.com",
              "https://redis.azure.com",
              "https://containerregistry.azure.net",
              "https://eventgrid.azure.net")
          .map(uri -> new Audience(uri, Form.V1, Optional.empty(), Optional.empty()))
          .toList();

  private BuiltInAudiences() {}
}
