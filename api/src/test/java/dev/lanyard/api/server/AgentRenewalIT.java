package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.lanyard.api.agent.RunningAgent;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.ClientId;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.state.StateQueries;
import dev.lanyard.tokens.WorkloadKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Certificates are replaced in time; their time is moved, not waited for. */
@TestInstance(Lifecycle.PER_CLASS)
class AgentRenewalIT {
  private static final Duration DUE = Duration.ofDays(45);
  private static final String VAULT = "https://vault.azure.net";

  private Path temp;
  private Server server;
  private Client http;
  private Story story;
  private Enrolments enrolments;
  private String vm;
  private String name;

  @BeforeAll
  void start(@TempDir Path folder) {
    temp = folder;
    server = Server.start(temp.resolve("data"));
    http = server.http().anonymous();
    enrolments = new Enrolments(server);
    story = new Story(server.http(), "renewal");
    story.createGroup();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Each test has a machine of its own. */
  @BeforeEach
  void machine(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName();
    String vms = story.group + "/providers/Microsoft.Compute/virtualMachines/";
    vm = vms + name.substring(0, Math.min(60, name.length()));
    story.createWithIdentity(vm);
  }

  private record Own(WorkloadKey key, ClientId client) {
    String assertion(String audience) {
      return key.assertion(client, audience, Instant.now());
    }
  }

  private WorkloadKey key(String suffix) {
    return WorkloadKey.make(temp.resolve(name + suffix));
  }

  private Own certified(Duration ago) {
    WorkloadKey key = key(".old");
    var made = enrolments.certificate(vm, ago, key.certificateRequest("agent"));
    return new Own(key.certifiedBy(made.pem()), made.client());
  }

  private Answer renew(Own own, String assertion, WorkloadKey next) {
    ObjectNode body = Client.JSON.createObjectNode();
    body.put("clientId", own.client().toString())
        .put("clientAssertion", assertion)
        .put("certificateRequest", next.certificateRequest("agent"));
    return http.send("POST", "/agents/renewal", body.toString());
  }

  private Answer renew(Own own, WorkloadKey next) {
    return renew(own, own.assertion(http.base() + "/agents/renewal"), next);
  }

  private Instant endOf(ClientId client) {
    return server
        .part(Views.class)
        .workloads()
        .byCredential(new CredentialId(client.value()), StateQueries.CURRENT)
        .orElseThrow()
        .credential()
        .notAfter();
  }

  @Test
  void half_its_time_must_be_over() {
    Own own = certified(DUE.minusMinutes(1));
    Answer reply = renew(own, key(".new"));
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.text("/code")).isEqualTo("NotDue");
    Instant due = own.key().certificate().orElseThrow().notBefore().plus(DUE);
    assertThat(reply.text("/detail")).contains(due.toString());
  }

  @Test
  void what_is_replaced_goes_on_for_a_day_at_most() {
    Own own = certified(DUE);
    assertThat(renew(own, key(".new")).status()).isEqualTo(201);
    Instant soon = Instant.now();
    assertThat(endOf(own.client()))
        .isBetween(soon.plus(Duration.ofHours(23)), soon.plus(Duration.ofHours(24)));
    Own late = certified(Duration.ofDays(90).minusMinutes(5));
    Instant end = late.key().certificate().orElseThrow().notAfter();
    assertThat(renew(late, key(".newer")).status()).isEqualTo(201);
    assertThat(endOf(late.client())).isEqualTo(end);
  }

  @Test
  void who_has_missed_the_answer_gets_the_same_one_and_another_key_gets_none() {
    Own own = certified(DUE);
    WorkloadKey next = key(".new");
    Answer first = renew(own, next);
    Answer again = renew(own, next);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(first.json());
    Answer thief = renew(own, key(".thief"));
    assertThat(thief.status()).isEqualTo(409);
    assertThat(thief.text("/code")).isEqualTo("AlreadyRenewed");
  }

  @Test
  void an_assertion_proves_once_here_and_for_this_address_alone() {
    Own own = certified(Duration.ofDays(1));
    String assertion = own.assertion(http.base() + "/agents/renewal");
    assertThat(renew(own, assertion, key(".new")).status()).isEqualTo(409);
    assertThat(renew(own, assertion, key(".new")).status()).isEqualTo(401);
    String tenant = server.part(Installation.class).tenant().toString();
    String elsewhere = own.assertion(http.base() + "/" + tenant + "/oauth2/v2.0/token");
    assertThat(renew(own, elsewhere, key(".new")).status()).isEqualTo(401);
    Own other = new Own(own.key(), new ClientId(new java.util.UUID(0, 9)));
    assertThat(renew(other, key(".new")).status()).isEqualTo(401);
  }

  @Test
  void a_resource_that_is_deleted_has_no_agent_any_more() {
    Own own = certified(DUE);
    Story.done(server.http().arm("DELETE", vm, ""));
    assertThat(renew(own, key(".new")).status()).isEqualTo(401);
  }

  @Test
  void a_lock_on_the_resource_does_not_stop_its_agent() {
    Own own = certified(DUE);
    String lock = story.group + "/providers/Microsoft.Authorization/locks/keep";
    Story.done(server.http().arm("PUT", lock, "{\"properties\": {\"level\": \"ReadOnly\"}}"));
    Answer renewed = renew(own, key(".new"));
    Story.done(server.http().arm("DELETE", lock, ""));
    assertThat(renewed.status()).as(renewed.toString()).isEqualTo(201);
  }

