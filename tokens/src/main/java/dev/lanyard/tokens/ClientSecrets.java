package dev.lanyard.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lanyard.domain.CredentialId;
import dev.lanyard.domain.MalformedValue;
import dev.lanyard.domain.Texts;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Client secrets (RFC 6749, section 2.3.1). The text is told once, to whom it is issued; what is
 * kept is its HMAC-SHA-256 under a pepper of the store. A slow password hash would protect texts
 * that people choose: these have 256 random bits.
 *
 * <p>Every method throws {@link KeyStoreRefused} if the store cannot be used.
 */
public final class ClientSecrets {
  /** What every issued secret begins with, so that scanners of leaked texts can tell it. */
  static final String PREFIX = "lanyard_";

  private static final int RANDOM_BYTES = 32;
  private static final int CHARACTERS_MIN = 32;
  private static final int CHARACTERS_MAX = 256;
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PEPPER_ID = "client-secrets";
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Another node's {@link #adopt} or {@link #forget} counts here within this time. */
  private static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final int REMEMBERED_MAX = 100_000;

  private final KeyStore store;
  private final SecretKey pepper;

  /** Digests that were asked for of late; empty where the store has none. */
  private final Cache<CredentialId, Optional<byte[]>> digests =
      Caffeine.newBuilder().maximumSize(REMEMBERED_MAX).expireAfterWrite(REMEMBERED).build();

  /** Stands for the digest of a credential that is not known: 256 bits that no text digests to. */
  private final byte[] nobodys = random();

  /** Client secrets of this store, whose pepper is made if it has none. */
  public ClientSecrets(KeyStore store) {
    this.store = store;
    store.add(KeyKind.PEPPER, PEPPER_ID, random());
    this.pepper =
        new SecretKeySpec(store.get(KeyKind.PEPPER, PEPPER_ID).orElseThrow(), ALGORITHM);
  }

  /**
   * Makes a secret for a credential; what proves it is durable before this returns.
   *
   * @return {@code lanyard_} and 64 lower-case hexadecimal digits; nowhere else to be had. Clients
   *     write addresses that they are given in lower case (msal-node), and a secret may be in one.
   */
  public String issue(CredentialId credential) {
    String secret = PREFIX + HexFormat.of().formatHex(random());
    adopt(credential, secret);
    return secret;
  }

  /**
   * Keeps a secret whose text exists already, in the place of what the credential had; doing it
   * again changes nothing.
   *
   * @param secret a text of {@link #issue}, or of another generator: 32 to 256 characters
   * @throws MalformedValue if it is shorter or longer; names {@code clientSecret}
   */
  public void adopt(CredentialId credential, String secret) {
    String text = Texts.require("clientSecret", secret, CHARACTERS_MIN, CHARACTERS_MAX);
    store.put(KeyKind.SECRET, credential.toString(), digest(text));
    digests.invalidate(credential);
  }

  /**
   * Whether this is the credential's secret. The comparison takes the same time wherever the texts
   * differ, and the digest and the comparison are made for a credential that is not known, too.
   *
   * @param presented any text; one that is longer than a secret can be is never one
   */
  public boolean matches(CredentialId credential, String presented) {
    if (presented.length() > CHARACTERS_MAX) {
      return false;
    }
    Optional<byte[]> kept =
        digests.get(credential, asked -> store.get(KeyKind.SECRET, asked.toString()));
    return MessageDigest.isEqual(kept.orElse(nobodys), digest(presented));
  }

  /** The credentials that have a secret here. */
  public Set<CredentialId> ids() {
    return store.ids(KeyKind.SECRET).stream()
        .map(id -> CredentialId.parse("credential", id))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Forgets a credential's secret: from now on nothing matches. */
  public void forget(CredentialId credential) {
    store.delete(KeyKind.SECRET, credential.toString());
    digests.invalidate(credential);
  }

  private byte[] digest(String secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(pepper);
      return mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("every Java has " + ALGORITHM, failure);
    }
  }

  private static byte[] random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
