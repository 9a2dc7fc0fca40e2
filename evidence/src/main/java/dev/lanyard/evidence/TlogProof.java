package dev.lanyard.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The proof that a leaf is in a log, in one file (C2SP tlog-proof).
 *
 * @param extra what an application adds, in Base64; nothing vouches for it
 * @param index the leaf, from 0
 * @param proof from the leaf's sibling up to below the root
 * @param checkpoint the signed checkpoint of the tree that it is proven in
 */
public record TlogProof(
    Optional<String> extra, long index, List<Hash> proof, SignedNote checkpoint) {
  /** The most hashes that a proof in a tree of at most 2^63 leaves has. */
  private static final int HASHES_MAX = 63;

  private static final String FIRST = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /**
   * Checks the form.
   *
   * @throws MalformedEvidence if it could not be read again
   */
  public TlogProof {
    proof = List.copyOf(proof);
    var _ = extra.map(text -> Base64Text.decode("the extra data of a proof", text));
    if (index < 0) {
      throw new MalformedEvidence("the index of a proof is negative");
    }
    if (proof.size() > HASHES_MAX) {
      throw new MalformedEvidence("a proof has more than 63 hashes");
    }
  }

  /**
   * Reads a file.
   *
   * @throws MalformedEvidence if it is not such a proof
   */
  public static TlogProof parse(byte[] bytes) {
    if (bytes.length > SignedNote.BYTES_MAX) {
      throw new MalformedEvidence("a proof is over 1,000,000 bytes");
    }
    String text = Utf8.decode("a proof", bytes);
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new MalformedEvidence("a proof has no checkpoint after an empty line");
    }
    List<String> lines = new ArrayList<>(List.of(text.substring(0, end).split("\n", -1)));
    if (!lines.removeFirst().equals(FIRST)) {
      throw new MalformedEvidence("a proof does not begin with " + FIRST);
    }
    Optional<String> extra = Optional.empty();
    if (!lines.isEmpty() && lines.getFirst().startsWith(EXTRA)) {
      extra = Optional.of(lines.removeFirst().substring(EXTRA.length()));
    }
    if (lines.isEmpty() || !lines.getFirst().startsWith(INDEX)) {
      throw new MalformedEvidence("a proof does not tell an index");
    }
    String index = lines.removeFirst().substring(INDEX.length());
    return new TlogProof(
        extra,
        Decimal.parse("the index of a proof", index),
        lines.stream().limit(HASHES_MAX + 1L).map(Hash::ofBase64).toList(),
        SignedNote.parse(text.substring(end + 2)));
  }

  /** The whole file. */
  public String text() {
    StringBuilder text = new StringBuilder(FIRST).append('\n');
    extra.ifPresent(data -> text.append(EXTRA).append(data).append('\n'));
    text.append(INDEX).append(index).append('\n');
    proof.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint.note()).toString();
  }

  /**
   * Checks the proof. Whether the origin is the one that was expected is for the caller to look at.
   *
   * @param leaf the hash of the leaf
   * @param keys what the checkpoint may be signed by
   * @return the checkpoint that the leaf is under
   * @throws EvidenceRefused if the checkpoint is none or not signed so, or the leaf is not in it
   */
  public Checkpoint verify(Hash leaf, Collection<VerifierKey> keys) {
    var _ = checkpoint.verify(keys);
    Checkpoint tree = Checkpoint.parse(checkpoint.text());
    Proofs.verifyInclusion(leaf, index, tree.size(), proof, tree.root());
    return tree;
  }
}
