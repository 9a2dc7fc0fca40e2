package dev.lanyard.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.lanyard.domain.MalformedValue;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ForeignKeysTest {
  private static final RSAPublicKey RSA = (RSAPublicKey) KeyPairs.newRsa().getPublic();
  private static final ECPublicKey EC = (ECPublicKey) KeyPairs.newEc().getPublic();
  private static final String NONE =
      "must have a key of RSA, 2048 to 8192 bits, or EC on P-256, that signs";

  private static RSAKey.Builder rsa(String id) {
    return new RSAKey.Builder(RSA).keyID(id);
  }

  private static ECKey.Builder ec(String id) {
    return new ECKey.Builder(Curve.P_256, EC).keyID(id);
  }

  private static String set(JWK... keys) {
    return Arrays.stream(keys)
        .map(JWK::toJSONString)
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static void refused(String jwks, String why) {
    assertThatThrownBy(() -> ForeignKeys.require("properties.jwks", jwks))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("properties.jwks " + why);
  }

  private static List<String> kept(String jwks) throws Exception {
    return JWKSet.parse(ForeignKeys.require("jwks", jwks)).getKeys().stream()
        .map(JWK::getKeyID)
        .toList();
  }

  @Test
  void keys_that_verify_are_kept() throws Exception {
    assertThat(
            kept(
                set(
                    rsa("a").keyUse(KeyUse.SIGNATURE).algorithm(JWSAlgorithm.RS256).build(),
                    ec("b").keyOperations(Set.of(KeyOperation.VERIFY)).build(),
                    rsa("c").build())))
        .isEqualTo(List.of("a", "b", "c"));
  }

  @Test
  void keys_of_another_kind_use_or_size_are_passed_over() throws Exception {
    KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
    small.initialize(1024);
    KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
    p384.initialize(new ECGenParameterSpec("secp384r1"));
    JWK[] others = {
      rsa("a").keyUse(KeyUse.ENCRYPTION).build(),
      rsa("b").algorithm(JWSAlgorithm.PS256).build(),
      rsa("c").keyOperations(Set.of(KeyOperation.ENCRYPT)).build(),
      new RSAKey.Builder((RSAPublicKey) small.generateKeyPair().getPublic()).keyID("d").build(),
      new ECKey.Builder(Curve.P_384, (ECPublicKey) p384.generateKeyPair().getPublic())
          .keyID("e")
          .build(),
      new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(new byte[32])).keyID("f").build()
    };
    refused(set(others), NONE);
    String unknown = "{\"kty\":\"new\",\"kid\":\"g\"},{\"kid\":\"h\"},7,null,";
    assertThat(kept(set(ec("z").build()).replace("[", "[" + unknown))).isEqualTo(List.of("z"));
  }

  @Test
  void a_set_with_a_private_or_a_shared_key_is_refused() {
    KeyPair pair = KeyPairs.newEc();
    JWK whole =
        new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
            .privateKey(pair.getPrivate())
            .build();
    refused(set(ec("a").build(), whole), "must hold public keys only");
    JWK shared = new OctetSequenceKey.Builder(new byte[32]).build();
    refused(set(ec("a").build(), shared), "must hold public keys only");
  }

  @Test
  void what_is_no_set_or_too_large_is_refused() {
    for (String bad : List.of("", "[]", "{}", "{\"keys\":{}}", "{\"keys\":", "hello")) {
      refused(bad, "must be a JWK Set");
    }
    refused("[".repeat(100_000), "must be a JWK Set");
    refused("{\"keys\":" + "[".repeat(100_000), "must be a JWK Set");
    refused("{\"keys\":[]}", NONE);
    refused(
        set(Collections.nCopies(101, (JWK) ec("a").build()).toArray(JWK[]::new)),
        "must have at most 100 keys");
    refused(" ".repeat(256 * 1024 + 1), "must have at most 262144 characters");
  }
}
