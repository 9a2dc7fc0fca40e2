package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that no workload means to send get no token, although they have the proof. */
@TestInstance(Lifecycle.PER_CLASS)
class WorkloadHardeningIT {
  private static final String QUERY =
      "/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net";

  private Server server;
  private Workloads workloads;
  private String path;

  @BeforeAll
  void start(@TempDir Path folder) {
    server =
        Server.start(
            folder.resolve("data"), "LANYARD_WORKLOAD_PATHS=true", "LANYARD_RATE_WORKLOAD=2");
    workloads = new Workloads(server.http(), "shop");
    String machine = workloads.machine("vm", "SystemAssigned");
    path = URI.create(workloads.byPath(machine).url()).getPath();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private int port() {
    return server.part(Connector.class).getLocalPort();
  }

  private String raw(String requestLine, String... headers) throws IOException {
    List<String> lines = new ArrayList<>(List.of(requestLine + " HTTP/1.1"));
    lines.addAll(List.of(headers));
    return RawHttp.sendInClear(port(), String.join("\r\n", lines), "");
  }

  @Test
  void the_plain_request_gets_one() throws IOException {
    String reply = raw("GET " + path + QUERY, "Metadata: true");
    assertThat(RawHttp.status(reply)).isEqualTo(200);
    assertThat(reply.toLowerCase(java.util.Locale.ROOT))
        .contains("cache-control: no-store")
        .doesNotContain("access-control-", "location:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 192.0.2.1",
        "Forwarded: for=192.0.2.1",
        "Via: 1.1 proxy",
        "Metadata: true",
        "Metadata: false",
        "Host: attacker.example"
      })
  void one_header_too_many_gets_none(String header) throws IOException {
    String reply = raw("GET " + path + QUERY, "Metadata: true", header);
    assertThat(RawHttp.status(reply)).isEqualTo(400);
    assertThat(reply).doesNotContain("access_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Metadata: True", "Metadata: true,true", "metadata2: true"})
  void the_header_must_be_there_exactly(String header) throws IOException {
    String reply =
        header.isEmpty() ? raw("GET " + path + QUERY) : raw("GET " + path + QUERY, header);
    assertThat(Client.JSON.readTree(RawHttp.body(reply)).path("error").asString())
        .isEqualTo("bad_request_102");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "HEAD"})
  void other_methods_are_not_offered(String method) throws IOException {
    assertThat(RawHttp.status(raw(method + " " + path + QUERY, "Metadata: true"))).isEqualTo(405);
  }

  @Test
  void what_cannot_be_answered_counts_as_asking() {
    Workloads.Endpoint loop = workloads.byPath(workloads.machine("malformed", "SystemAssigned"));
    List<Integer> statuses = new ArrayList<>();
    do {
      statuses.add(loop.metadata("client_id=1").status());
    } while (statuses.getLast() == 400 && statuses.size() < 200);
    assertThat(statuses.getLast()).isEqualTo(429);
    assertThat(statuses.size()).isBetween(21, 150);
  }

  @Test
  void a_resource_that_asks_too_often_is_told_to_wait_and_others_are_not() {
    Workloads.Endpoint loop = workloads.byPath(workloads.machine("loop", "SystemAssigned"));
    List<Integer> statuses = new ArrayList<>();
    Workloads.Reply last;
    do {
      last = loop.metadata("resource=https://vault.azure.net");
      statuses.add(last.status());
    } while (last.status() == 200 && statuses.size() < 200);
    assertThat(statuses.size()).isBetween(21, 150);
    assertThat(last.status()).isEqualTo(429);
    assertThat(Integer.parseInt(last.headers().firstValue("Retry-After").orElseThrow()))
        .isPositive();
    Workloads.Endpoint other = workloads.byPath(workloads.machine("calm", "SystemAssigned"));
    assertThat(other.metadata("resource=https://vault.azure.net").status()).isEqualTo(200);
  }
}
