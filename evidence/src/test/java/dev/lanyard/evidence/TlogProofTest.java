package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Proof files; their shapes, good and bad, are those of {@code proof/tlog_proof_test.go} of
 * github.com/transparency-dev/formats at 0b850f1a7b4a5b70deeacac6535e4b8023809d21, with a signed
 * checkpoint, which that implementation does not look at.
 */
class TlogProofTest {
  private static final String NOTE =
      "go.sum database tree\n6476701\nmb8QLQIs0Z0yP5Cstq6guj87oXWeC9gEM8oVikmm9Wk=\n\n"
          + "\u2014 sum.golang.org Az3grsLX85Gz+s1SiTbgkuqxgItqFq7gsMUEyVnrsa9LM7Us9S+1xbFIGu95949"
          + "rj4nPRYfvimWEPWL+o3GeoWwOoAw=\n";
  private static final Hash ONE = Hash.sha256("hash1".getBytes(UTF_8));
  private static final Hash TWO = Hash.sha256("hash2".getBytes(UTF_8));
  private static final SignedNote CHECKPOINT = SignedNote.parse(NOTE);

  @Test
  void a_proof_is_read_and_written_as_published() {
    check(
        new TlogProof(Optional.empty(), 5, List.of(ONE, TWO), CHECKPOINT),
        "c2sp.org/tlog-proof@v1\nindex 5\n%s\n%s\n\n%s".formatted(ONE, TWO, NOTE));
    check(
        new TlogProof(Optional.of("ZXh0cmEgaW5mb3JtYXRpb24="), 10, List.of(ONE), CHECKPOINT),
        "c2sp.org/tlog-proof@v1\nextra ZXh0cmEgaW5mb3JtYXRpb24=\nindex 10\n%s\n\n%s"
            .formatted(ONE, NOTE));
    check(
        new TlogProof(Optional.empty(), 0, List.of(), CHECKPOINT),
        "c2sp.org/tlog-proof@v1\nindex 0\n\n" + NOTE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wrong-header\nindex 0\n\n" + NOTE,
        "c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\n" + NOTE,
        "c2sp.org/tlog-proof@v1\n\n\n" + NOTE,
        "c2sp.org/tlog-proof@v1\nindex notanumber\n\n" + NOTE,
        "c2sp.org/tlog-proof@v1\nindex -5\n\n" + NOTE,
        "c2sp.org/tlog-proof@v1\nindex 00\n\n" + NOTE,
        "c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\n" + NOTE,
        "c2sp.org/tlog-proof@v1\nindex 0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n\n"
            + NOTE,
        "c2sp.org/tlog-proof@v1\nindex 0\n",
        "c2sp.org/tlog-proof@v1\nindex 0\n\ncheckpoint\n",
      })
  void what_is_not_a_proof_is_refused(String text) {
    assertThatThrownBy(() -> TlogProof.parse(text.getBytes(UTF_8)))
        .isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void a_proof_has_at_most_as_many_hashes_as_a_tree_has_levels() {
    String text = "c2sp.org/tlog-proof@v1\nindex 0\n" + (ONE + "\n").repeat(64) + "\n" + NOTE;

    assertThatThrownBy(() -> TlogProof.parse(text.getBytes(UTF_8)))
        .isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void a_leaf_is_proven_under_a_checkpoint_of_a_trusted_key_only() {
    TestSigner log = TestSigner.create("example.org/log", KeyKind.ED25519);
    List<byte[]> leaves =
        IntStream.range(0, 11).mapToObj(i -> ("leaf " + i).getBytes(UTF_8)).toList();
    Checkpoint tree = new Checkpoint("example.org/log", 11, Hash.of(NaiveTree.root(leaves)));
    TlogProof proof =
        new TlogProof(
            Optional.empty(),
            6,
            NaiveTree.path(6, leaves).stream().map(Hash::of).toList(),
            SignedNote.sign(tree.text(), List.of(log)));
    TlogProof read = TlogProof.parse(proof.text().getBytes(UTF_8));
    Hash leaf = TreeHashes.leaf(leaves.get(6));

    assertThat(read.verify(leaf, List.of(log.key()))).isEqualTo(tree);
    assertThatThrownBy(() -> read.verify(TreeHashes.leaf(leaves.get(5)), List.of(log.key())))
        .isInstanceOf(ProofRefused.class);
    TestSigner other = TestSigner.create("example.org/log", KeyKind.ED25519);
    assertThatThrownBy(() -> read.verify(leaf, List.of(other.key())))
        .isInstanceOf(NoteRefused.class);
  }

  private static void check(TlogProof proof, String text) {
    assertThat(proof.text()).isEqualTo(text);
    assertThat(TlogProof.parse(text.getBytes(UTF_8))).isEqualTo(proof);
  }
}
