package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The envelope and its openings, against the test vector of ADR 0006. */
class EnvelopeTest {
  private static final long SEED = 20_261_126;
  private static final String LEAF =
      "018a1829182a1b00064287981a0240500f1e2d3c4b5a56978877665544332211756c6966656379636c652e4c6f636b"
          + "52656d6f76656461318258204dfcab946b23411cb6e43c4893eccf28f93f79179fcf3b81e8d0afd6b3466521"
          + "5820f8bc4e915d6f29680359df6d89eddbb3e48fa1992a650d1227a7e5a365dc04365820f312b96da5bcce11"
          + "1da350e0358bba5a73ed651c8bb6f245dc53ee26a5d4c0515820eb301e88d6e7e669f4ef17b10217386a3053"
          + "766217b4d20ac41691a0400bb0b75820ba22b7dc95f6cc8765757be4bccf37cd92ece6d4987dc26a31e274c9"
          + "be236921";

  @Test
  void the_leaf_that_is_written_down_is_read_as_it_is_described() {
    assertThat(Envelope.parse(leaf()))
        .isEqualTo(
            new Envelope(
                41,
                42,
                1_762_000_000_123_456L,
                UUID.fromString("0f1e2d3c-4b5a-5697-8877-665544332211"),
                "lifecycle.LockRemoved",
                "1",
                List.of(
                    Opening.ofText(salt(0), "at=/").digest(),
                    Opening.ofText(salt(1), Opening.tagText("lock", "/:keep")).digest()),
                Opening.ofText(salt(2), "{\"payload\":1}").digest(),
                Opening.of(salt(3), HexFormat.of().parseHex("000642b6eb2c58007b7d")).digest(),
                Opening.of(salt(4), new byte[0]).digest()));
    assertThat(HexFormat.of().formatHex(TreeHashes.leaf(leaf()).bytes()))
        .isEqualTo("517b9e117c25922b8346967adc05d03a5772ca3ad74fc8d027c7928d22e970c8");
  }

  @Test
  void metadata_is_the_time_of_the_message_before_what_is_stored() {
    assertThat(Opening.metadataBytes(0x642b6eb2c5800L, "{}".getBytes(UTF_8)))
        .isEqualTo(HexFormat.of().parseHex("000642b6eb2c58007b7d"));
  }

  @ParameterizedTest
  @CsvSource({
    "018a182918, a cut",
    "028a1829182a1b00064287981a0240, another version",
    "01891829182a1b00064287981a0240, nine fields",
    "019f1829182a1b00064287981a0240, an indefinite array",
    "018a190029182a1b00064287981a0240, a longer head than needed",
    "018a1829182a1b00000000ffffffff, a longer number than needed",
    "018a18291829fb00064287981a0240, a float",
    "018a1829182a1bffffffffffffffff, a number of 64 bits",
  })
  void a_beginning_in_another_form_is_refused(String beginning, String what) {
    byte[] replaced = HexFormat.of().parseHex(beginning + LEAF.substring(30));

    assertThatThrownBy(() -> Envelope.parse(replaced))
        .as(what)
        .isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void positions_are_from_1_and_not_behind_their_commit() {
    for (String beginning : List.of("018a00182a", "018a1829182a", "018a182b182a")) {
      byte[] replaced =
          HexFormat.of().parseHex(beginning + LEAF.substring("018a1829182a".length()));
      if (beginning.equals("018a1829182a")) {
        assertThat(Envelope.parse(replaced).position()).isEqualTo(41);
      } else {
        assertThatThrownBy(() -> Envelope.parse(replaced)).isInstanceOf(MalformedEvidence.class);
      }
    }
  }

  @Test
  void nothing_may_follow_or_be_missing() {
    byte[] leaf = leaf();
    assertThatThrownBy(() -> Envelope.parse(Arrays.copyOf(leaf, leaf.length + 1)))
        .isInstanceOf(MalformedEvidence.class);
    for (int length = 0; length < leaf.length; length++) {
      byte[] shorter = Arrays.copyOf(leaf, length);
      assertThatThrownBy(() -> Envelope.parse(shorter)).isInstanceOf(MalformedEvidence.class);
    }
    assertThatThrownBy(() -> Envelope.parse(new byte[4097])).isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void two_leaves_are_never_read_as_the_same_envelope() {
    Random random = new Random(SEED);
    Envelope original = Envelope.parse(leaf());
    for (int round = 0; round < 20_000; round++) {
      byte[] changed = leaf();
      changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
      try {
        assertThat(Envelope.parse(changed)).isNotEqualTo(original);
      } catch (MalformedEvidence refused) {
        assertThat(refused.what()).isNotEmpty();
      }
    }
  }

  @Test
  void the_text_of_a_tag_is_one_line_of_well_formed_text() {
    assertThat(Opening.tagText("path", "/a\n\\b\ud83d\ude00\u0085"))
        .isEqualTo("path=/a\\000a\\005cb\\d83d\\de00\\0085");
  }

  @Test
  void an_opening_opens_by_its_own_salt_and_tells_nothing_in_logs() {
    Opening opening = Opening.ofText(salt(1), "text");

    assertThat(opening.digest()).isNotEqualTo(Opening.ofText(salt(2), "text").digest());
    assertThat(opening.text()).isEqualTo("text");
    assertThat(opening).hasToString("Opening of 4 bytes");
    assertThatThrownBy(() -> Opening.of(new byte[15], new byte[0]))
        .isInstanceOf(MalformedEvidence.class);
  }

  private static byte[] leaf() {
    return HexFormat.of().parseHex(LEAF);
  }

  private static byte[] salt(int number) {
    byte[] salt = new byte[16];
    for (int i = 0; i < salt.length; i++) {
      salt[i] = (byte) (16 * number + i);
    }
    return salt;
  }
}
