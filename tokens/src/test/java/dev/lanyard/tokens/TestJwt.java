package dev.lanyard.tokens;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signed texts by the JCA alone, so that nothing is right because both sides have it wrong. */
final class TestJwt {
  private final Map<String, Object> header = new LinkedHashMap<>();
  private final Map<String, Object> claims = new LinkedHashMap<>();

  static TestJwt with(String algorithm) {
    return new TestJwt().header("typ", "JWT").header("alg", algorithm);
  }

  TestJwt header(String name, Object value) {
    header.put(name, value);
    return this;
  }

  TestJwt claim(String name, Object value) {
    claims.put(name, value);
    return this;
  }

  TestJwt without(String claim) {
    claims.remove(claim);
    return this;
  }

  TestJwt claims(Map<String, Object> more) {
    claims.putAll(more);
    return this;
  }

  private String content() {
    return part(JSONObjectUtils.toJSONString(header))
        + "."
        + part(JSONObjectUtils.toJSONString(claims));
  }

  static String part(String json) {
    return Base64Texts.encode(json.getBytes(UTF_8));
  }

  /** Signed as RFC 7518 says for RS256, PS256 or ES256. */
  String signed(String algorithm, PrivateKey key) throws GeneralSecurityException {
    Signature signature =
        switch (algorithm) {
          case "RS256" -> Signature.getInstance("SHA256withRSA");
          case "ES256" -> Signature.getInstance("SHA256withECDSAinP1363Format");
          case "PS256" -> Signature.getInstance("RSASSA-PSS");
          default -> throw new IllegalArgumentException(algorithm);
        };
    if (algorithm.equals("PS256")) {
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    }
    signature.initSign(key);
    String content = content();
    signature.update(content.getBytes(US_ASCII));
    return content + "." + Base64Texts.encode(signature.sign());
  }

  /** Signed with RS256 under another header, already encoded. */
  String signedUnder(String header, PrivateKey key) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    String content = header + "." + part(JSONObjectUtils.toJSONString(claims));
    signature.update(content.getBytes(US_ASCII));
    return content + "." + Base64Texts.encode(signature.sign());
  }

  /** Signed with HMAC-SHA-256 under a key that is no secret. */
  String withHmac(byte[] key) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String content = content();
    return content + "." + Base64Texts.encode(mac.doFinal(content.getBytes(US_ASCII)));
  }

  /** Not signed at all: two parts and an empty one. */
  String unsigned() {
    return content() + ".";
  }
}
