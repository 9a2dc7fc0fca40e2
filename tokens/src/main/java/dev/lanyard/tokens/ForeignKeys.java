package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lanyard.domain.MalformedValue;
import java.security.PublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The uploaded public keys of somebody else's issuer: a JWK Set (RFC 7517, section 5) with keys that
 * verify RS256 or ES256. Others are passed over, as that section asks.
 */
public final class ForeignKeys {
  /** Longest set, in characters: about 20 keys with chains of certificates. */
  public static final int CHARACTERS_MAX = 256 * 1024;

  /** Most keys in a set, of whatever kind. */
  public static final int KEYS_MAX = 100;

  private ForeignKeys() {}

  /**
   * Returns the keys of a set that are of use, as a set of their own.
   *
   * @param field where the text stood
   * @param jwks at most 256 Ki characters and 100 keys
   * @throws MalformedValue if it is no JWK Set, or is larger, or holds a private or a shared key, or
   *     none of RSA with 2048 to 8192 bits or EC on P-256 that signs; names {@code field}
   */
  public static String require(String field, String jwks) {
    List<JWK> kept = new ArrayList<>();
    for (Object member : members(field, jwks)) {
      Optional<JWK> jwk = parse(member);
      // Its owner must learn of it: such a key is not private any more.
      if (jwk.filter(JWK::isPrivate).isPresent()) {
        throw new MalformedValue(field, "must hold public keys only");
      }
      jwk.filter(ForeignKeys::verifies).ifPresent(kept::add);
    }
    if (kept.isEmpty()) {
      throw new MalformedValue(
          field, "must have a key of RSA, 2048 to 8192 bits, or EC on P-256, that signs");
    }
    return new JWKSet(kept).toString();
  }

  private static List<?> members(String field, String jwks) {
    if (jwks.length() > CHARACTERS_MAX) {
      throw new MalformedValue(field, "must have at most " + CHARACTERS_MAX + " characters");
    }
    try {
      if (!(JSONObjectUtils.parse(jwks).get("keys") instanceof List<?> members)) {
        throw new MalformedValue(field, "must be a JWK Set");
      }
      if (members.size() > KEYS_MAX) {
        throw new MalformedValue(field, "must have at most " + KEYS_MAX + " keys");
      }
      return members;
    } catch (ParseException malformed) {
      throw new MalformedValue(field, "must be a JWK Set");
    }
  }

  private static Optional<JWK> parse(Object member) {
    if (!(member instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, Object> fields = new HashMap<>();
    map.forEach((name, value) -> fields.put(String.valueOf(name), value));
    try {
      return Optional.of(JWK.parse(fields));
    } catch (ParseException | IllegalArgumentException | IllegalStateException unknown) {
      return Optional.empty();
    }
  }

  private static boolean verifies(JWK jwk) {
    boolean signs = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
    boolean may =
        jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
    try {
      return signs
          && may
          && switch (jwk) {
            case RSAKey rsa -> fits(jwk, "RS256", rsa.toPublicKey());
            case ECKey ec -> fits(jwk, "ES256", ec.toPublicKey());
            default -> false;
          };
    } catch (JOSEException unfit) {
      return false;
    }
  }

  private static boolean fits(JWK jwk, String algorithm, PublicKey key) throws JOSEException {
    var _ = ClientKey.verifier(key);
    return jwk.getAlgorithm() == null || jwk.getAlgorithm().getName().equals(algorithm);
  }
}
