package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What the reviewer has from elsewhere.
 *
 * @param keys verifier keys that are trusted: of logs, and of witnesses; empty to take the bundle's
 *     own
 * @param checkpoints checkpoints that the bundle must account for
 * @param consistency consistency proofs, for checkpoints outside of the span
 */
public record Given(
    List<VerifierKey> keys, List<NamedNote> checkpoints, List<List<Hash>> consistency) {
  /** Nothing. */
  public static final Given NOTHING = new Given(List.of(), List.of(), List.of());

  /**
   * A note that the reviewer has.
   *
   * @param name what the reviewer calls it: the name of its file
   */
  public record NamedNote(String name, SignedNote note) {}

  /** Copies the lists. */
  public Given {
    keys = List.copyOf(keys);
    checkpoints = List.copyOf(checkpoints);
    consistency = consistency.stream().map(List::copyOf).toList();
  }

  /** The same with one more checkpoint. */
  public Given with(NamedNote checkpoint) {
    List<NamedNote> more = new ArrayList<>(checkpoints);
    more.add(checkpoint);
    return new Given(keys, more, consistency);
  }

  /** The keys of one kind. */
  List<VerifierKey> keys(KeyKind kind) {
    return keys.stream().filter(key -> key.kind() == kind).toList();
  }
}
