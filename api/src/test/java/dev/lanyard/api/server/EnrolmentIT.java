package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.WorkloadCredential.Kind;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import dev.lanyard.tokens.ClientCertificates;
import dev.lanyard.tokens.WorkloadKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Codes become certificates, once. */
@TestInstance(Lifecycle.PER_CLASS)
class EnrolmentIT {
  private Server server;
  private Client http;
  private Story story;
  private Enrolments enrolments;
  private WorkloadKey key;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp.resolve("data"));
    http = server.http().anonymous();
    enrolments = new Enrolments(server);
    story = new Story(server.http(), "enrolment");
    story.createGroup();
    story.createWithIdentity(story.vm1);
    key = WorkloadKey.make(temp.resolve("key.pem"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static Answer enrol(Client http, String code, String request) {
    ObjectNode body = Client.JSON.createObjectNode();
    body.put("code", code).put("certificateRequest", request);
    return http.send("POST", "/agents/enrolment", body.toString());
  }

  private Answer enrol(String code) {
    return enrol(http, code, key.certificateRequest("agent"));
  }

  private String vm(String name) {
    String vm = story.group + "/providers/Microsoft.Compute/virtualMachines/" + name;
    story.createWithIdentity(vm);
    return vm;
  }

  private List<WorkloadTokenRefused> refusals(String resource) {
    return Attempts.of(server, WorkloadTokenRefused.class).stream()
        .filter(refused -> refused.resource().toString().equals(resource))
        .toList();
  }

  @Test
  void a_code_is_exchanged_for_a_certificate_and_both_are_on_record() {
    String code = enrolments.code(story.vm1);
    Answer reply = enrol(code);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    String tenant = server.part(Installation.class).tenant().toString();
    assertThat(reply.json().propertyNames())
        .containsExactly(
            "clientId",
            "tenantId",
            "tokenEndpoint",
            "renewalEndpoint",
            "certificate",
            "authority",
            "notAfter",
            "renewAfter");
    assertThat(reply.text("/tenantId")).isEqualTo(tenant);
    assertThat(reply.text("/tokenEndpoint"))
        .isEqualTo(http.base() + "/" + tenant + "/oauth2/v2.0/token");
    assertThat(reply.text("/renewalEndpoint")).isEqualTo(http.base() + "/agents/renewal");
    assertThat(reply.text("/authority")).startsWith("-----BEGIN CERTIFICATE-----");
    Instant end = Instant.parse(reply.text("/notAfter"));
    assertThat(Instant.parse(reply.text("/renewAfter"))).isEqualTo(end.minus(Duration.ofDays(45)));
    var certified = key.certifiedBy(reply.text("/certificate")).certificate().orElseThrow();
    assertThat(certified.notAfter()).isEqualTo(end);
    assertThat(Duration.between(certified.notBefore(), end)).isEqualTo(Duration.ofDays(90));
    await()
        .untilAsserted(
            () ->
                assertThat(server.http().get("/audit/events?operation=EnrolAgent").toString())
                    .contains(
                        Enrolments.idOf(code).toString(),
                        reply.text("/clientId"),
                        "enrolment by code " + Enrolments.idOf(code))
                    .doesNotContain(code.substring(code.indexOf('.') + 1)));
  }

  @Test
  void whatever_is_wrong_with_a_code_is_told_in_the_same_words() {
    String vm = vm("gone");
    String used = enrolments.code(story.vm1);
    assertThat(enrol(used).status()).isEqualTo(201);
    String revoked = enrolments.code(story.vm1);
    enrolments.revoke(story.vm1, Enrolments.idOf(revoked));
    String deleted = enrolments.code(vm);
    Story.done(server.http().arm("DELETE", vm, ""));
    String live = enrolments.code(story.vm1);
    List<String> codes =
        List.of(
            used,
            revoked,
            deleted,
            enrolments.secret(story.vm1, Kind.ENROLMENT_CODE, Duration.ofMinutes(11)),
            enrolments.secret(story.vm1, Kind.ENDPOINT_SECRET, Duration.ZERO),
            live + "x",
            Enrolments.idOf(live) + ".",
            Enrolments.idOf(live).toString(),
            "." + live,
            live.substring(live.indexOf('.') + 1),
            new CredentialId(new java.util.UUID(0, 7)) + live.substring(live.indexOf('.')));
    Set<String> told = new LinkedHashSet<>();
    for (String code : codes) {
      Answer reply = enrol(code);
      assertThat(reply.status()).isEqualTo(401);
      told.add(reply.reply().body());
    }
    assertThat(told).hasSize(1);
    assertThat(told.iterator().next()).contains("EnrolmentRefused");
    assertThat(enrol(live).status()).isEqualTo(201);
  }

  @Test
  void of_many_at_once_with_one_code_one_gets_a_certificate() {
    String vm = vm("raced");
    String code = enrolments.code(vm);
    int before = server.part(ClientCertificates.class).ids().size();
    var replies =
        IntStream.range(0, 5)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> enrol(code).status()))
            .toList();
    assertThat(replies.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(201, 401, 401, 401, 401);
    assertThat(server.part(ClientCertificates.class).ids()).hasSize(before + 1);
  }

  @Test
  void a_request_that_is_malformed_is_on_record_and_leaves_the_code_as_it_was() {
    String vm = vm("malformed");
    String code = enrolments.code(vm);
    Answer reply = enrol(http, code, "hello");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text("/field")).isEqualTo("certificateRequest");
    assertThat(refusals(vm))
        .singleElement()
        .satisfies(
            refused -> {
              assertThat(refused.credential()).isEqualTo(Enrolments.idOf(code));
              assertThat(refused.why()).startsWith("certificateRequest must be");
            });
    assertThat(enrol(code).status()).isEqualTo(201);
  }

  @Test
  void a_locked_resource_gets_no_agent_until_the_lock_is_gone() {
    String vm = vm("locked");
    String code = enrolments.code(vm);
    String lock = vm + "/providers/Microsoft.Authorization/locks/keep";
    Story.done(server.http().arm("PUT", lock, "{\"properties\": {\"level\": \"ReadOnly\"}}"));
    assertThat(enrol(code).status()).isEqualTo(409);
    assertThat(refusals(vm)).extracting(WorkloadTokenRefused::why).containsExactly("ScopeLocked");
    Story.done(server.http().arm("DELETE", lock, ""));
    assertThat(enrol(code).status()).isEqualTo(201);
  }

  @Test
  void a_body_that_is_something_else_is_refused_by_the_field() {
    Answer missing = http.send("POST", "/agents/enrolment", "{\"code\": \"a\"}");
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.text("/field")).isEqualTo("certificateRequest");
    Answer more = http.send("POST", "/agents/renewal", "{\"code\": \"a\"}");
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.text("/field")).isEqualTo("code");
    String large = "{\"code\": \"" + "x".repeat(64 * 1024) + "\"}";
    assertThat(http.send("POST", "/agents/enrolment", large).status()).isEqualTo(413);
    assertThat(http.send("POST", "/agents/enrolment?a=b", "{}").text("/field")).isEqualTo("a");
    assertThat(http.get("/agents/enrolment").status()).isEqualTo(405);
  }
}
