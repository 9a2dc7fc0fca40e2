package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import dev.lanyard.domain.PrincipalId;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(Lifecycle.PER_CLASS)
class AuthenticationIT {
  private static final String ISSUER = "https://people.example";
  private static final String SCRAPE_TOKEN = "scrape-0123456789abcdef";
  private static final String SUBSCRIPTIONS = "/subscriptions?api-version=2022-12-01";

  private HttpServer provider;
  private RSAKey providerKey;
  private Server server;
  private Client http;

  @BeforeAll
  void start(@TempDir Path temp) throws Exception {
    providerKey = new RSAKeyGenerator(2_048).keyID("people-1").generate();
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var keys = new JWKSet(providerKey.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    provider.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    provider.start();
    server =
        Server.start(
            temp,
            "LANYARD_SCRAPE_TOKEN=" + SCRAPE_TOKEN,
            "lanyard.issuers[0].issuer=" + ISSUER,
            "lanyard.issuers[0].audience=lanyard",
            "lanyard.issuers[0].groups-claim=groups",
            "lanyard.issuers[0].jwks-uri=http://127.0.0.1:"
                + provider.getAddress().getPort()
                + "/keys");
    http = server.http();
  }

  @AfterAll
  void stop() {
    server.close();
    provider.stop(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/subscriptions?api-version=2022-12-01",
        "/providers/Microsoft.Authorization/roleDefinitions?api-version=1",
        "/subscriptions/oauth2/token",
        "/audit/events",
        "/history?subject=x",
        "/principals/x",
        "/operations/rebuilds/x",
        "/v3/api-docs",
        "/actuator",
        "/actuator/prometheus",
        "/actuator/health/views",
        "/v1.0/servicePrincipals",
        "/v1.0/oauth2/token",
        "/v1.0/discovery/instance",
        "/v1.0/discovery/keys",
        "/metadata",
        "/error",
        "/nowhere",
        "/"
      })
  void without_a_token_nothing_else_is_answered(String path) {
    var reply = http.anonymous().get(path);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(401);
    assertThat(reply.reply().body()).contains("AuthenticationFailed");
    assertThat(reply.reply().headers().firstValue("WWW-Authenticate"))
        .hasValue(
            ("Bearer authorization_uri=\"%s/%s\", error=\"invalid_token\","
                    + " error_description=\"Authentication failed. The 'Authorization' header is"
                    + " missing.\"")
                .formatted(http.base(), server.part(Installation.class).tenant()));
  }

  @Test
  void health_tells_its_status_to_anybody_and_the_rest_to_callers() {
    var told = http.anonymous().get("/actuator/health");
    assertThat(told.status()).isEqualTo(200);
    assertThat(told.json().propertyNames()).containsExactly("status");
    assertThat(http.get("/actuator/health").json().at("/components/store").isMissingNode())
        .isFalse();
  }

  @Test
  void the_scrape_token_opens_the_metrics_and_nothing_else() {
    var scraper = http.withToken(SCRAPE_TOKEN);
    assertThat(scraper.get("/actuator/prometheus").status()).isEqualTo(200);
    assertThat(scraper.get(SUBSCRIPTIONS).status()).isEqualTo(401);
    assertThat(scraper.get("/actuator/health").status()).isEqualTo(401);
    assertThat(http.get("/actuator/prometheus").status()).isEqualTo(200);
    assertThat(http.withToken(SCRAPE_TOKEN + "x").get("/actuator/prometheus").status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Bearer", "Bearer x", "Bearer a b", "Basic YTpi", "bearer e30.e30.", "Bearer ."})
  void what_is_no_token_is_told_so(String header) {
    var reply = http.anonymous().get(SUBSCRIPTIONS, "Authorization", header);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("/error/code")).isEqualTo("InvalidAuthenticationToken");
  }

  @Test
  void a_token_in_the_query_is_none() {
    var reply = http.anonymous().get(SUBSCRIPTIONS + "&access_token=" + http.token());
    assertThat(reply.status()).isEqualTo(401);
  }

  @Test
  void a_token_that_was_changed_or_signed_by_another_key_is_none() throws Exception {
    var token = http.token();
    var parts = token.split("\\.", -1);
    invalid(parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length()));
    var jwt = SignedJWT.parse(token);
    var forged = new SignedJWT(jwt.getHeader(), jwt.getJWTClaimsSet());
    forged.sign(new RSASSASigner(providerKey));
    invalid(forged.serialize());
    invalid("eyJhbGciOiJub25lIn0." + parts[1] + ".");
  }

  private void invalid(String token) {
    var reply = http.withToken(token).get(SUBSCRIPTIONS);
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text("/error/code")).isEqualTo("InvalidAuthenticationToken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://management.azure.com",
        "https://management.azure.com/",
        "https://management.core.windows.net/",
        "BASE",
        "BASE/"
      })
  void each_name_of_the_management_surface_is_an_audience_of_it(String audience) {
    var token = tokenFor(audience.replace("BASE", http.base()));
    assertThat(http.withToken(token).get(SUBSCRIPTIONS).status()).isEqualTo(200);
  }

