package dev.lanyard.eventstore.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.eventstore.EventCodec.Encoded;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The test vector of ADR 0006. */
class LeafTest {
  private static final UUID EVENT = UUID.fromString("0f1e2d3c-4b5a-5697-8877-665544332211");
  private static final Encoded ENCODED =
      new Encoded(
          "lifecycle.LockRemoved",
          "1",
          "{\"payload\":1}".getBytes(UTF_8),
          HexFormat.of().parseHex("000642b6eb2c58007b7d"),
          new byte[0]);
  private static final List<String> TAGS = List.of("at=/", "lock=/:keep");

  @Test
  void the_envelope_is_the_one_that_is_written_down() {
    assertThat(HexFormat.of().formatHex(leaf()))
        .isEqualTo(
            "018a1829182a1b00064287981a0240500f1e2d3c4b5a56978877665544332211756c696665637963"
                + "6c652e4c6f636b52656d6f76656461318258204dfcab946b23411cb6e43c4893eccf28f93f79179f"
                + "cf3b81e8d0afd6b34665215820f8bc4e915d6f29680359df6d89eddbb3e48fa1992a650d1227a7e5"
                + "a365dc04365820f312b96da5bcce111da350e0358bba5a73ed651c8bb6f245dc53ee26a5d4c05158"
                + "20eb301e88d6e7e669f4ef17b10217386a3053766217b4d20ac41691a0400bb0b75820ba22b7dc95"
                + "f6cc8765757be4bccf37cd92ece6d4987dc26a31e274c9be236921");
  }

  @Test
  void the_tree_over_it_is_the_one_that_is_written_down() {
    MerkleTree tree = new MerkleTree();
    tree.append(leaf());

    assertThat(HexFormat.of().formatHex(tree.root()))
        .isEqualTo("517b9e117c25922b8346967adc05d03a5772ca3ad74fc8d027c7928d22e970c8");
  }

  private static byte[] leaf() {
    byte[] salts = new byte[Leaf.saltBytes(TAGS.size())];
    for (int i = 0; i < salts.length; i++) {
      salts[i] = (byte) i;
    }
    return Leaf.encode(
        41, 42, 1_762_000_000_123_456L, Leaf.tail(EVENT, TAGS, ENCODED, salts, new Sha256()));
  }
}
