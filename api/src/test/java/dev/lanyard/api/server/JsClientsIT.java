package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Azure's own JavaScript clients, as they come from their registry, drive a server over HTTPS. The
 * tests are in {@code src/test/js}; they run where Node.js is.
 */
@EnabledIf("nodeIsThere")
class JsClientsIT {
  private static final Path TESTS = Path.of("src", "test", "js");
  private static final Path INSTALLED = Path.of("target", "js");

  @TempDir private Path temp;

  static boolean nodeIsThere() {
    return Stream.of(System.getenv("PATH").split(":"))
        .map(Path::of)
        .anyMatch(folder -> Files.isExecutable(folder.resolve("npm")));
  }

  @Test
  void unmodified_clients_are_served() throws Exception {
    install();
    var data = temp.resolve("data");
    try (var server = Server.start(data)) {
      var operator = Operator.of(data);
      var said =
          run(
              Map.of(
                  "LANYARD_BASE", server.http().base(),
                  "LANYARD_TENANT", operator.tenantId(),
                  "LANYARD_SUBSCRIPTION", operator.subscriptionId(),
                  "LANYARD_CLIENT_ID", operator.clientId(),
                  "LANYARD_CLIENT_SECRET", operator.clientSecret(),
                  "LANYARD_CERTIFICATE", operator.certificateFile(),
                  "NODE_EXTRA_CA_CERTS", data.resolve("tls/ca.pem").toString()),
              "node",
              "--test",
              "--test-reporter=tap");
      System.out.println(said);
      assertThat(said).contains("# fail 0").containsPattern("# pass [1-9]");
    }
  }

  /** The sources beside their packages; npm takes what the lock file names and nothing else. */
  private void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    try (var sources = Files.list(TESTS)) {
      for (var source : sources.filter(Files::isRegularFile).toList()) {
        Files.copy(
            source,
            INSTALLED.resolve(source.getFileName()),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
    }
    run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
  }

  private String run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    var output = temp.resolve("output");
    var builder =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    var process = builder.start();
    boolean ended = process.waitFor(180, TimeUnit.SECONDS);
    process.destroyForcibly();
    var said = Files.readString(output);
    assertThat(ended).as(said).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    return said;
  }
}
