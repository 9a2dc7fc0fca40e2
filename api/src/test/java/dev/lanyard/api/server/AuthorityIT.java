package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.lanyard.api.server.Client.Answer;
import dev.lanyard.api.start.Installation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CONTRACT, section 2, as clients without a token see it. */
@TestInstance(Lifecycle.PER_CLASS)
class AuthorityIT {
  private static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  private static final String TOKEN = "/common/oauth2/v2.0/token";

  private Server server;
  private Client http;
  private String base;
  private String tenant;
  private String operator;
  private String client;
  private String secret;
  private Path pem;

  @BeforeAll
  void start(@TempDir Path temp) {
    server = Server.start(temp);
    http = server.http().anonymous();
    base = http.base();
    tenant = server.part(Installation.class).tenant().toString();
    operator = server.part(Installation.class).operator().toString();
    var bootstrap = Tokens.bootstrap(temp);
    client = bootstrap.path("clientId").asString();
    secret = bootstrap.path("clientSecret").asString();
    pem = Path.of(bootstrap.path("certificateFile").asString());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "organizations", "T"})
  void each_name_of_the_tenant_leads_to_its_endpoints(String name) {
    var asked = name.equals("T") ? tenant : name;
    var document = http.get("/" + asked + "/v2.0/.well-known/openid-configuration");
    assertThat(document.text("/token_endpoint"))
        .isEqualTo(base + "/" + asked + "/oauth2/v2.0/token");
    assertThat(document.text("/authorization_endpoint")).startsWith(base + "/" + asked);
    assertThat(document.text("/device_authorization_endpoint")).startsWith(base);
    assertThat(document.text("/issuer")).isEqualTo(base + "/" + tenant + "/v2.0");
    assertThat(document.text("/jwks_uri")).isEqualTo(base + "/" + tenant + "/discovery/v2.0/keys");
  }

  @Test
  void the_documents_of_the_other_versions_lead_to_theirs() {
    var v1 = http.get("/" + tenant + "/.well-known/openid-configuration");
    assertThat(v1.text("/issuer")).isEqualTo(base + "/" + tenant + "/");
    assertThat(v1.text("/token_endpoint")).isEqualTo(base + "/" + tenant + "/oauth2/token");
    var adfs = http.get("//adfs/.well-known/openid-configuration/");
    assertThat(adfs.text("/token_endpoint")).isEqualTo(base + "/adfs/oauth2/v2.0/token");
  }

  @Test
  void another_tenant_is_not_found() {
    var other = "/" + UUID.randomUUID();
    for (var path : List.of("/v2.0/.well-known/openid-configuration", "/discovery/v2.0/keys")) {
      refused(http.get(other + path), 400, "invalid_request", 90_002);
    }
    refused(Tokens.ask(http, other + "/oauth2/v2.0/token", form()), 400, "invalid_request", 90_002);
  }

  @Test
  void a_host_of_this_server_is_an_instance_and_no_other_is() {
    var own =
        http.get(
            "/common/discovery/instance?api-version=1.1&authorization_endpoint=https://localhost/"
                + tenant
                + "/oauth2/v2.0/authorize");
    assertThat(own.text("/tenant_discovery_endpoint"))
        .isEqualTo(base + "/" + tenant + "/v2.0/.well-known/openid-configuration");
    assertThat(own.text("/metadata/0/preferred_network")).isEqualTo(base.substring(8));
    assertThat(own.json().at("/metadata/0/aliases").valueStream().map(alias -> alias.asString()))
        .containsExactly(base.substring(8), "localhost");
    var other =
        http.get(
            "/common/discovery/instance?api-version=1.1"
                + "&authorization_endpoint=https://login.example/common/oauth2/v2.0/authorize");
    assertThat(other.status()).isEqualTo(400);
    assertThat(other.text("/error")).isEqualTo("invalid_instance");
  }

  @Test
  void the_cloud_is_told_in_the_form_of_each_version() {
    var one = http.get("//metadata/endpoints?api-version=2022-09-01");
    assertThat(one.text("/authentication/loginEndpoint")).isEqualTo(base);
    assertThat(one.text("/resourceManager")).isEqualTo(base + "/");
    assertThat(one.text("/microsoftGraphResourceId")).isEqualTo(base + "/");
    assertThat(one.text("/suffixes/keyVaultDns")).isNotEmpty();
    var list = http.get("/metadata/endpoints?api-version=2019-05-01");
    assertThat(list.text("/0/name")).isEqualTo("Lanyard");
    var old = http.get("/metadata/endpoints?api-version=2015-01-01");
    assertThat(old.text("/authentication/loginEndpoint")).isEqualTo(base + "/adfs");
    assertThat(http.get("/metadata/endpoints").text("/code"))
        .isEqualTo("MissingApiVersionParameter");
  }

  @Test
  void a_secret_gets_a_token_that_the_published_keys_verify() throws Exception {
    var reply = Tokens.ask(http, "/" + tenant + "/oauth2/v2.0/token", form());
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(reply.text("/token_type")).isEqualTo("Bearer");
    assertThat(reply.json().path("expires_in").isNumber()).isTrue();
    assertThat(reply.json().path("expires_in").asInt()).isBetween(3_590, 3_600);
    assertThat(reply.reply().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    var token = reply.text("/access_token");
    var keys = JWKSet.parse(http.get("/" + tenant + "/discovery/v2.0/keys").reply().body());
    var jwt = SignedJWT.parse(token);
    var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID());
    assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
    assertThat(Assertion.header(token).propertyNames())
        .containsExactlyInAnyOrder("typ", "alg", "kid", "x5t");
    var claims = Assertion.claims(token);
    var issuer = base + "/" + tenant + "/";
    Map<String, Object> expected =
        Map.ofEntries(
            Map.entry("aud", "https://management.azure.com"),
            Map.entry("iss", issuer),
            Map.entry("idp", issuer),
            Map.entry("appid", client),
            Map.entry("appidacr", "1"),
            Map.entry("idtyp", "app"),
            Map.entry("oid", operator),
            Map.entry("sub", operator),
            Map.entry("tid", tenant),
            Map.entry("ver", "1.0"));
    expected.forEach((name, value) -> assertThat(claims.path(name).asString()).isEqualTo(value));
    assertThat(claims.path("exp").asLong() - claims.path("iat").asLong()).isEqualTo(3_600);
    assertThat(claims.path("nbf").asLong()).isEqualTo(claims.path("iat").asLong());
    assertThat(claims.path("lanyard_position").asLong()).isPositive();
    var again = Tokens.ask(http, TOKEN, form()).text("/access_token");
    assertThat(Assertion.claims(again).path("uti").asString())
        .isNotEqualTo(claims.path("uti").asString());
  }

  @Test
  void the_first_version_answers_in_texts_and_names_the_resource() {
    var form = form();
    form.remove("scope");
    form.put("resource", "https://vault.azure.net");
    for (var path : List.of("/" + tenant + "/oauth2/token", "/adfs/oauth2/token")) {
      var reply = Tokens.ask(http, path, form);
      assertThat(reply.json().path("expires_in").isString()).isTrue();
      assertThat(reply.json().path("expires_on").isString()).isTrue();
      assertThat(reply.json().path("not_before").isString()).isTrue();
      assertThat(reply.text("/resource")).isEqualTo("https://vault.azure.net");
      assertThat(Assertion.claims(reply.text("/access_token")).path("aud").asString())
          .isEqualTo("https://vault.azure.net");
    }
  }

  @Test
  void what_clients_send_besides_is_ignored() {
    var form = form();
    form.put("client_info", "1");
    form.put("claims", "{\"access_token\":{\"xms_cc\":{\"values\":[\"CP1\"]}}}");
    form.put("scope", "openid profile https://management.azure.com//.default offline_access");
    var reply = Tokens.ask(http, "/adfs/oauth2/v2.0/token?client-request-id=1", form);
    assertThat(Assertion.claims(reply.text("/access_token")).path("aud").asString())
        .isEqualTo("https://management.azure.com/");
  }

  @Test
  void a_secret_may_come_by_the_basic_scheme() {
    var form = form();
    form.remove("client_id");
    form.remove("client_secret");
    var basic =
        Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    assertThat(Tokens.ask(http, TOKEN, form, "Authorization", "Basic " + basic).status())
        .isEqualTo(200);
    assertThat(Tokens.ask(http, TOKEN, form(), "Authorization", "Basic " + basic).status())
        .isEqualTo(400);
    assertThat(Tokens.ask(http, TOKEN, form, "Authorization", "Basic ???").status()).isEqualTo(400);
  }

  @Test
  void a_certificate_proves_its_holder_and_each_assertion_does_so_once() throws Exception {
    var endpoint = "/" + tenant + "/oauth2/v2.0/token";
    var form = assertion(Assertion.by(pem, client, base + endpoint));
    var reply = Tokens.ask(http, endpoint, form);
    assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
    assertThat(Assertion.claims(reply.text("/access_token")).path("appidacr").asString())
        .isEqualTo("2");
    refused(Tokens.ask(http, endpoint, form), 401, "invalid_client", 700_028);
    var elsewhere = assertion(Assertion.by(pem, client, "https://login.example" + endpoint));
    refused(Tokens.ask(http, endpoint, elsewhere), 401, "invalid_client", 700_023);
    var damaged = Assertion.by(pem, client, base + endpoint);
    var broken = assertion(damaged.substring(0, damaged.length() - 8) + "AAAAAAAA");
    refused(Tokens.ask(http, endpoint, broken), 401, "invalid_client", 700_027);
    refused(Tokens.ask(http, endpoint, assertion("x.y.z")), 401, "invalid_client", 50_027);
  }

  private Map<String, String> assertion(String text) {
    return new HashMap<>(
        Map.of(
            "grant_type", "client_credentials",
            "client_id", client,
            "client_assertion_type", JWT_BEARER,
            "client_assertion", text,
            "scope", Tokens.MANAGEMENT));
  }

  @ParameterizedTest
  @CsvSource({
    "client_secret, wrong, 401, invalid_client, 7000215",
    "client_id, 6b8f2a51-0c3d-4e6f-9a7b-1c2d3e4f5a6b, 400, unauthorized_client, 700016",
    "client_id, nobody, 400, unauthorized_client, 700016",
    "client_id, '', 400, invalid_request, 900144",
    "client_secret, '', 401, invalid_client, 7000216",
    "grant_type, password, 400, unsupported_grant_type, 70003",
    "grant_type, '', 400, invalid_request, 900144",
    "scope, '', 400, invalid_request, 900144",
    "scope, https://management.azure.com/user_impersonation, 400, invalid_scope, 1002012",
    "scope, https://unknown.example/.default, 400, invalid_resource, 500011",
  })
  void a_refusal_has_the_number_that_clients_know(
      String field, String value, int status, String error, int number) {
    var form = form();
    form.put(field, value);
    refused(Tokens.ask(http, TOKEN, form), status, error, number);
  }

  @Test
  void a_body_that_is_no_form_is_refused_in_the_form_of_oauth() {
    refused(http.send("POST", TOKEN, "{}"), 400, "invalid_request", 9_002_313);
    refused(
        http.send("POST", TOKEN, "a=%zz", "Content-Type", "application/x-www-form-urlencoded"),
        400,
        "invalid_request",
        9_002_313);
    refused(
        http.send(
            "POST",
            TOKEN,
            "a=" + "x".repeat(70_000),
            "Content-Type",
            "application/x-www-form-urlencoded"),
        413,
        "invalid_request",
        9_002_313);
  }

  /** The whole form of CONTRACT 2.2, in which nothing of the secret is. */
  private void refused(Answer reply, int status, String error, int number) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.json().propertyNames())
        .containsExactlyInAnyOrder(
            "error",
            "error_description",
            "error_codes",
            "timestamp",
            "trace_id",
            "correlation_id",
            "error_uri");
    var trace = reply.reply().headers().firstValue("x-ms-request-id").orElseThrow();
    assertThat(reply.text("/error")).isEqualTo(error);
    assertThat(reply.json().at("/error_codes/0").asInt()).isEqualTo(number);
    assertThat(reply.text("/trace_id")).isEqualTo(trace);
    assertThat(reply.text("/error_description"))
        .startsWith("AADSTS" + number + ": ")
        .contains(" Trace ID: " + trace, " Correlation ID: ", " Timestamp: ")
        .doesNotContain(secret);
  }

  private Map<String, String> form() {
    return Tokens.secretForm(client, secret, Tokens.MANAGEMENT);
  }
}
