package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class TransportIT {
  private Path data;
  private Server server;
  private int port;

  @BeforeAll
  void start(@TempDir Path temp) {
    data = temp;
    server = Server.start(temp, "LANYARD_TLS_NAMES=Vault.Example, 192.0.2.7");
    port = URI.create(server.http().base()).getPort();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void clients_can_read_the_ca_and_only_the_server_can_read_the_keys() throws IOException {
    var tls = data.resolve("tls");
    assertThat(permissions(tls.resolve("ca.pem"))).isEqualTo("rw-r--r--");
    try (var files = Files.list(tls)) {
      assertThat(files.filter(file -> file.toString().endsWith(".key")))
          .isNotEmpty()
          .allSatisfy(key -> assertThat(permissions(key)).isEqualTo("rw-------"));
    }
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "::1", "vault.example", "192.0.2.7"})
  void the_certificate_is_for_every_name_of_the_server(String name) throws IOException {
    assertThat(handshake(name, "TLSv1.3")).isEqualTo("TLSv1.3");
  }

  @Test
  void another_name_is_not_that_of_the_certificate() {
    assertThatThrownBy(() -> handshake("other.example", "TLSv1.3"))
        .isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void the_older_of_the_two_current_versions_of_tls_is_spoken_and_no_other() throws IOException {
    assertThat(handshake("localhost", "TLSv1.2")).isEqualTo("TLSv1.2");
    assertThat(catchThrowable(() -> handshake("localhost", "TLSv1.1")))
        .isInstanceOf(IOException.class);
  }

  /** Connects to the loopback address as if it were a name's; tells the version agreed on. */
  private String handshake(String name, String version) throws IOException {
    try (var plain = new java.net.Socket(InetAddress.getLoopbackAddress(), port);
        var socket =
            (SSLSocket) Trust.of(data).getSocketFactory().createSocket(plain, name, port, true)) {
      var parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {version});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return socket.getSession().getProtocol();
    }
  }

  @Test
  void http_in_clear_on_the_https_port_is_refused_without_a_word_in_the_log(CapturedOutput output)
      throws IOException {
    var reply = RawHttp.sendInClear(port, "GET /subscriptions?api-version=1 HTTP/1.1", "");
    assertThat(RawHttp.status(reply)).isEqualTo(400);
    assertThat(server.http().get("/actuator/health").status()).isEqualTo(200);
    assertThat(output.getAll()).doesNotContain("Exception", "WARN", "ERROR");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /subscriptions?api-version=2022-12-01",
        "GET /actuator/health",
        "POST /common/oauth2/v2.0/token",
        "PUT //subscriptions/x",
        "GET /",
        "GET /metadata/instance"
      })
  void the_workload_port_serves_nothing_but_token_endpoints(String request) throws IOException {
    var reply = inClear(request);
    assertThat(RawHttp.status(reply)).isEqualTo(400);
    assertThat(RawHttp.body(reply)).contains("HttpsRequired", "Use " + server.http().base() + ".");
    assertThat(reply).doesNotContainIgnoringCase("location:");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /metadata/identity/oauth2/token?api-version=2018-02-01, 400, bad_request_102",
    "GET //vm/web1/metadata/identity/oauth2/token/?api-version=2018-02-01, 400, bad_request_102",
    "POST /msi/token/, 400, bad_request_102",
    "PUT /msi/token/, 405, method_not_allowed"
  })
  void the_token_endpoints_of_workloads_answer_in_the_form_of_oauth(
      String request, int status, String error) throws IOException {
    var reply = inClear(request);
    assertThat(RawHttp.status(reply)).isEqualTo(status);
    assertThat(Client.JSON.readTree(RawHttp.body(reply)).path("error").asString()).isEqualTo(error);
  }

  private String inClear(String request) throws IOException {
    return RawHttp.sendInClear(
        server.part(Connector.class).getLocalPort(), request + " HTTP/1.1", "");
  }

  @Test
  void both_ports_listen_on_the_loopback_address_only() throws IOException {
    List<InetAddress> outside =
        Arrays.stream(InetAddress.getAllByName(InetAddress.getLocalHost().getHostName()))
            .filter(address -> !address.isLoopbackAddress())
            .toList();
    int workload = server.part(Connector.class).getLocalPort();
    for (var address : outside) {
      for (int each : List.of(port, workload)) {
        assertThat(catchThrowable(() -> new java.net.Socket(address, each).close()))
            .isInstanceOf(IOException.class);
      }
    }
    assertThat(server.part(Connector.class).getProperty("address").toString())
        .endsWith("127.0.0.1");
  }
}
