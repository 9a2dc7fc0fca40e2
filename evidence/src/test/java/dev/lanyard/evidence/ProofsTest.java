package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.evidence.ProofRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Trees and proofs against {@link NaiveTree}, and against published vectors: {@code
 * rfc6962/rfc6962_test.go} and {@code testdata/inclusion}, {@code testdata/consistency} of
 * github.com/transparency-dev/merkle at 417fb0c314750d94e53942e9f92e79b6d35915db, one file a line.
 */
class ProofsTest {
  private static final int SIZE_MAX = 70;
  private static final List<byte[]> LEAVES =
      IntStream.range(0, SIZE_MAX).mapToObj(i -> ("leaf " + i).getBytes(UTF_8)).toList();
  private static final HashReader READER =
      (level, index) -> {
        int begin = (int) index << level;
        return Hash.of(NaiveTree.root(LEAVES.subList(begin, begin + (1 << level))));
      };

  @Test
  void hashes_are_those_of_an_independent_implementation() {
    assertThat(hex(TreeHashes.EMPTY))
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assertThat(hex(TreeHashes.leaf(new byte[0])))
        .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    assertThat(hex(TreeHashes.leaf("L123456".getBytes(UTF_8))))
        .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
  }

  @Test
  void roots_are_those_of_the_text_of_the_rfc() {
    Frontier frontier = new Frontier();
    for (int size = 0; size <= SIZE_MAX; size++) {
      Hash root = Hash.of(NaiveTree.root(LEAVES.subList(0, size)));
      assertThat(Proofs.root(READER, size)).isEqualTo(root);
      assertThat(frontier.root()).isEqualTo(root);
      assertThat(Frontier.of(READER, size).subtrees()).isEqualTo(frontier.subtrees());
      if (size < SIZE_MAX) {
        frontier.append(TreeHashes.leaf(LEAVES.get(size)));
      }
    }
  }

  @Test
  void every_inclusion_proof_is_that_of_the_text_of_the_rfc_and_proves_that_leaf_only() {
    for (int size = 1; size <= SIZE_MAX; size++) {
      List<byte[]> tree = LEAVES.subList(0, size);
      Hash root = Hash.of(NaiveTree.root(tree));
      for (int index = 0; index < size; index++) {
        List<Hash> proof = Proofs.inclusion(READER, index, size);
        assertThat(proof).isEqualTo(hashes(NaiveTree.path(index, tree)));
        Proofs.verifyInclusion(TreeHashes.leaf(LEAVES.get(index)), index, size, proof, root);
        int other = (index + 1) % SIZE_MAX;
        Hash leaf = TreeHashes.leaf(LEAVES.get(other));
        long at = index;
        long of = size;
        assertThatThrownBy(() -> Proofs.verifyInclusion(leaf, at, of, proof, root))
            .isInstanceOf(ProofRefused.class);
      }
    }
  }

  @Test
  void every_consistency_proof_is_that_of_the_text_of_the_rfc_and_proves_those_trees_only() {
    for (int size = 1; size <= SIZE_MAX; size++) {
      List<byte[]> tree = LEAVES.subList(0, size);
      Hash root = Hash.of(NaiveTree.root(tree));
      for (int old = 1; old <= size; old++) {
        Hash oldRoot = Hash.of(NaiveTree.root(LEAVES.subList(0, old)));
        List<Hash> proof = Proofs.consistency(READER, old, size);
        assertThat(proof).isEqualTo(hashes(NaiveTree.proof(old, tree)));
        Proofs.verifyConsistency(old, oldRoot, size, root, proof);
        long from = old;
        long to = size;
        assertThatThrownBy(() -> Proofs.verifyConsistency(from, TreeHashes.EMPTY, to, root, proof))
            .isInstanceOf(ProofRefused.class);
        assertThatThrownBy(
                () -> Proofs.verifyConsistency(from, oldRoot, to, TreeHashes.EMPTY, proof))
            .isInstanceOf(ProofRefused.class);
      }
    }
  }

  @Test
  void published_inclusion_vectors_are_answered_as_they_say() throws IOException {
    List<JsonNode> vectors = vectors("merkle-inclusion.ndjson");
    assertThat(vectors).hasSize(98);
    for (JsonNode vector : vectors) {
      assertThat(holds(() -> inclusion(vector)))
          .as(vector.get("file").asString())
          .isNotEqualTo(vector.get("wantErr").asBoolean());
    }
  }