  @Test
  void a_token_for_another_resource_is_told_so() {
    var vault = http.withToken(tokenFor("https://vault.azure.net"));
    wrongAudience(vault.get(SUBSCRIPTIONS), "/error/code");
    wrongAudience(vault.get("/audit/events"), "/code");
    var management = http.withToken(tokenFor("https://management.azure.com"));
    assertThat(management.get("/v1.0/servicePrincipals").reply().body())
        .contains("InvalidAuthenticationTokenAudience");
    assertThat(http.withToken(tokenFor(http.base())).get("/v1.0/servicePrincipals").status())
        .isNotEqualTo(401);
  }

  private static void wrongAudience(Answer reply, String code) {
    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.text(code)).isEqualTo("InvalidAuthenticationTokenAudience");
  }

  private String tokenFor(String audience) {
    var bootstrap = Tokens.bootstrap(http.data());
    var form =
        Tokens.secretForm(
            bootstrap.path("clientId").asString(),
            bootstrap.path("clientSecret").asString(),
            audience + "/.default");
    return Tokens.ask(http.anonymous(), "/common/oauth2/v2.0/token", form).text("/access_token");
  }

  @Test
  void people_sign_in_with_their_own_provider_as_who_they_were_registered() throws Exception {
    var alice = UUID.randomUUID().toString();
    var crew = UUID.randomUUID().toString();
    register(alice, "User", "alice");
    register(crew, "Group", "crew");
    var reply = http.withToken(people("alice", "lanyard", 600)).get(SUBSCRIPTIONS);
    assertThat(reply.status()).as(reply.toString()).isNotEqualTo(401);
    assertThat(http.withToken(people("bob", "lanyard", 600)).get(SUBSCRIPTIONS).status())
        .isEqualTo(401);
    assertThat(http.withToken(people("crew", "lanyard", 600)).get(SUBSCRIPTIONS).status())
        .isEqualTo(401);
    wrongAudience(http.withToken(people("alice", "other", 600)).get(SUBSCRIPTIONS), "/error/code");
    assertThat(
            http.withToken(people("alice", "lanyard", -120)).get(SUBSCRIPTIONS).text("/error/code"))
        .isEqualTo("ExpiredAuthenticationToken");
  }

  /**
   * The groups of a token are those that are registered; what they hold counts, and is on record.
   */
  @Test
  void a_group_that_the_provider_names_gives_its_rights_and_is_told_with_what_was_done()
      throws Exception {
    String carol = UUID.randomUUID().toString();
    UUID night = UUID.randomUUID();
    register(carol, "User", "carol");
    register(night.toString(), "Group", "night");
    Story story = new Story(http, "nightly");
    story.createGroup();
    Client person = http.withToken(people("carol", "lanyard", 600, "strangers", "night"));
    assertThat(person.arm("GET", story.group, "").status()).isEqualTo(403);
    new Rights(http).give(new PrincipalId(night), Rights.CONTRIBUTOR, story.group);
    assertThat(person.arm("GET", story.group, "").status()).isEqualTo(200);
    var created = Story.done(person.arm("PUT", story.vm1, "{\"location\": \"westeurope\"}"));
    Client other = http.withToken(people("carol", "lanyard", 600, "strangers"));
    assertThat(other.arm("GET", story.group, "").status()).isEqualTo(403);
    var told =
        http.get(
            "/audit/events?caller=" + carol,
            "Lanyard-Min-Position",
            Long.toString(created.position()));
    assertThat(told.json().path("value")).hasSize(1);
    assertThat(told.json().at("/value/0/groups").toString()).isEqualTo("[\"" + night + "\"]");
    var byOperator = http.get("/audit/events?subject=" + night).json().path("value");
    assertThat(byOperator).isNotEmpty().noneMatch(event -> event.has("groups"));
    assertThat(
            http.get("/v3/api-docs").json().at("/components/schemas/AuditEvent/properties/groups"))
        .isEqualTo(
            Client.JSON.readTree("{\"type\": \"array\", \"items\": {\"type\": \"string\"}}"));
  }

  private void register(String id, String type, String subject) {
    Story.done(
        http.put(
            "/principals/" + id,
            "{\"type\": \"%s\", \"issuer\": \"%s\", \"subject\": \"%s\"}"
                .formatted(type, ISSUER, subject)));
  }

  private String people(String subject, String audience, int secondsLeft, String... groups)
      throws Exception {
    var jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("people-1").build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(subject)
                .audience(audience)
                .claim(
                    "groups", groups.length == 0 ? List.of("crew", "strangers") : List.of(groups))
                .expirationTime(Date.from(Instant.now().plusSeconds(secondsLeft)))
                .build());
    jwt.sign(new RSASSASigner(providerKey));
    return jwt.serialize();
  }

  @Test
  void a_principal_that_is_disabled_is_out_at_once_with_its_tokens() {
    var principal = UUID.randomUUID().toString();
    var client = UUID.randomUUID().toString();
    var body =
        "{\"type\": \"ServicePrincipal\", \"issuer\": \"urn:lanyard:local\", \"subject\":"
            + " \"%s\"%s}";
    Story.done(http.put("/principals/" + principal, body.formatted(client, "")));
    var made =
        http.send("POST", "/principals/" + principal + "/credentials", "{\"kind\": \"secret\"}");
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    var secret = made.text("/secret");
    var other = http.as(client, secret);
    assertThat(other.get("/actuator/health").status()).isEqualTo(200);
    Story.done(
        http.put("/principals/" + principal, body.formatted(client, ", \"state\": \"Disabled\"")));
    assertThat(other.get("/actuator/health").status()).isEqualTo(401);
    var again =
        Tokens.ask(
            http.anonymous(),
            "/common/oauth2/v2.0/token",
            Tokens.secretForm(client, secret, Tokens.MANAGEMENT));
    assertThat(again.json().at("/error_codes/0").asInt()).isEqualTo(7_000_112);
  }

  @Test
  void every_reply_has_the_headers_of_a_careful_server() {
    for (var reply :
        List.of(
            http.get(SUBSCRIPTIONS),
            http.anonymous().get(SUBSCRIPTIONS),
            http.anonymous().get("/metadata/endpoints?api-version=1"))) {
      var headers = reply.reply().headers();
      assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
      assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
      assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
      assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
      assertThat(headers.firstValue("Cache-Control").orElse("")).contains("no-store");
      assertThat(headers.firstValue("Set-Cookie")).isEmpty();
      assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }
}
