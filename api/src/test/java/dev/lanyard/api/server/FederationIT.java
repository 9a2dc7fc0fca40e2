package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lanyard.api.Authorisation;
import dev.lanyard.api.Caller;
import dev.lanyard.api.Commands;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.domain.FederatedCredential;
import dev.lanyard.domain.FederatedCredential.Match;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.domain.Rule;
import dev.lanyard.domain.WorkloadIssuer;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.command.FederatedCredentialCommand.PutFederatedCredential;
import dev.lanyard.domain.command.FederatedCredentialCommand.RemoveFederatedCredential;
import dev.lanyard.domain.command.IssuerCommand.RemoveIssuer;
import dev.lanyard.domain.command.IssuerCommand.TrustIssuer;
import dev.lanyard.domain.command.LifecycleCommand;
import dev.lanyard.domain.federation.FederationRules;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Tokens of another issuer stand for user-assigned identities (CONTRACT 2.4). */
@TestInstance(Lifecycle.PER_CLASS)
class FederationIT {
  private static final String ISSUER = "https://ci.example.org";
  private static final String SUBJECT = "repo:shop/web:ref:refs/heads/main";
  private static final String TOKEN = "/common/oauth2/v2.0/token";
  private static final int NO_RECORD = 70_021;

  private ECKey key;
  private Server server;
  private Client http;
  private Workloads workloads;
  private String identity;
  private String client;
  private int number;

  @BeforeAll
  void start(@TempDir Path folder) throws JOSEException {
    key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    server = Server.start(folder.resolve("data"));
    http = server.http();
    workloads = new Workloads(http, "shop");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void trust() {
    trustIssuer();
    identity = workloads.userIdentity("pipeline" + ++number);
    client = http.arm("GET", identity, "").text("/properties/clientId");
  }

  private void trustIssuer() {
    String keys = new JWKSet(key).toString();
    send(
        FederationRules.TRUST_ISSUER,
        new TrustIssuer(new WorkloadIssuer(ISSUER, Optional.of(keys))));
  }

  private <C extends LifecycleCommand> void send(Rule<C, ?> rule, C command) {
    var itself = Caller.itself(new PrincipalId(new UUID(0, 1)));
    server.part(Commands.class).send(rule, command, itself, Authorisation.ITSELF);
  }

  private void federate(String name, Match match) {
    var credential =
        new FederatedCredential(name, ISSUER, match, List.of(FederatedCredential.USUAL_AUDIENCE));
    send(
        FederationRules.PUT,
        new PutFederatedCredential(ResourcePath.parse("path", identity), credential, 100));
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .subject(SUBJECT)
        .audience(FederatedCredential.USUAL_AUDIENCE)
        .issueTime(Date.from(Instant.now()))
        .expirationTime(Date.from(Instant.now().plusSeconds(300)));
  }

  private Answer exchange(JWTClaimsSet.Builder claims) throws JOSEException {
    return exchange(claims, key);
  }

  private Answer exchange(JWTClaimsSet.Builder claims, ECKey signer) throws JOSEException {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), claims.build());
    jwt.sign(new ECDSASigner(signer));
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", client);
    form.put("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
    form.put("client_assertion", jwt.serialize());
    form.put("scope", "https://vault.azure.net/.default");
    return Tokens.ask(http.anonymous(), TOKEN, form);
  }

  private static void refused(int number, Answer reply) {
    assertThat(reply.json().at("/error_codes/0").asInt()).as(reply.toString()).isEqualTo(number);
    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void a_token_of_the_subject_stands_for_the_identity() throws Exception {
    federate("main", Match.subject(SUBJECT));
    Answer reply = exchange(claims());
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    var token = Assertion.claims(reply.text("/access_token"));
    assertThat(
            List.of(
                token.path("appid").asString(),
                token.path("oid").asString(),
                token.path("appidacr").asString(),
                token.path("xms_mirid").asString(),
                token.has("xms_az_rid")))
        .isEqualTo(
            List.of(
                client,
                http.arm("GET", identity, "").text("/properties/principalId"),
                "2",
                identity,
                false));
    assertThat(
            Attempts.of(server, TokenIssued.class).stream()
                .filter(issued -> issued.tokenId().equals(token.path("uti").asString()))
                .map(issued -> issued.client() + " " + issued.through().isPresent()))
        .isEqualTo(List.of(client + " false"));
  }

  @Test
  void without_a_record_that_matches_in_every_part_nothing_is_issued() throws Exception {
    refused(NO_RECORD, exchange(claims()));
    federate("main", Match.subject(SUBJECT));
    refused(NO_RECORD, exchange(claims().subject(SUBJECT.toUpperCase(java.util.Locale.ROOT))));
    refused(NO_RECORD, exchange(claims().audience("api://other")));
    refused(NO_RECORD, exchange(claims().issuer(ISSUER + "/")));
    send(
        FederationRules.REMOVE,
        new RemoveFederatedCredential(ResourcePath.parse("path", identity), "MAIN"));
    refused(NO_RECORD, exchange(claims()));
  }

  @Test
  void a_pattern_lets_in_what_fits_and_does_not_reach_over_a_separator() throws Exception {
    federate(
        "branches", Match.expression("claims['sub'] matches 'repo:shop/web:ref:refs/heads/*'"));
    assertThat(exchange(claims()).status()).isEqualTo(200);
    assertThat(exchange(claims().subject("repo:shop/web:ref:refs/heads/dev")).status())
        .isEqualTo(200);
    refused(NO_RECORD, exchange(claims().subject("repo:shop/web:ref:refs/heads/dev/evil")));
    refused(NO_RECORD, exchange(claims().subject("repo:shop/other:ref:refs/heads/main")));
  }

  @Test
  void a_token_that_is_over_or_of_another_key_proves_nothing() throws Exception {
    federate("main", Match.subject(SUBJECT));
    refused(700_024, exchange(claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))));
    ECKey stranger = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    refused(700_027, exchange(claims(), stranger));
  }

  @Test
  void no_issuer_is_asked_that_nobody_has_let_in() throws Exception {
    federate("main", Match.subject(SUBJECT));
    assertThat(exchange(claims()).status()).isEqualTo(200);
    send(FederationRules.REMOVE_ISSUER, new RemoveIssuer(ISSUER));
    refused(700_211, exchange(claims()));
  }

  @Test
  void the_same_token_is_taken_again_until_it_is_over() throws Exception {
    federate("main", Match.subject(SUBJECT));
    var presented = claims();
    assertThat(exchange(presented).status()).isEqualTo(200);
    assertThat(exchange(presented).status()).isEqualTo(200);
  }
}
