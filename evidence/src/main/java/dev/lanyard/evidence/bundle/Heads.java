package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Frontier;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.HashLines;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.Proofs;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.TreeHashes;
import dev.lanyard.evidence.VerifierKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The small files of a bundle, read and found to hold: what is signed, and by whom.
 *
 * @param manifest signed by a trusted key
 * @param known the trusted keys, and those that the manifest vouches for
 * @param before the tree before the span
 * @param after the tree at its end
 * @param afterNote the same as it was signed
 * @param frontier the tree before the span, to be grown
 */
record Heads(
    Manifest manifest,
    List<VerifierKey> known,
    Checkpoint before,
    Checkpoint after,
    SignedNote afterNote,
    Frontier frontier) {

  /**
   * Reads them.
   *
   * @throws BundleRefused if one does not hold
   */
  static Heads read(BundleReader reader, Given given) throws IOException {
    byte[] bytes = reader.unlisted(BundleFiles.MANIFEST);
    Manifest manifest = BundleReader.in(BundleFiles.MANIFEST, () -> Manifest.parse(bytes));
    reader.requireNames(manifest);
    List<VerifierKey> own =
        reader.whole(manifest, BundleFiles.KEYS, HistoricKey::parse).stream()
            .map(HistoricKey::key)
            .toList();
    List<VerifierKey> trusted = given.keys(KeyKind.ED25519);
    requireSigned(reader, manifest, trusted.isEmpty() ? own : trusted);
    List<VerifierKey> known = new ArrayList<>(trusted);
    known.addAll(own);
    SignedNote beforeNote = reader.whole(manifest, BundleFiles.BEFORE, SignedNote::parse);
    SignedNote afterNote = reader.whole(manifest, BundleFiles.AFTER, SignedNote::parse);
    Heads heads =
        new Heads(
            manifest,
            List.copyOf(known),
            checkpoint(manifest, known, BundleFiles.BEFORE, beforeNote, manifest.from() - 1),
            checkpoint(manifest, known, BundleFiles.AFTER, afterNote, manifest.to()),
            afterNote,
            reader.whole(manifest, BundleFiles.FRONTIER, FrontierFile::parse));
    heads.requireConsistent(reader.whole(manifest, BundleFiles.CONSISTENCY, HashLines::parse));
    heads.requireFrontier();
    return heads;
  }

  private static void requireSigned(BundleReader reader, Manifest manifest, List<VerifierKey> keys)
      throws IOException {
    byte[] bytes = reader.unlisted(BundleFiles.MANIFEST_NOTE);
    SignedNote note = BundleReader.in(BundleFiles.MANIFEST_NOTE, () -> SignedNote.parse(bytes));
    if (!note.text().equals(Manifest.noteText(manifest.origin(), manifest.text()))) {
      throw new BundleRefused(BundleFiles.MANIFEST, "it is not the manifest that was signed");
    }
    // One line only: of a second, nobody would vouch for a byte.
    if (note.signatures().size() != 1) {
      throw new BundleRefused(BundleFiles.MANIFEST_NOTE, "it has more than one signature");
    }
    BundleReader.check(BundleFiles.MANIFEST_NOTE, () -> note.verify(keys));
  }

  private static Checkpoint checkpoint(
      Manifest manifest, List<VerifierKey> known, String file, SignedNote note, long size) {
    Checkpoint checkpoint =
        BundleReader.in(
            file,
            () -> {
              var _ = note.verify(known);
              return Checkpoint.parse(note.text());
            });
    if (!checkpoint.origin().equals(manifest.origin())) {
      throw new BundleRefused(file, "it is the checkpoint of another log");
    }
    if (checkpoint.size() != size) {
      throw new BundleRefused(file, "it is not at the end of the span");
    }
    return checkpoint;
  }

  private void requireConsistent(List<Hash> proof) {
    if (before.size() > 0) {
      BundleReader.check(
          BundleFiles.CONSISTENCY,
          () ->
              Proofs.verifyConsistency(
                  before.size(), before.root(), after.size(), after.root(), proof));
    } else if (!proof.isEmpty()) {
      throw new BundleRefused(BundleFiles.CONSISTENCY, "nothing is proven of an empty tree");
    } else if (!before.root().equals(TreeHashes.EMPTY)) {
      throw new BundleRefused(BundleFiles.BEFORE, "the root of an empty tree is another");
    }
  }

  private void requireFrontier() {
    if (frontier.size() != before.size() || !frontier.root().equals(before.root())) {
      throw new BundleRefused(
          BundleFiles.FRONTIER, "it does not lead to the root of " + BundleFiles.BEFORE);
    }
  }
}
