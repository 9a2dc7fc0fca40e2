package dev.lanyard.api.evidence;

import dev.lanyard.eventstore.log.Checkpoints.Kept;
import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.NoteSignature;
import dev.lanyard.evidence.SignedNote;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A checkpoint with its signatures, as it was kept.
 *
 * @param checkpoint what it says
 * @param note the text with its signatures
 * @param madeAt when it was signed
 */
public record SignedHead(Checkpoint checkpoint, SignedNote note, Instant madeAt) {

  static SignedHead of(Kept kept) {
    SignedNote note = SignedNote.parse(kept.note());
    return new SignedHead(Checkpoint.parse(note.text()), note, kept.madeAt());
  }

  /** How many leaves the tree has. */
  public long size() {
    return checkpoint.size();
  }

  /** The same with one more signature, in the place of one that the same key had made. */
  SignedHead with(NoteSignature more) {
    List<NoteSignature> all =
        Stream.concat(
                note.signatures().stream().filter(known -> !isOfOneKey(known, more)),
                Stream.of(more))
            .toList();
    return new SignedHead(checkpoint, new SignedNote(note.text(), all), madeAt);
  }

  /** A key is told by name and id (C2SP signed-note): a witness may have several of one name. */
  private static boolean isOfOneKey(NoteSignature one, NoteSignature other) {
    return one.name().equals(other.name()) && one.keyId() == other.keyId();
  }
}
