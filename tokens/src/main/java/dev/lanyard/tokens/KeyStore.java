package dev.lanyard.tokens;

import dev.lanyard.domain.ClientId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * The one file that holds private keys and the digests of secrets. Each entry is sealed by itself
 * with AES-256-GCM (NIST SP 800-38D) under the master key, with its kind and id as associated data:
 * an entry that was changed, or moved to another id, does not open. Several nodes may share it: no
 * node keeps a truth of its own in memory.
 *
 * <p>Every method that touches the file throws {@link KeyStoreRefused} if the file or an entry
 * cannot be used. A change is on the disk when its method returns.
 */
public final class KeyStore implements AutoCloseable {
  private static final String CANARY_ID = "canary";
  private static final byte[] CANARY = "lanyard key store 1".getBytes(StandardCharsets.US_ASCII);

  private final Path file;
  private final KeyRows rows;
  private final Seal seal;
  private final InstantSource clock = InstantSource.system();

  private KeyStore(Path file, KeyRows rows, Seal seal) {
    this.file = file;
    this.rows = rows;
    this.seal = seal;
  }

  /**
   * Opens the store, or makes an empty one (0600).
   *
   * @throws KeyStoreRefused if it was sealed under another master key, others than its owner
   *     may read it, or it is no key store
   */
  public static KeyStore open(Path file, MasterKey master) {
    KeyRows rows = KeyRows.open(file);
    try {
      KeyStore store = new KeyStore(file, rows, new Seal(master.key()));
      store.requireMaster();
      return store;
    } catch (RuntimeException refused) {
      rows.close();
      throw refused;
    }
  }

  private void requireMaster() {
    if (rows.get(KeyKind.CANARY, CANARY_ID).isEmpty()) {
      for (KeyKind kind : KeyKind.values()) {
        if (!rows.ids(kind).isEmpty()) {
          throw new KeyStoreRefused(file + " is damaged: restore it from a backup");
        }
      }
      add(KeyKind.CANARY, CANARY_ID, CANARY);
    }
    // Read back even when just made: another node may have been first, with another key.
    byte[] sealed = rows.get(KeyKind.CANARY, CANARY_ID).orElseThrow();
    try {
      if (MessageDigest.isEqual(seal.open(KeyKind.CANARY, CANARY_ID, sealed), CANARY)) {
        return;
      }
    } catch (GeneralSecurityException _) {
      // Told below, without the provider's words.
    }
    throw new KeyStoreRefused(
        file + " was sealed under another master key: start with the one that it was made with");
  }

  /** Keeps an entry, in the place of one with the same id. */
  void put(KeyKind kind, String id, byte[] plain) {
    rows.put(kind, id, seal.close(kind, id, plain), clock.instant());
  }

  /** Keeps an entry unless there is one with the same id; tells whether it did. */
  boolean add(KeyKind kind, String id, byte[] plain) {
    return rows.add(kind, id, seal.close(kind, id, plain), clock.instant());
  }

  /** The content of an entry. */
  Optional<byte[]> get(KeyKind kind, String id) {
    return rows.get(kind, id).map(sealed -> open(kind, id, sealed));
  }

  private byte[] open(KeyKind kind, String id, byte[] sealed) {
    try {
      return seal.open(kind, id, sealed);
    } catch (GeneralSecurityException damaged) {
      throw new KeyStoreRefused(
          "%s is damaged at %s %s: restore it from a backup".formatted(file, kind.stored(), id),
          damaged);
    }
  }

  /** Removes an entry; one that is not there is no error. */
  void delete(KeyKind kind, String id) {
    rows.delete(kind, id);
  }

  /** The ids of all entries of a kind, in their order as text. */
  List<String> ids(KeyKind kind) {
    return rows.ids(kind);
  }

  /**
   * Notes that a client has used an assertion.
   *
   * @param digest what tells this assertion from the client's others
   * @param until from when on it is refused for its age, so that the note may go
   * @return false if it had been used before
   */
  boolean use(ClientId client, byte[] digest, Instant until, Instant now) {
    return rows.use(client.toString(), digest, until, now);
  }

  @Override
  public void close() {
    rows.close();
  }

  @Override
  public String toString() {
    return "KeyStore[%s]".formatted(file);
  }
}
