package dev.lanyard.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles; the index 1234067 and the tree of 70,000 leaves are examples of C2SP tlog-tiles. */
class TileTest {

  @Test
  void the_index_of_the_specification_is_written_as_there() {
    assertThat(new TilePath.Hashes(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
    assertThat(TilePath.parse("tile/0/x001/x234/067"))
        .isEqualTo(new TilePath.Hashes(0, 1_234_067, 256));
  }

  @ParameterizedTest
  @CsvSource({
    "tile/0/000, 0, 0, 256",
    "tile/63/999, 63, 999, 256",
    "tile/7/x001/000, 7, 1000, 256",
    "tile/0/x001/x234/067.p/8, 0, 1234067, 8",
    "tile/1/273.p/112, 1, 273, 112",
    "tile/entries/000.p/1, -1, 0, 1",
    "tile/entries/x009/x223/x372/x036/x854/x775/807, -1, 9223372036854775807, 256",
  })
  void paths_are_read_and_written_in_one_form(String path, int level, long index, int width) {
    TilePath tile =
        level < 0 ? new TilePath.Entries(index, width) : new TilePath.Hashes(level, index, width);

    assertThat(TilePath.parse(path)).isEqualTo(tile);
    assertThat(tile.path()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/0/x000/000",
        "tile/0/x001/x000",
        "tile/0/001/000",
        "tile/0/x1/000",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/",
        "tile/0/000.q/1",
        "tile/0/000/",
        "/tile/0/000",
        "tile/0/000\n",
        "tile/data/000",
        "tile/0/../000",
        "tile/entries/x009/x223/x372/x036/x854/x775/808",
      })
  void what_is_not_such_a_path_is_refused(String path) {
    assertThatThrownBy(() -> TilePath.parse(path)).isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void a_very_long_path_is_refused_at_once() {
    assertThatThrownBy(() -> TilePath.parse("tile/0/" + "x000/".repeat(100_000) + "000"))
        .isInstanceOf(MalformedEvidence.class);
  }

  @Test
  void the_tree_of_the_specification_has_the_tiles_that_it_tells() {
    assertThat(TilePath.width(0, 272, 70_000)).isEqualTo(256);
    assertThat(TilePath.width(0, 273, 70_000)).isEqualTo(112);
    assertThat(TilePath.width(0, 274, 70_000)).isZero();
    assertThat(TilePath.width(1, 0, 70_000)).isEqualTo(256);
    assertThat(TilePath.width(1, 1, 70_000)).isEqualTo(17);
    assertThat(TilePath.width(2, 0, 70_000)).isEqualTo(1);
    assertThat(TilePath.width(3, 0, 70_000)).isZero();
    assertThat(TilePath.width(0, 0, 256)).isEqualTo(256);
    assertThat(TilePath.width(1, 0, 256)).isEqualTo(1);
    assertThat(TilePath.width(63, Long.MAX_VALUE, Long.MAX_VALUE)).isZero();
  }

  @Test
  void a_bundle_has_each_leaf_behind_its_length() {
    byte[] longest = new byte[65_535];
    Arrays.fill(longest, (byte) 7);
    List<byte[]> leaves = List.of(new byte[0], "ab".getBytes(UTF_8), longest);
    byte[] bundle = EntryBundle.write(leaves);

    assertThat(Arrays.copyOf(bundle, 8)).isEqualTo(new byte[] {0, 0, 0, 2, 'a', 'b', -1, -1});
    assertThat(EntryBundle.parse(bundle, 3)).containsExactlyElementsOf(leaves);
    assertThatThrownBy(() -> EntryBundle.parse(bundle, 2)).isInstanceOf(MalformedEvidence.class);
    assertThatThrownBy(() -> EntryBundle.parse(bundle, 4)).isInstanceOf(MalformedEvidence.class);
    assertThatThrownBy(() -> EntryBundle.parse(Arrays.copyOf(bundle, bundle.length - 1), 3))
        .isInstanceOf(MalformedEvidence.class);
    assertThatThrownBy(() -> EntryBundle.write(List.of(new byte[65_536])))
        .isInstanceOf(MalformedEvidence.class);
  }
}
