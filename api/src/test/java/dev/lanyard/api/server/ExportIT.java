package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.evidence.bundle.BundleVerifier;
import dev.lanyard.evidence.bundle.Completeness;
import dev.lanyard.evidence.bundle.Given;
import dev.lanyard.evidence.bundle.Verdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bundles as they come over HTTP, verified offline. */
@TestInstance(Lifecycle.PER_CLASS)
class ExportIT {
  @TempDir private Path bundles;
  private Server server;
  private Client http;
  private Story shop;
  private Client reviewer;
  private String identity;
  private long end;

  @BeforeAll
  void a_history(@TempDir Path temp) throws Exception {
    server = Server.start(temp);
    http = server.http();
    shop = new Story(http, "shop");
    Story office = new Story(http, "office");
    shop.createGroup();
    office.createGroup();
    shop.create(shop.vault);
    identity = shop.createWithIdentity(shop.vm1).text("/identity/principalId");
    office.create(office.vm1);
    Rights rights = new Rights(http);
    String reads =
        rights.role(shop.subscription, "\"Lanyard.Audit/*/read\", \"Lanyard.Audit/exports/write\"");
    PrincipalId principal = rights.userWith(reads, shop.group);
    reviewer = http.withToken(new Mint(server).good(principal));
    end = Story.done(http.arm("DELETE", shop.vm1, "")).position();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static HttpResponse<byte[]> post(Client client, String body) throws Exception {
    try (var sending = HttpClient.newBuilder().sslContext(Trust.of(client.data())).build()) {
      return sending.send(
          HttpRequest.newBuilder(URI.create(client.base() + "/audit/exports"))
              .header("Authorization", "Bearer " + client.token())
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(body))
              .build(),
          BodyHandlers.ofByteArray());
    }
  }

  private static byte[] bundle(Client client, String body) throws Exception {
    var reply = post(client, body);
    assertThat(reply.statusCode())
        .as(new String(reply.body(), StandardCharsets.UTF_8))
        .isEqualTo(200);
    return reply.body();
  }

  private Verdict verified(byte[] bundle, String log) throws Exception {
    Path file = Files.write(bundles.resolve("bundle.zip"), bundle);
    String key = http.get("/audit/log/" + log + "/key").reply().body().strip();
    return BundleVerifier.verify(
        file, new Given(List.of(VerifierKey.parse(key)), List.of(), List.of()));
  }

