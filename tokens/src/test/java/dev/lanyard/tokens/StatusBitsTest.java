package dev.lanyard.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.domain.MalformedValue;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class StatusBitsTest {
  private static final int MAX = StatusBits.SIZE_MAX;

  private static BitSet set(int... indices) {
    BitSet bits = new BitSet();
    Arrays.stream(indices).forEach(bits::set);
    return bits;
  }

  @Test
  void the_example_of_the_draft_is_read_and_written() {
    // Section 4.1: bytes b9 a3, and their text in section 4.2.
    StatusBits example = StatusBits.of(set(0, 3, 4, 5, 7, 8, 9, 13, 15), 16);
    assertThat(StatusBits.decode("eNrbuRgAAhcBXQ", 16)).isEqualTo(example);
    assertThat(StatusBits.decode(example.encode(), 16)).isEqualTo(example);
    assertThat(example).hasToString("StatusBits[9 of 16 invalid]");
    List<Integer> invalid =
        IntStream.range(0, 16).filter(example::isInvalid).boxed().toList();
    assertThat(invalid).isEqualTo(List.of(0, 3, 4, 5, 7, 8, 9, 13, 15));
  }

  @Test
  void lists_of_any_size_come_back_as_they_were() {
    Random random = new Random(17);
    for (int size : List.of(1, 7, 8, 9, 64, 65, 1_000, 1_000_000)) {
      BitSet invalid = set(size - 1);
      for (int left = size / 100; left > 0; left--) {
        invalid.set(random.nextInt(size));
      }
      StatusBits read = StatusBits.decode(StatusBits.of(invalid, size).encode(), MAX);
      assertThat(read).isEqualTo(StatusBits.of(invalid, size));
      assertThat(read.size()).isEqualTo((size + 7) / 8 * 8);
      for (int index = 0; index < size; index++) {
        assertThat(read.isInvalid(index)).isEqualTo(invalid.get(index));
      }
    }
  }

  @Test
  void a_list_of_valid_tokens_is_a_short_text() {
    assertThat(StatusBits.of(new BitSet(), 1_000_000).encode()).hasSizeLessThan(1_000);
  }

  @Test
  void an_index_that_the_list_does_not_tell_of_is_refused() {
    StatusBits bits = StatusBits.of(new BitSet(), 9);
    assertThat(bits.isInvalid(15)).isFalse();
    for (int index : List.of(-1, 16, Integer.MAX_VALUE, Integer.MIN_VALUE)) {
      assertThatThrownBy(() -> bits.isInvalid(index))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    for (int size : List.of(0, -1, MAX + 1)) {
      assertThatThrownBy(() -> StatusBits.of(new BitSet(), size))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("size must be 1 to 16777216");
    }
    assertThatThrownBy(() -> StatusBits.of(set(9), 9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an index lies beyond the size");
  }

  private static void refused(String lst, int sizeMax, String why) {
    assertThatThrownBy(() -> StatusBits.decode(lst, sizeMax))
        .isInstanceOf(MalformedValue.class)
        .hasMessage("lst " + why);
  }

  private static byte[] zlib(byte[] plain) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream zlib = new DeflaterOutputStream(out)) {
      zlib.write(plain);
    }
    return out.toByteArray();
  }

  @Test
  void a_text_that_is_no_list_or_swells_beyond_its_bound_is_refused() throws Exception {
    refused("{}", 16, "must be base64url");
    refused("", 16, "must be whole, and tell of at most 16 tokens");
    refused("AAAA", 16, "must be in the format of ZLIB");
    refused("eNrbuRgAAhcBXA", 16, "must be in the format of ZLIB");
    refused("eNrbuRgAAhcB", 16, "must be whole, and tell of at most 16 tokens");
    refused("eNrbuRgAAhcBXQ", 15, "must tell of 1 to 15 tokens and nothing else");
    refused("eNrbuRgAAhcBXQ", 8, "must tell of 1 to 8 tokens and nothing else");
    String one = "must tell of 1 to 16 tokens and nothing else";
    refused("eNrbuRgAAhcBXQAA", 16, one);
    refused(Base64Texts.encode(zlib(new byte[0])), 16, one);
    String bomb = Base64Texts.encode(zlib(new byte[50_000_000]));
    refused(bomb, 1_000, "must be whole, and tell of at most 1000 tokens");
  }
}
