package dev.lanyard.evidence.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.evidence.bundle.Given;
import java.io.IOException;
import java.util.List;

/** The signed heads that a store is verified against: its own, and those that were kept. */
final class StoreHeads {
  private final LogStore store;
  private final List<VerifierKey> keys;

  /**
   * Settles the keys: those that are given, else the store's own.
   *
   * @throws StoreRefused if the store's own are none
   */
  StoreHeads(LogStore store, Given given) throws IOException {
    this.store = store;
    List<VerifierKey> trusted =
        given.keys().stream().filter(key -> key.kind() == KeyKind.ED25519).toList();
    this.keys = trusted.isEmpty() ? own(resource(store, "key")) : trusted;
  }

  /**
   * The store's checkpoint.
   *
   * @throws StoreRefused if it is none, or not signed by one of the keys
   */
  Checkpoint head() throws IOException {
    byte[] bytes = resource(store, "checkpoint");
    SignedNote note;
    try {
      note = SignedNote.parse(bytes);
    } catch (EvidenceRefused refused) {
      throw new StoreRefused("checkpoint", refused.what());
    }
    return checked("checkpoint", note);
  }

  /**
   * A checkpoint that was kept.
   *
   * @throws StoreRefused if it is none, or not signed by one of the keys
   */
  Checkpoint checked(Given.NamedNote kept) {
    return checked(kept.name(), kept.note());
  }

  private Checkpoint checked(String name, SignedNote note) {
    try {
      var _ = note.verify(keys);
      return Checkpoint.parse(note.text());
    } catch (EvidenceRefused refused) {
      throw new StoreRefused(name, refused.what());
    }
  }

  private static List<VerifierKey> own(byte[] bytes) {
    try {
      return new String(bytes, UTF_8).lines().map(VerifierKey::parse).toList();
    } catch (EvidenceRefused refused) {
      throw new StoreRefused("key", refused.what());
    }
  }

  private static byte[] resource(LogStore store, String path) throws IOException {
    return Tiles.answer(store.get(path)).orElseThrow(() -> new StoreRefused(path, "it is missing"));
  }
}