  private static Map<String, String> files(byte[] bundle) throws IOException {
    Map<String, String> files = new HashMap<>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(bundle))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return files;
  }

  private static String events(byte[] bundle) throws IOException {
    return files(bundle).getOrDefault("events.ndjson", "");
  }

  @Test
  void everything_is_exported_and_provably_complete() throws Exception {
    byte[] bundle = bundle(http, "{\"to\": %d}".formatted(end));
    Verdict verdict = verified(bundle, "lifecycle");
    assertThat(verdict.wrong()).isEmpty();
    assertThat(verdict.completeness()).isEqualTo(new Completeness.Proven(end));
    assertThat(verdict.figures().envelopes()).isEqualTo(end);
    assertThat(events(bundle)).contains("lifecycle.ResourceCreated").contains("web1");
  }

  @Test
  void a_filter_by_a_tag_opens_all_tags_and_what_has_it() throws Exception {
    byte[] bundle =
        bundle(
            http,
            "{\"from\": \"5\", \"filter\": {\"tags\": [\"principal=%s\"]}}".formatted(identity));
    Verdict verdict = verified(bundle, "lifecycle");
    assertThat(verdict.wrong()).isEmpty();
    assertThat(verdict.completeness()).isEqualTo(new Completeness.Proven(2));
    assertThat(events(bundle)).contains("SystemIdentityEnabled").contains("SystemIdentityDeleted");
    assertThat(events(bundle).lines().filter(line -> line.contains("\"payload\""))).hasSize(2);
  }

  @Test
  void a_filter_of_the_audit_trail_opens_what_it_means_and_says_that_it_proves_no_more()
      throws Exception {
    byte[] bundle =
        bundle(
            http, "{\"filter\": {\"operation\": \"DeleteResource\", \"resourceGroup\": \"shop\"}}");
    Verdict verdict = verified(bundle, "lifecycle");
    assertThat(verdict.wrong()).isEmpty();
    assertThat(verdict.completeness()).isInstanceOf(Completeness.NotProvable.class);
    assertThat(events(bundle).lines())
        .allMatch(line -> line.contains("Deleted") || line.contains("Removed"))
        .isNotEmpty();
  }

  @Test
  void who_sees_a_group_opens_what_happened_there_alone() throws Exception {
    byte[] bundle = bundle(reviewer, "");
    Verdict verdict = verified(bundle, "lifecycle");
    assertThat(verdict.wrong()).isEmpty();
    assertThat(verdict.completeness()).isInstanceOf(Completeness.NotProvable.class);
    assertThat(events(bundle))
        .contains("/resourceGroups/shop")
        .doesNotContain("/resourceGroups/office");
    byte[] tagged =
        bundle(reviewer, "{\"filter\": {\"tags\": [\"principal=%s\"]}}".formatted(identity));
    assertThat(verified(tagged, "lifecycle").wrong()).isEmpty();
    assertThat(events(tagged)).doesNotContain("office");
    assertThat(files(tagged).toString()).doesNotContain("/resourceGroups/office");
  }

  @Test
  void the_access_log_is_exported_too_and_shows_this_export() throws Exception {
    String body = "{\"log\": \"access\", \"filter\": {\"names\": [\"access.RecordsRead\"]}}";
    bundle(http, body);
    byte[] bundle = bundle(http, body);
    Verdict verdict = verified(bundle, "access");
    assertThat(verdict.wrong()).isEmpty();
    assertThat(verdict.completeness()).isInstanceOf(Completeness.Proven.class);
    assertThat(events(bundle)).contains("/audit/exports").contains("name=access.RecordsRead");
    assertThat(events(bundle(reviewer, "{\"log\": \"access\"}"))).isEmpty();
    assertThat(Attempts.of(server, RecordsRead.class))
        .anyMatch(
            read ->
                read.path().equals("/audit/exports")
                    && read.query().startsWith("log=access&from=1&to=")
                    && read.action().equals("Lanyard.Audit/exports/write"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[] | 400 | body",
        "{\"log\": \"other\"} | 400 | log",
        "{\"since\": 1} | 400 | since",
        "{\"from\": \"yesterday\"} | 400 | from",
        "{\"from\": \"+999999999-12-31T23:59:59Z\"} | 400 | from",
        "{\"from\": 1.5} | 400 | from",
        "{\"from\": true} | 400 | from",
        "{\"to\": 99999999} | 400 | PositionNotReached",
        "{\"from\": 99999999} | 400 | PositionNotReached",
        "{\"from\": \"2999-01-01T00:00:00Z\"} | 404 | no event",
        "{\"from\": 0} | 404 | no event",
        "{\"from\": 9, \"to\": 8} | 404 | no event",
        "{\"to\": \"1999-01-01T00:00:00Z\"} | 404 | no event",
        "{\"filter\": 5} | 400 | filter",
        "{\"filter\": {\"name\": 5}} | 400 | filter.name",
        "{\"filter\": {\"names\": \"x\"}} | 400 | filter.names",
        "{\"filter\": {\"tags\": [5]}} | 400 | filter.tags",
        "{\"filter\": {\"tags\": [\"\"]}} | 400 | filter.tags",
        "{\"filter\": {\"caller\": \"x\"}} | 400 | caller",
        "{\"log\": \"access\", \"filter\": {\"caller\": \"x\"}} | 400 | filter"
      })
  void what_cannot_be_exported_is_told_by_its_field(String body, int status, String told)
      throws Exception {
    var answer = http.send("POST", "/audit/exports", body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.reply().body()).contains(told);
  }
}
