package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import dev.lanyard.tokens.ForeignTokens.Proved;
import dev.lanyard.tokens.ForeignTokens.Refused;
import dev.lanyard.tokens.ForeignTokens.Why;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ForeignTokensTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final long SECONDS = NOW.getEpochSecond();
  private static final String ISSUER = "https://token.actions.example.com";
  private static final String AUDIENCE = "api://AzureADTokenExchange";
  private static final String SUBJECT = "repo:org/repo:ref:refs/heads/main";
  private static final KeyPair RSA = KeyPairs.newRsa();
  private static final KeyPair EC = KeyPairs.newEc();
  private static final PrivateKey STRANGER = KeyPairs.newRsa().getPrivate();

  private static final IssuerKeys KEYS =
      IssuerKeys.uploaded(
          ISSUER,
          ForeignKeys.require(
              "jwks",
              "{\"keys\":[%s,%s]}"
                  .formatted(
                      new RSAKey.Builder((RSAPublicKey) RSA.getPublic()).keyID("rsa").build(),
                      new ECKey.Builder(Curve.P_256, (ECPublicKey) EC.getPublic())
                          .keyID("ec")
                          .build())));

  private static TestJwt token(String algorithm, String kid) {
    return TestJwt.with(algorithm)
        .header("kid", kid)
        .claim("iss", ISSUER)
        .claim("sub", SUBJECT)
        .claim("aud", AUDIENCE)
        .claim("exp", SECONDS + 600)
        .claim("nbf", SECONDS - 5)
        .claim("iat", SECONDS)
        .claim("job_workflow_ref", "org/repo/.github/workflows/a.yml@refs/heads/main")
        .claim("run_attempt", 1);
  }

  private static TestJwt rsa() {
    return token("RS256", "rsa");
  }

  private ForeignTokens.Outcome verify(String jwt) {
    return new ForeignTokens(() -> NOW).verify(jwt, KEYS, Set.of(AUDIENCE, "other"));
  }

  private void refused(Why why, String jwt) {
    assertThat(verify(jwt)).isEqualTo(new Refused(why));
  }

  private void refused(Why why, TestJwt jwt) throws Exception {
    refused(why, jwt.signed("RS256", RSA.getPrivate()));
  }

  private void proved(TestJwt jwt) throws Exception {
    assertThat(verify(jwt.signed("RS256", RSA.getPrivate()))).isInstanceOf(Proved.class);
  }

  @Test
  void a_token_by_a_key_of_the_issuer_is_proved_with_its_claims() throws Exception {
    Proved expected =
        new Proved(
            new ForeignClaims(
                ISSUER,
                SUBJECT,
                List.of(AUDIENCE),
                NOW.plusSeconds(600),
                List.of(NOW.minusSeconds(5), NOW),
                Map.of(
                    "iss",
                    ISSUER,
                    "sub",
                    SUBJECT,
                    "aud",
                    AUDIENCE,
                    "job_workflow_ref",
                    "org/repo/.github/workflows/a.yml@refs/heads/main")));
    assertThat(verify(rsa().signed("RS256", RSA.getPrivate()))).isEqualTo(expected);
    assertThat(verify(token("ES256", "ec").signed("ES256", EC.getPrivate())))
        .isEqualTo(expected);
  }

  @Test
  void what_issuers_leave_out_or_write_otherwise_is_taken() throws Exception {
    proved(rsa().without("nbf").without("iat"));
    proved(rsa().claim("aud", List.of("x", "other")));
    proved(rsa().claim("exp", SECONDS + 1.5));
    proved(rsa().header("typ", "JOSE"));
    String untyped = TestJwt.part("{\"alg\":\"RS256\",\"kid\":\"rsa\"}");
    assertThat(verify(rsa().signedUnder(untyped, RSA.getPrivate()))).isInstanceOf(Proved.class);
    String unnamed = TestJwt.part("{\"alg\":\"RS256\"}");
    assertThat(verify(rsa().signedUnder(unnamed, RSA.getPrivate()))).isInstanceOf(Proved.class);
  }

  @Test
  void no_other_algorithm_is_accepted_whatever_the_header_asks_for() throws Exception {
    byte[] publicKey = RSA.getPublic().getEncoded();
    refused(Why.WRONG_ALGORITHM, token("none", "rsa").unsigned());
    refused(Why.WRONG_ALGORITHM, token("HS256", "rsa").withHmac(publicKey));
    refused(Why.WRONG_ALGORITHM, token("PS256", "rsa").signed("PS256", RSA.getPrivate()));
    refused(Why.WRONG_ALGORITHM, token("rs256", "rsa"));
    refused(Why.UNKNOWN_KEY, token("ES256", "rsa").signed("ES256", EC.getPrivate()));
    refused(Why.UNKNOWN_KEY, token("RS256", "ec"));
    refused(Why.BAD_SIGNATURE, token("RS256", "rsa").withHmac(publicKey));
    refused(Why.BAD_SIGNATURE, token("RS256", "rsa").signed("PS256", RSA.getPrivate()));
    refused(Why.BAD_SIGNATURE, token("RS256", "rsa").unsigned());
    refused(
        Why.BAD_SIGNATURE, token("ES256", "ec").unsigned() + Base64Texts.encode(new byte[64]));
  }

  @Test
  void a_token_by_any_other_key_is_refused() throws Exception {
    refused(Why.BAD_SIGNATURE, rsa().signed("RS256", STRANGER));
    refused(Why.UNKNOWN_KEY, token("RS256", "other").signed("RS256", STRANGER));
    refused(
        Why.BAD_SIGNATURE,
        rsa().header("jku", "https://attacker.example").signed("RS256", STRANGER));
    String jwt = rsa().signed("RS256", RSA.getPrivate());
    String[] parts = jwt.split("\\.", -1);
    String claims = new String(Base64Texts.decode(parts[1]).orElseThrow(), UTF_8);
    String changed = TestJwt.part(claims.replace("main", "evil"));
    refused(Why.BAD_SIGNATURE, parts[0] + "." + changed + "." + parts[2]);
  }

  @Test
  void it_must_be_of_this_issuer_for_this_audience_and_at_this_time() throws Exception {
    refused(Why.WRONG_ISSUER, rsa().claim("iss", ISSUER + "/"));
    refused(Why.WRONG_ISSUER, rsa().claim("iss", ISSUER.toUpperCase(Locale.ROOT)));
    refused(Why.WRONG_AUDIENCE, rsa().claim("aud", "api://azureadtokenexchange"));
    refused(Why.WRONG_AUDIENCE, rsa().claim("aud", List.of("x", "y")));
    proved(rsa().claim("exp", SECONDS - 59));
    refused(Why.EXPIRED, rsa().claim("exp", SECONDS - 60));
    proved(rsa().claim("nbf", SECONDS + 60));
    refused(Why.EXPIRED, rsa().claim("nbf", SECONDS + 61));
    proved(rsa().claim("iat", SECONDS + 60));
    refused(Why.EXPIRED, rsa().claim("iat", SECONDS + 61));
  }

  @Test
  void a_text_that_is_no_token_or_lacks_a_claim_is_malformed() throws Exception {
    refused(Why.WRONG_ISSUER, rsa().without("iss"));
    for (String claim : List.of("sub", "aud", "exp")) {
      refused(Why.MALFORMED, rsa().without(claim));
      refused(Why.MALFORMED, rsa().claim(claim, Map.of("a", "b")));
      refused(Why.MALFORMED, rsa().claim(claim, ""));
    }
    refused(Why.MALFORMED, rsa().claim("aud", List.of("a", 7)));
    refused(Why.MALFORMED, rsa().claim("exp", 1e300));
    refused(Why.MALFORMED, rsa().claim("nbf", "soon"));
    refused(Why.MALFORMED, rsa().header("typ", "statuslist+jwt"));
    refused(Why.MALFORMED, rsa().header("typ", 7));
    refused(Why.MALFORMED, rsa().header("kid", 7));
    refused(Why.MALFORMED, rsa().header("crit", List.of("exp")));
    refused(Why.MALFORMED, rsa().header("b64", false));
    for (String bad : List.of("", "a.b", "a.b.c", "x".repeat(100_000))) {
      refused(Why.MALFORMED, bad);
    }
  }

  @Test
  void the_issuer_that_a_text_claims_is_read_without_proof() throws Exception {
    assertThat(ForeignTokens.claimedIssuer(rsa().signed("RS256", STRANGER))).hasValue(ISSUER);
    assertThat(ForeignTokens.claimedIssuer(rsa().claim("iss", 7).unsigned())).isEmpty();
    assertThat(ForeignTokens.claimedIssuer(rsa().without("iss").unsigned())).isEmpty();
    assertThat(ForeignTokens.claimedIssuer("hello")).isEmpty();
  }
}
