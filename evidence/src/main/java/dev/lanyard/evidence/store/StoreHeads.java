package dev.lanyard.evidence.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.evidence.bundle.Given;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The signed heads that a store is verified against: its own, and those that were kept. */
final class StoreHeads {
  private static final String CHECKPOINT = "checkpoint";
  private static final String KEY = "key";

  private final LogStore store;
  private final List<VerifierKey> own;
  private final List<VerifierKey> keys;
  private final List<VerifierKey> witnesses;

  /**
   * Settles the keys: those that are given, else the store's own.
   *
   * @throws StoreRefused if the store's own are none
   */
  StoreHeads(LogStore store, Given given) throws IOException {
    this.store = store;
    this.own = own(resource(store, KEY));
    List<VerifierKey> trusted = keys(given, KeyKind.ED25519);
    this.keys = trusted.isEmpty() ? own : trusted;
    this.witnesses = keys(given, KeyKind.COSIGNATURE);
  }

  /**
   * The store's checkpoint.
   *
   * @param remarks takes who of the given witnesses has cosigned it
   * @throws StoreRefused if it is none, not signed by one of the keys, or not what the store's own
   *     key or one of the witnesses has signed
   */
  Checkpoint head(List<String> remarks) throws IOException {
    byte[] bytes = resource(store, CHECKPOINT);
    SignedNote note;
    try {
      note = SignedNote.parse(bytes);
    } catch (EvidenceRefused refused) {
      throw new StoreRefused(CHECKPOINT, refused.what());
    }
    Checkpoint head = checked(CHECKPOINT, note);
    requireOwn(note);
    witnesses.forEach(witness -> remarks.add(cosigned(note, witness)));
    return head;
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

  /** Whoever takes the store's key from the store is not to be told another. */
  private void requireOwn(SignedNote note) {
    try {
      var _ = note.verify(own);
    } catch (EvidenceRefused refused) {
      throw new StoreRefused(KEY, "the checkpoint is not signed by it");
    }
  }

  private static String cosigned(SignedNote note, VerifierKey witness) {
    if (note.signatures().stream().noneMatch(signature -> signature.isOf(witness))) {
      return witness.name() + " has not cosigned the checkpoint";
    }
    try {
      Instant at = note.verify(List.of(witness)).getFirst().at().orElseThrow();
      return "%s has cosigned the checkpoint at %s".formatted(witness.name(), at);
    } catch (EvidenceRefused refused) {
      throw new StoreRefused(CHECKPOINT, refused.what());
    }
  }

  private static List<VerifierKey> keys(Given given, KeyKind kind) {
    return given.keys().stream().filter(key -> key.kind() == kind).toList();
  }

  private static List<VerifierKey> own(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    if (!text.endsWith("\n")) {
      throw new StoreRefused(KEY, "it does not end with its line");
    }
    try {
      return text.lines().map(VerifierKey::parse).toList();
    } catch (EvidenceRefused refused) {
      throw new StoreRefused(KEY, refused.what());
    }
  }

  private static byte[] resource(LogStore store, String path) throws IOException {
    return Tiles.answer(store.get(path)).orElseThrow(() -> new StoreRefused(path, "it is missing"));
  }
}
