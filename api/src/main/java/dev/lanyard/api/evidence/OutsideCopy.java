package dev.lanyard.api.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The last signed head of a log at a place outside of the store: by it a start finds out that the
 * store was set back.
 *
 * @param log whose head
 * @param place where
 */
record OutsideCopy(ServedLog log, OutsidePlace place) {

  /**
   * The head that is there; empty where there is none.
   *
   * @throws IOException if that cannot be found out
   * @throws HeadNotContained if it is none, or no key of this installation has signed it
   */
  Optional<Checkpoint> read() throws IOException {
    Optional<byte[]> there = place.read();
    try {
      return there.map(this::verified);
    } catch (EvidenceRefused refused) {
      throw HeadNotContained.unreadable(place.name(), refused.what());
    }
  }

  private Checkpoint verified(byte[] bytes) {
    SignedNote note = SignedNote.parse(bytes);
    Checkpoint head = Checkpoint.parse(note.text());
    var _ = note.verify(keys(head.origin()));
    return head;
  }

  /** The log's keys under the name that it had then. */
  private List<VerifierKey> keys(String origin) {
    return log.keys().history().stream()
        .map(key -> VerifierKey.of(origin, KeyKind.ED25519, key.publicKey()))
        .toList();
  }

  /**
   * Puts a head in the place of the last one, whole or not at all.
   *
   * @throws IOException if it may not have become durable
   */
  void write(SignedHead head) throws IOException {
    place.write(head.note().note().getBytes(UTF_8));
  }
}