  @Test
  void published_consistency_vectors_are_answered_as_they_say() throws IOException {
    List<JsonNode> vectors = vectors("merkle-consistency.ndjson");
    assertThat(vectors).hasSize(98);
    for (JsonNode vector : vectors) {
      assertThat(holds(() -> consistency(vector)))
          .as(vector.get("file").asString())
          .isNotEqualTo(vector.get("wantErr").asBoolean());
    }
  }

  @Test
  void what_a_proof_lacks_is_named() {
    Hash root = Hash.of(NaiveTree.root(LEAVES.subList(0, 5)));
    Hash leaf = TreeHashes.leaf(LEAVES.get(1));
    List<Hash> proof = Proofs.inclusion(READER, 1, 5);
    List<Hash> longer = Stream.concat(proof.stream(), Stream.of(root)).toList();

    assertThat(reason(() -> Proofs.verifyInclusion(leaf, 5, 5, proof, root)))
        .isEqualTo(Reason.INDEX_OUTSIDE_TREE);
    assertThat(reason(() -> Proofs.verifyInclusion(leaf, 1, 5, proof.subList(0, 2), root)))
        .isEqualTo(Reason.TOO_SHORT);
    assertThat(reason(() -> Proofs.verifyInclusion(leaf, 1, 5, longer, root)))
        .isEqualTo(Reason.TOO_LONG);
    assertThat(reason(() -> Proofs.verifyInclusion(leaf, 1, 5, proof, leaf)))
        .isEqualTo(Reason.ROOT_DIFFERS);
    assertThat(reason(() -> Proofs.verifyConsistency(0, TreeHashes.EMPTY, 5, root, List.of())))
        .isEqualTo(Reason.SIZES_OUT_OF_ORDER);
    assertThat(
            reason(
                () -> Proofs.verifyConsistency(3, leaf, 5, root, Proofs.consistency(READER, 3, 5))))
        .isEqualTo(Reason.OLD_ROOT_DIFFERS);
  }

  private static void inclusion(JsonNode vector) {
    Proofs.verifyInclusion(
        hash(vector.get("leafHash")),
        size(vector.get("leafIdx")),
        size(vector.get("treeSize")),
        proof(vector),
        hash(vector.get("root")));
  }

  private static void consistency(JsonNode vector) {
    Proofs.verifyConsistency(
        size(vector.get("size1")),
        hash(vector.get("root1")),
        size(vector.get("size2")),
        hash(vector.get("root2")),
        proof(vector));
  }

  /** Some vectors have words in the place of hashes: any hashes that differ. Nothing is no hash. */
  private static Hash hash(JsonNode base64) {
    byte[] bytes = Base64.getDecoder().decode(base64.asString());
    boolean word = bytes.length > 0 && bytes.length < Hash.BYTES;
    return word ? Hash.sha256("word ".getBytes(UTF_8), bytes) : Hash.of(bytes);
  }

  /** Numbers of 64 bits, as some vectors have them, are no sizes here. */
  private static long size(JsonNode number) {
    return Decimal.parse("a size", number.asString());
  }

  private static List<Hash> proof(JsonNode vector) {
    List<Hash> proof = new ArrayList<>();
    vector.get("proof").forEach(step -> proof.add(hash(step)));
    return proof;
  }

  private static boolean holds(Runnable check) {
    try {
      check.run();
      return true;
    } catch (EvidenceRefused refused) {
      return false;
    }
  }

  private static Reason reason(Runnable check) {
    try {
      check.run();
    } catch (ProofRefused refused) {
      return refused.reason();
    }
    throw new AssertionError("it was not refused");
  }

  private static List<JsonNode> vectors(String resource) throws IOException {
    try (InputStream in = ProofsTest.class.getResourceAsStream(resource)) {
      JsonMapper mapper = new JsonMapper();
      return new String(in.readAllBytes(), UTF_8).lines().map(mapper::readTree).toList();
    }
  }

  private static List<Hash> hashes(List<byte[]> all) {
    return all.stream().map(Hash::of).toList();
  }

  private static String hex(Hash hash) {
    return HexFormat.of().formatHex(Base64.getDecoder().decode(hash.base64()));
  }
}
