package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the README's "Use it with the Azure CLI" as a reader would paste it, with the CLI as the
 * distribution packages it; in the profile {@code azure-cli}, which installs it if it is missing.
 */
@EnabledIfSystemProperty(named = "lanyard.azure-cli", matches = "true")
class AzureCliIT {
  @TempDir private Path temp;

  @Test
  void the_azure_cli_drives_the_server_unmodified() throws Exception {
    var blocks = ReadmeBlocks.of("Use it with the Azure CLI", "shell");
    assertThat(blocks).hasSizeGreaterThan(4);
    try (var server = Server.start(temp.resolve("data"))) {
      ReadmeBlocks.run(blocks, temp, server.http().base());
    }
  }
}
