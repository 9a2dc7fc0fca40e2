package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * Azure's own JavaScript clients, as they come from their registry, drive a server over HTTPS. The
 * tests are in {@code src/test/js}; they run where Node.js is.
 */
@EnabledIf("dev.lanyard.api.server.Node#isThere")
class JsClientsIT {
  @TempDir private Path temp;

  @Test
  void unmodified_clients_are_served() throws Exception {
    var data = temp.resolve("data");
    try (var server = Server.start(data)) {
      var operator = Operator.of(data);
      var said =
          Program.of(
              Node.installed(),
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
}