  @Test
  void who_asks_too_often_is_told_to_wait() {
    Own own = certified(Duration.ZERO);
    WorkloadKey next = key(".new");
    String assertion;
    Answer last;
    int asked = 0;
    do {
      assertion = own.assertion(http.base() + "/agents/renewal");
      last = renew(own, assertion, next);
    } while (++asked < 200 && last.status() == 409);
    assertThat(last.status()).isEqualTo(429);
    assertThat(last.reply().headers().firstValue("Retry-After")).isPresent();
    String kept = assertion;
    // What was too much is not used up: nothing was written for it.
    await().untilAsserted(() -> assertThat(renew(own, kept, next).status()).isEqualTo(409));
  }

  @Test
  void an_agent_that_does_not_say_for_whom_it_asks_is_refused_on_record() {
    Own own = certified(Duration.ZERO);
    String path = "/" + server.part(Installation.class).tenant() + "/oauth2/v2.0/token";
    Answer refused =
        Tokens.ask(
            http,
            path,
            Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                own.client().toString(),
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion",
                own.assertion(http.base() + path)));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(Attempts.of(server, WorkloadTokenRefused.class))
        .filteredOn(refusal -> refusal.credential().value().equals(own.client().value()))
        .extracting(WorkloadTokenRefused::audience, WorkloadTokenRefused::why)
        .containsExactly(
            tuple("?", "The request body must contain the following parameter: 'scope'."));
  }

  private RunningAgent agent(Path state, InstantSource clock) {
    return RunningAgent.start(clock, enrolments.options(state));
  }

  private static Answer token(RunningAgent agent) {
    return AgentIT.ask(agent, "?api-version=2018-02-01&resource=" + VAULT, "Metadata", "true");
  }

  @Test
  void an_agent_renews_by_itself_and_keeps_the_old_key_until_the_new_one_was_used() {
    Path state = temp.resolve("state-renews");
    var tenant = server.part(Installation.class).tenant();
    RunningAgent.enrolled(
        state, tenant, http.base(), request -> enrolments.certificate(vm, DUE, request));
    ClientId renewed;
    try (RunningAgent agent = agent(state, InstantSource.system())) {
      ClientId old = agent.clients().getFirst();
      assertThat(token(agent).status()).isEqualTo(200);
      agent.look();
      renewed = agent.clients().getFirst();
      assertThat(agent.clients()).containsExactly(renewed, old).doesNotHaveDuplicates();
      assertThat(state.resolve("key-1.pem")).exists();
      assertThat(token(agent).status()).isEqualTo(200);
      assertThat(agent.clients()).containsExactly(renewed);
      assertThat(state.resolve("key-1.pem")).doesNotExist();
      agent.look();
      assertThat(agent.clients()).containsExactly(renewed);
      assertThat(agent.said()).anyMatch(line -> line.startsWith("Renewed as " + renewed));
    }
    try (RunningAgent agent = agent(state, InstantSource.system())) {
      assertThat(agent.clients()).containsExactly(renewed);
      assertThat(token(agent).status()).isEqualTo(200);
    }
  }

  @Test
  void where_the_new_certificate_is_not_accepted_yet_the_old_one_serves() {
    Path state = temp.resolve("state-falls-back");
    var tenant = server.part(Installation.class).tenant();
    RunningAgent.enrolled(
        state, tenant, http.base(), request -> enrolments.certificate(vm, DUE, request));
    try (RunningAgent agent = agent(state, InstantSource.system())) {
      agent.look();
      List<ClientId> both = agent.clients();
      assertThat(both).hasSize(2);
      enrolments.revoke(vm, new CredentialId(both.getFirst().value()));
      assertThat(token(agent).status()).isEqualTo(200);
      assertThat(agent.clients()).isEqualTo(both);
    }
  }

  @Test
  void a_renewal_that_fails_is_tried_again_after_longer_and_longer_pauses() throws Exception {
    Path state = temp.resolve("state-retries");
    var tenant = server.part(Installation.class).tenant();
    Duration young = Duration.ofDays(1);
    RunningAgent.enrolled(
        state, tenant, http.base(), request -> enrolments.certificate(vm, young, request));
    Path file = state.resolve("agent.json");
    String json = Files.readString(file);
    Instant[] now = {Instant.now()};
    // The agent takes it for due; the server does not.
    Files.writeString(
        file, json.replaceFirst("\"renewAfter\":\"[^\"]*\"", "\"renewAfter\":\"" + now[0] + "\""));
    try (RunningAgent agent = agent(state, () -> now[0])) {
      int[] pauses = {0, 59, 1, 119, 1};
      int[] tries = {1, 1, 2, 2, 3};
      for (int at = 0; at < pauses.length; at++) {
        now[0] = now[0].plusSeconds(pauses[at]);
        agent.look();
        assertThat(agent.said().stream().filter(line -> line.startsWith("Not renewed: ")))
            .hasSize(tries[at]);
      }
      now[0] = Instant.now();
      assertThat(token(agent).status()).isEqualTo(200);
    }
  }
}
