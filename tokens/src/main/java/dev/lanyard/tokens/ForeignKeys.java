package dev.lanyard.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.SigningAlgorithm;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The public keys of somebody else's issuer, parsed once: those of its JWK Set (RFC 7517, section
 * 5) that verify RS256 or ES256. Others are passed over, as that section asks.
 */
public final class ForeignKeys {
  /** Longest set, in characters: about 20 keys with chains of certificates. */
  public static final int CHARACTERS_MAX = 256 * 1024;

  /** Most keys in a set, of whatever kind. */
  public static final int KEYS_MAX = 100;

  /** A token that names no key is tried with so many at most: each trial costs. */
  private static final int TRIED_MAX = 8;

  /** A key, and what it verifies. */
  private record Key(Optional<String> id, SigningAlgorithm algorithm, JWSVerifier verifier) {}

  private final List<Key> keys;

  private ForeignKeys(List<Key> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * Reads a set.
   *
   * @param field where the text stood
   * @param jwks at most 256 Ki characters and 100 keys
   * @throws MalformedValue if it is no JWK Set, or is larger, or holds a private or a shared key, or
   *     none of RSA with 2048 to 8192 bits or EC on P-256 that signs; names {@code field}
   */
  public static ForeignKeys parse(String field, String jwks) {
    List<Key> keys = new ArrayList<>();
    for (Object member : members(field, jwks)) {
      parse(member)
          .ifPresent(
              jwk -> {
                // Its owner must learn of it: such a key is not private any more.
                if (jwk.isPrivate()) {
                  throw new MalformedValue(field, "must hold public keys only");
                }
                verifying(jwk).ifPresent(keys::add);
              });
    }
    if (keys.isEmpty()) {
      throw new MalformedValue(
          field, "must have a key of RSA, 2048 to 8192 bits, or EC on P-256, that signs");
    }
    return new ForeignKeys(keys);
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

  private static Optional<Key> verifying(JWK jwk) {
    boolean signs = jwk.getKeyUse() == null || jwk.getKeyUse().equals(KeyUse.SIGNATURE);
    boolean verifies =
        jwk.getKeyOperations() == null || jwk.getKeyOperations().contains(KeyOperation.VERIFY);
    if (!signs || !verifies) {
      return Optional.empty();
    }
    try {
      return switch (jwk) {
        case RSAKey rsa -> key(jwk, SigningAlgorithm.RS256, ClientKey.verifier(rsa.toPublicKey()));
        case ECKey ec -> key(jwk, SigningAlgorithm.ES256, ClientKey.verifier(ec.toPublicKey()));
        default -> Optional.empty();
      };
    } catch (JOSEException unfit) {
      return Optional.empty();
    }
  }

  private static Optional<Key> key(JWK jwk, SigningAlgorithm algorithm, JWSVerifier verifier) {
    boolean fits =
        jwk.getAlgorithm() == null || jwk.getAlgorithm().getName().equals(algorithm.name());
    return fits
        ? Optional.of(new Key(Optional.ofNullable(jwk.getKeyID()), algorithm, verifier))
        : Optional.empty();
  }

  /** Whether a key of this id is among them. */
  public boolean has(String kid) {
    return keys.stream().anyMatch(key -> key.id.filter(kid::equals).isPresent());
  }

  /**
   * What may verify a token: the keys of this id and algorithm, or some of the algorithm if the
   * token names none.
   */
  List<JWSVerifier> verifiers(Optional<String> kid, SigningAlgorithm algorithm) {
    return keys.stream()
        .filter(key -> key.algorithm == algorithm)
        .filter(key -> kid.isEmpty() || key.id.equals(kid))
        .limit(TRIED_MAX)
        .map(Key::verifier)
        .toList();
  }
}
