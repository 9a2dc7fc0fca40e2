package dev.lanyard.api.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.lanyard.api.server.Client.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For whom tokens are made, and whose tokens are taken. */
@TestInstance(Lifecycle.PER_CLASS)
class TrustIT {
  private static final String ISSUER = "https://ci.example.org";

  private Server server;
  private Client http;

  @BeforeAll
  void start(@TempDir Path folder) {
    server = Server.start(folder.resolve("data"));
    http = server.http();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private List<String> listed(String path, String member) {
    List<String> all = new ArrayList<>();
    String link = path + "?limit=7";
    while (!link.isEmpty()) {
      Answer page = Story.done(http.get(link));
      page.json().path("value").forEach(one -> all.add(one.path(member).asString()));
      link = page.text("/nextLink");
    }
    return all;
  }

  @Test
  void an_audience_is_registered_changed_and_removed() {
    String body =
        """
        {"audience": "api://Orders", "tokenVersion": "2.0", "signingAlgorithm": "ES256",
         "lifetimeSeconds": 600}
        """;
    Answer made = http.put("/audiences", body);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.json()).isEqualTo(Client.JSON.readTree(body));
    assertThat(http.put("/audiences", body).status()).isEqualTo(200);
    Answer changed =
        http.put("/audiences", "{\"audience\": \"api://orders\", \"tokenVersion\": \"1.0\"}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json())
        .isEqualTo(
            Client.JSON.readTree("{\"audience\": \"api://Orders\", \"tokenVersion\": \"1.0\"}"));
    assertThat(listed("/audiences", "audience"))
        .contains("api://Orders", "https://vault.azure.net")
        .doesNotHaveDuplicates()
        .hasSizeGreaterThan(14);
    assertThat(http.delete("/audiences?audience=API://orders/").status()).isEqualTo(204);
    assertThat(http.delete("/audiences?audience=API://orders/").status()).isEqualTo(204);
    assertThat(listed("/audiences", "audience")).doesNotContain("api://Orders");
    Answer past = http.get("/audiences?limit=1&asOf=" + made.position());
    assertThat(past.json().path("value").path(0)).isEqualTo(made.json());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|body",
        "{}|audience",
        "{\"audience\": \"a b\", \"tokenVersion\": \"1.0\"}|audience",
        "{\"audience\": \"https://a/\", \"tokenVersion\": \"1.0\"}|audience",
        "{\"audience\": \"a\"}|tokenVersion",
        "{\"audience\": \"a\", \"tokenVersion\": \"3.0\"}|tokenVersion",
        "{\"audience\": \"a\", \"tokenVersion\": \"1.0\", \"signingAlgorithm\": \"none\"}"
            + "|signingAlgorithm",
        "{\"audience\": \"a\", \"tokenVersion\": \"1.0\", \"lifetimeSeconds\": 599}"
            + "|lifetimeSeconds",
        "{\"audience\": \"a\", \"tokenVersion\": \"1.0\", \"lifetimeSeconds\": 600.5}"
            + "|lifetimeSeconds",
        "{\"audience\": \"a\", \"tokenVersion\": \"1.0\", \"lifetimeSeconds\": 1e300}"
            + "|lifetimeSeconds",
        "{\"audience\": \"a\", \"tokenVersion\": \"1.0\", \"lifetimeSeconds\": \"600\"}"
            + "|lifetimeSeconds",
        "{\"audience\": \"a\", \"tokenVersion\": \"1.0\", \"secret\": 1}|secret",
      })
  void a_malformed_audience_is_refused_and_its_field_named(String body, String field) {
    Answer refused = http.put("/audiences", body);
    assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
    assertThat(refused.text("/field")).isEqualTo(field);
  }

  @Test
  void an_issuer_is_trusted_by_its_public_keys_and_no_more() throws Exception {
    ECKey key = new ECKeyGenerator(Curve.P_256).keyID("one").generate();
    String keys = new JWKSet(key.toPublicJWK()).toString();
    Answer made = trust(keys);
    assertThat(made.status()).as(made.toString()).isEqualTo(201);
    assertThat(made.text("/issuer")).isEqualTo(ISSUER);
    assertThat(made.json().path("keys")).isEqualTo(Client.JSON.readTree(keys));
    assertThat(trust(keys).status()).isEqualTo(200);
    assertThat(http.get("/issuers").json().path("value").path(0)).isEqualTo(made.json());
    Answer fetched = http.put("/issuers", "{\"issuer\": \"" + ISSUER + "\"}");
    assertThat(fetched.json()).isEqualTo(Client.JSON.readTree("{\"issuer\": \"" + ISSUER + "\"}"));
    assertThat(http.delete("/issuers?issuer=" + ISSUER).status()).isEqualTo(204);
    assertThat(http.delete("/issuers?issuer=" + ISSUER).status()).isEqualTo(204);
    assertThat(listed("/issuers", "issuer")).isEmpty();
  }

  private Answer trust(String keys) {
    return http.put("/issuers", "{\"issuer\": \"" + ISSUER + "\", \"keys\": " + keys + "}");
  }

  @Test
  void a_private_or_weak_key_is_refused_and_not_repeated() throws Exception {
    ECKey ec = new ECKeyGenerator(Curve.P_256).generate();
    String secret = ec.getD().toString();
    Answer refused = trust(new JWKSet(ec).toString(false));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text("/field")).isEqualTo("keys");
    assertThat(refused.reply().body()).doesNotContain(secret);
    var weak = new RSAKeyGenerator(1024, true).generate().toPublicJWK();
    assertThat(trust(new JWKSet(weak).toString()).text("/field")).isEqualTo("keys");
    assertThat(trust("{\"keys\": [{\"kty\": \"oct\", \"k\": \"AAAA\"}]}").text("/field"))
        .isEqualTo("keys");
    assertThat(trust("{}").text("/field")).isEqualTo("keys");
    assertThat(trust("\"keys\"").text("/field")).isEqualTo("keys");
    assertThat(http.put("/issuers", "{\"issuer\": \"http://a.b\"}").text("/field"))
        .isEqualTo("issuer");
    assertThat(listed("/issuers", "issuer")).isEmpty();
  }

  @Test
  void parameters_are_required_and_known() {
    assertThat(http.delete("/audiences").text("/field")).isEqualTo("audience");
    assertThat(http.delete("/issuers").text("/field")).isEqualTo("issuer");
    assertThat(http.delete("/issuers?issuer=x").text("/field")).isEqualTo("issuer");
    assertThat(http.get("/audiences?limit=0").status()).isEqualTo(400);
    assertThat(http.get("/issuers?top=1").text("/field")).isEqualTo("top");
  }
}
