package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.ClientId;
import dev.lanyard.tokens.WorkloadKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * The clocks of those who prove themselves may be a minute off, and no more: before a proof begins
 * and after it ends, at each endpoint that takes one.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ClockSkewIT {
  private static final String SUBJECT = "repo:shop/web:ref:refs/heads/main";

  /** Seconds that are well within the minute, and well beyond it, however slow the machine. */
  private static final int INSIDE = 30;

  private static final int OUTSIDE = 90;

  private static final String TAKEN = "200";
  private static final String EXPIRED = "401 invalid_client 700024";

  private Path folder;
  private Server server;
  private Client http;
  private Operator operator;

  @BeforeAll
  void start(@TempDir Path temp) {
    folder = temp;
    server = Server.start(temp.resolve("data"));
    http = server.http();
    operator = Operator.of(temp.resolve("data"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String tokenUrl() {
    return "/" + operator.tenantId() + "/oauth2/v2.0/token";
  }

  /** What the authority says to a proof; the number is that of the error. */
  private String told(String client, String assertion) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", client);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", assertion);
    form.put("scope", "https://vault.azure.net/.default");
    Answer reply = Tokens.ask(http.anonymous(), tokenUrl(), form);
    return reply.status() == 200
        ? TAKEN
        : reply.status() + " " + reply.text("/error") + " " + reply.text("/error_codes/0");
  }

  /**
   * When a proof is made, as seen from here, that is to begin a little early, much too early, or
   * has ended a little or much too late.
   */
  private static List<Instant> made(Duration lifetime) {
    return Stream.of(
            Duration.ofSeconds(INSIDE),
            Duration.ofSeconds(OUTSIDE),
            lifetime.negated().minusSeconds(INSIDE),
            lifetime.negated().minusSeconds(OUTSIDE))
        .map(Instant.now()::plus)
        .toList();
  }

  private String operatorSays(JWTClaimsSet.Builder claims) throws Exception {
    return told(
        operator.clientId(), Assertion.by(Path.of(operator.certificateFile()), claims.build()));
  }

  private JWTClaimsSet.Builder claims(Instant made) {
    return Assertion.claims(operator.clientId(), http.base() + tokenUrl(), made);
  }

  @Test
  void an_operator_may_be_a_minute_off() throws Exception {
    List<String> told = new ArrayList<>();
    for (Instant made : made(Duration.ofMinutes(10))) {
      told.add(operatorSays(claims(made)));
    }
    assertThat(told).isEqualTo(List.of(TAKEN, EXPIRED, TAKEN, EXPIRED));
  }

  @Test
  void each_time_of_an_assertion_is_looked_at_by_itself() throws Exception {
    Instant now = Instant.now();
    Date inside = Date.from(now.plusSeconds(INSIDE));
    Date outside = Date.from(now.plusSeconds(OUTSIDE));
    assertThat(
            List.of(
                operatorSays(claims(now).issueTime(inside)),
                operatorSays(claims(now).issueTime(outside)),
                operatorSays(claims(now).notBeforeTime(inside)),
                operatorSays(claims(now).notBeforeTime(outside)),
                operatorSays(claims(now).expirationTime(Date.from(now.minusSeconds(INSIDE)))),
                operatorSays(claims(now).expirationTime(Date.from(now.minusSeconds(OUTSIDE)))),
                operatorSays(claims(now).expirationTime(Date.from(now.plusSeconds(86_400)))),
                operatorSays(claims(now).expirationTime(Date.from(now.plusSeconds(86_520))))))
        .isEqualTo(List.of(TAKEN, EXPIRED, TAKEN, EXPIRED, TAKEN, EXPIRED, TAKEN, EXPIRED));
  }

  @Test
  void another_issuer_may_be_a_minute_off() throws Exception {
    var issuer = ForeignIssuer.ec("https://skew.example");
    String identity = new Workloads(http, "skew").userIdentity("pipeline");
    new Trusting(server).trust(issuer.url(), Optional.of(issuer.jwks()));
    new Trusting(server).federate(identity, issuer.url(), SUBJECT);
    String client = http.arm("GET", identity, "").text("/properties/clientId");
    List<String> told = new ArrayList<>();
    for (Instant made : made(Duration.ofMinutes(5))) {
      told.add(told(client, issuer.token(SUBJECT, made)));
    }
    assertThat(told).isEqualTo(List.of(TAKEN, EXPIRED, TAKEN, EXPIRED));
  }

  @Test
  void an_agent_may_be_a_minute_off() {
    Duration day = Duration.ofDays(1);
    String vm = new Workloads(http, "agents").machine("vm", "SystemAssigned");
    WorkloadKey key = WorkloadKey.make(folder.resolve("agent.pem"));
    var made = new Enrolments(server).certificate(vm, day, key.certificateRequest("agent"));
    WorkloadKey certified = key.certifiedBy(made.pem());
    assertThat(
            made(Duration.ofMinutes(10)).stream()
                .map(at -> certified.assertion(made.client(), http.base() + tokenUrl(), at))
                .map(assertion -> told(made.client().toString(), assertion)))
        .isEqualTo(List.of(TAKEN, EXPIRED, TAKEN, EXPIRED));
    assertThat(
            made(Duration.ofMinutes(10)).stream()
                .map(at -> renewal(certified, made.client(), at))
                .map(reply -> reply.status() + " " + reply.text("/code")))
        .isEqualTo(
            List.of("409 NotDue", "401 EnrolmentRefused", "409 NotDue", "401 EnrolmentRefused"));
  }

  /** Who is too young for a renewal is told so once its assertion was taken. */
  private Answer renewal(WorkloadKey key, ClientId client, Instant made) {
    var body = Client.JSON.createObjectNode();
    body.put("clientId", client.toString())
        .put("clientAssertion", key.assertion(client, http.base() + "/agents/renewal", made))
        .put("certificateRequest", key.certificateRequest("agent"));
    return http.anonymous().send("POST", "/agents/renewal", body.toString());
  }
}
