package dev.lanyard.tokens;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The keys that sign the heads of one log, Ed25519 (RFC 8032): the last one signs. Of those before
 * it the public halves are kept for ever, so that what they signed can be verified, and the private
 * ones are not.
 *
 * <p>Every method that touches the store throws {@link KeyStoreRefused} if it cannot be used.
 */
public final class LogKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final int PUBLIC_BYTES = 32;

  /**
   * A key as verifiers know it.
   *
   * @param publicKey 32 bytes (RFC 8032, 5.1.5)
   * @param from when it was made
   * @param until when its successor was; empty for the one that signs
   */
  @SuppressWarnings("ArrayRecordComponent") // Copied.
  public record LogKey(byte[] publicKey, Instant from, Optional<Instant> until) {
    public LogKey {
      publicKey = publicKey.clone();
    }

    @Override
    public byte[] publicKey() {
      return publicKey.clone();
    }
  }

  private record Known(List<LogKey> history, PrivateKey signer) {
    @Override
    public String toString() {
      return "Known[hidden]";
    }
  }

  private final KeyStore store;
  private final String prefix;
  private final InstantSource clock;
  private volatile Known known;

  /**
   * The keys of a log; where the store has none, the first is made.
   *
   * @param log its name, without spaces
   */
  public LogKeys(KeyStore store, String log, InstantSource clock) {
    this.store = store;
    this.prefix = log + "-";
    this.clock = clock;
    if (entries().isEmpty()) {
      // Of two nodes that find none, one adds this entry; the other reads it.
      store.add(KeyKind.LOG_KEY, entry(1), create(clock.instant()).bytes());
    }
    this.known = read();
  }

  /** All keys, oldest first; the last one signs. */
  public List<LogKey> history() {
    return known.history;
  }

  /** The public half of the key that signs: 32 bytes. */
  public byte[] publicKey() {
    return known.history.getLast().publicKey();
  }

  /** Signs a text, or anything else that is no secret: 64 bytes (RFC 8032, 5.1.6). */
  public byte[] sign(byte[] text) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(known.signer);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException failure) {
      // The provider's words go no further.
      throw new IllegalStateException("a head cannot be signed with the key of its log");
    }
  }

  /** Makes the next key, which signs from now on, and gives up the private half of the last one. */
  public synchronized void rotate() {
    NavigableMap<String, StoredKey> entries = entries();
    Instant now = clock.instant();
    Map.Entry<String, StoredKey> last = entries.lastEntry();
    int number = Integer.parseInt(last.getKey().substring(prefix.length()));
    store.add(KeyKind.LOG_KEY, entry(number + 1), create(now).bytes());
    known = read();
    StoredKey old = last.getValue();
    store.put(
        KeyKind.LOG_KEY,
        last.getKey(),
        new StoredKey(old.signsFrom(), old.publicPart(), new byte[0]).bytes());
  }

  private String entry(int number) {
    // Ids are sorted as text.
    return prefix + "%012d".formatted(number);
  }

  private static StoredKey create(Instant now) {
    KeyPair keys = KeyPairs.newEd25519();
    return new StoredKey(now, keys.getPublic().getEncoded(), keys.getPrivate().getEncoded());
  }

  private NavigableMap<String, StoredKey> entries() {
    NavigableMap<String, StoredKey> entries = new TreeMap<>();
    for (String id : store.ids(KeyKind.LOG_KEY)) {
      if (id.startsWith(prefix)) {
        store.get(KeyKind.LOG_KEY, id).ifPresent(stored -> entries.put(id, parse(stored)));
      }
    }
    return entries;
  }

  private static StoredKey parse(byte[] stored) {
    try {
      return StoredKey.read(stored);
    } catch (IOException unreadable) {
      throw other();
    }
  }

  private Known read() {
    List<StoredKey> stored = new ArrayList<>(entries().values());
    List<LogKey> history = new ArrayList<>(stored.size());
    for (int at = 0; at < stored.size(); at++) {
      byte[] info = stored.get(at).publicPart();
      Optional<Instant> until =
          at + 1 < stored.size()
              ? Optional.of(stored.get(at + 1).signsFrom())
              : Optional.empty();
      // RFC 8410, 4: the key's bytes are the last ones.
      history.add(
          new LogKey(
              Arrays.copyOfRange(info, info.length - PUBLIC_BYTES, info.length),
              stored.get(at).signsFrom(),
              until));
    }
    try {
      return new Known(
          List.copyOf(history),
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(stored.getLast().privatePart())));
    } catch (GeneralSecurityException unreadable) {
      throw other();
    }
  }

  private static KeyStoreRefused other() {
    return new KeyStoreRefused("a key of a log was stored by another version of Lanyard");
  }
}
