package dev.lanyard.eventstore.jdbc;

import static dev.lanyard.eventstore.jdbc.TestLedger.event;
import static dev.lanyard.eventstore.jdbc.TestLedger.resultOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.eventstore.log.LeavesDropped;
import dev.lanyard.eventstore.log.LogDamaged;
import dev.lanyard.eventstore.log.LogTiles;
import dev.lanyard.eventstore.log.OpenedLeaf;
import dev.lanyard.eventstore.log.OpenedLeaf.Part;
import dev.lanyard.eventstore.log.ProvableLog;
import dev.lanyard.eventstore.log.TreeHead;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tiles against the tree as the text of RFC 6962 defines it, over lists of leaves. */
class LogTilesTest {
  private static final int SEGMENT = ProvableLog.SEGMENT_LEAVES;
  private static final int SHA_BYTES = 32;

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private TestLedger ledger;
  private LogTiles tiles;

  @BeforeEach
  void open() {
    ledger = new TestLedger(folder, TestLedger.settings(1_000, 1 << 20, 2), now::get);
    tiles = openTiles();
  }

  private LogTiles openTiles() {
    return new LogTiles(folder.resolve("tiles"), ledger.embedded().log());
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  private void append(int events) throws Exception {
    List<TaggedEventMessage<EventMessage>> batch = new ArrayList<>();
    for (int at = 0; at < events; at++) {
      batch.add(event("x" + at, "thing=" + at % 3, "in=" + at));
    }
    if (!batch.isEmpty()) {
      resultOf(ledger.append(batch));
    }
  }

  /** Drops all segments before the last, which were appended as commits that end with them. */
  private void drop() throws Exception {
    now.set(now.get().plus(Duration.ofDays(1)));
    resultOf(ledger.embedded().dropOlder(now.get(), Long.MAX_VALUE));
  }

  private List<byte[]> leaves() {
    return ledger.embedded().log().leaves(0, 10_000);
  }

  private static byte[] sha(int prefix, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) prefix);
      Stream.of(parts).forEach(digest::update);
      return digest.digest();
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** MTH of RFC 6962, 2.1, for a list that is not empty. */
  private static byte[] mth(List<byte[]> d) {
    int n = d.size();
    if (n == 1) {
      return sha(0, d.getFirst());
    }
    int k = Integer.highestOneBit(n - 1);
    return sha(1, mth(d.subList(0, k)), mth(d.subList(k, n)));
  }

  private static byte[] joined(Stream<byte[]> hashes) {
    return hashes.reduce(
        new byte[0],
        (one, two) -> {
          byte[] both = Arrays.copyOf(one, one.length + two.length);
          System.arraycopy(two, 0, both, one.length, two.length);
          return both;
        });
  }

  /** A tile of leaves by the definition of tlog-tiles. */
  private static byte[] leafTile(List<byte[]> leaves, int index, int width) {
    return joined(
        leaves.subList(index * SEGMENT, index * SEGMENT + width).stream()
            .map(leaf -> sha(0, leaf)));
  }

  private void allFit(List<byte[]> leaves) {
    int size = leaves.size();
    assertThat(tiles.size()).isEqualTo(size);
    assertThat(tiles.root(size)).isEqualTo(mth(leaves));
    for (int tile = 0; tile < size / SEGMENT; tile++) {
      assertThat(tiles.tile(0, tile, SEGMENT)).isEqualTo(leafTile(leaves, tile, SEGMENT));
    }
    if (size % SEGMENT > 0) {
      assertThat(tiles.tile(0, size / SEGMENT, size % SEGMENT))
          .isEqualTo(leafTile(leaves, size / SEGMENT, size % SEGMENT));
    }
    if (size >= SEGMENT) {
      assertThat(tiles.tile(1, 0, size / SEGMENT))
          .isEqualTo(
              joined(
                  Stream.iterate(0, at -> at + SEGMENT <= size, at -> at + SEGMENT)
                      .map(at -> mth(leaves.subList(at, at + SEGMENT)))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 700})
  void tiles_are_those_of_the_specification_at_every_size(int size) throws Exception {
    append(size);

    TreeHead head = tiles.follow();

    assertThat(head).isEqualTo(ledger.embedded().log().head());
    assertThat(head.size()).isEqualTo(size);
    if (size > 0) {
      allFit(leaves());
    }
  }

  @Test
  void all_roots_and_subtrees_that_were_can_be_read_for_ever() throws Exception {
    append(300);
    append(270);
    tiles.follow();
    List<byte[]> leaves = leaves();
    for (int size = 1; size <= 570; size++) {
      assertThat(tiles.root(size)).as("size " + size).isEqualTo(mth(leaves.subList(0, size)));
    }
    for (int level = 0; level <= 9; level++) {
      for (int index = 0; (index + 1) << level <= 570; index++) {
        List<byte[]> of = leaves.subList(index << level, (index + 1) << level);
        assertThat(tiles.subtree(level, index)).isEqualTo(mth(of));
      }
    }
    assertThatThrownBy(() -> tiles.subtree(9, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tiles.root(571)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tiles.tile(1, 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void tiles_go_on_where_they_stood_after_a_restart() throws Exception {
    append(300);
    tiles.follow();
    Instant made = Files.getLastModifiedTime(file(1)).toInstant();
    append(40);
    tiles = openTiles();
    tiles.follow();
    allFit(leaves());
    assertThat(Files.getLastModifiedTime(file(1)).toInstant()).isEqualTo(made);
  }

  private Path file(int level) {
    return folder.resolve("tiles").resolve(String.valueOf(level)).resolve("000000000000");
  }

  private void cut(int level, long bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(file(level).toFile(), "rw")) {
      file.setLength(bytes);
    }
  }

  private void flip(int level, long at) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(file(level).toFile(), "rw")) {
      file.seek(at);
      int was = file.read();
      file.seek(at);
      file.write(was ^ 1);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 31, 32, 100 * 32 + 7, 256 * 32, 599 * 32})
  void what_a_crash_tore_is_made_again(long bytes) throws Exception {
    append(600);
    tiles.follow();
    cut(0, bytes);
    tiles = openTiles();
    tiles.follow();
    allFit(leaves());
  }

  @Test
  void upper_levels_that_are_short_are_made_again() throws Exception {
    append(600);
    tiles.follow();
    cut(1, 32);
    tiles = openTiles();
    tiles.follow();
    allFit(leaves());
    Files.delete(file(1));
    tiles = openTiles();
    tiles.follow();
    allFit(leaves());
  }

  @Test
  void files_of_another_ledger_are_made_again() throws Exception {
    append(600);
    tiles.follow();
    flip(1, 40);
    tiles = openTiles();
    tiles.follow();
    allFit(leaves());
  }

  @Test
  void files_that_are_ahead_of_the_ledger_are_made_again() throws Exception {
    append(300);
    tiles.follow();
    try (RandomAccessFile file = new RandomAccessFile(file(0).toFile(), "rw")) {
      file.setLength(400 * SHA_BYTES);
    }
    tiles = openTiles();
    tiles.follow();
    allFit(leaves());
  }

  @Test
  void a_damaged_tile_is_not_served_and_made_again() throws Exception {
    append(600);
    tiles.follow();
    flip(0, 300 * SHA_BYTES);

    assertThatThrownBy(() -> tiles.tile(0, 1, SEGMENT)).isInstanceOf(UncheckedIOException.class);

    tiles.follow();
    allFit(leaves());
  }

  @Test
  void rows_that_do_not_lead_to_the_written_root_are_found_out() throws Exception {
    append(300);
    ledger.close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE events SET payload = x'7a' WHERE position = 100");
    }
    open();
    assertThatThrownBy(() -> tiles.follow())
        .isInstanceOf(LogDamaged.class)
        .hasMessageContaining("up to position 300");
  }

  @Test
  void dropped_segments_leave_the_tree_that_it_was() throws Exception {
    append(SEGMENT);
    append(SEGMENT);
    append(40);
    List<byte[]> leaves = leaves();
    tiles.follow();
    drop();
    append(1);
    leaves = new ArrayList<>(leaves);
    leaves.addAll(ledger.embedded().log().leaves(leaves.size(), 10));

    tiles.follow();
    prunedFits(leaves);
    tiles = openTiles();
    tiles.follow();
    prunedFits(leaves);
    Files.delete(file(0));
    Files.delete(file(1));
    tiles = openTiles();
    tiles.follow();
    prunedFits(leaves);
  }

  /** Two segments are dropped; two levels of tiles are there. */
  private void prunedFits(List<byte[]> leaves) {
    int size = leaves.size();
    assertThat(tiles.root(size)).isEqualTo(mth(leaves));
    assertThat(tiles.root(2 * SEGMENT + 3)).isEqualTo(mth(leaves.subList(0, 2 * SEGMENT + 3)));
    assertThat(tiles.subtree(9, 0)).isEqualTo(mth(leaves.subList(0, 2 * SEGMENT)));
    int width = size - 2 * SEGMENT;
    assertThat(tiles.tile(0, 2, width)).isEqualTo(leafTile(leaves, 2, width));
    assertThatThrownBy(() -> tiles.tile(0, 1, SEGMENT)).isInstanceOf(LeavesDropped.class);
    assertThatThrownBy(() -> tiles.root(SEGMENT + 3)).isInstanceOf(LeavesDropped.class);
  }

  @Test
  void tiles_that_come_late_begin_with_the_roots_of_what_was_dropped() throws Exception {
    append(100);
    tiles.follow();
    append(SEGMENT - 100);
    append(SEGMENT);
    append(40);
    List<byte[]> leaves = leaves();
    drop();

    tiles.follow();

    prunedFits(leaves);
  }

  @Test
  void an_opened_leaf_has_what_its_digests_stand_for() throws Exception {
    append(2);
    OpenedLeaf opened = ledger.embedded().log().opened(2).orElseThrow();
    assertThat(opened.leaf()).isEqualTo(leaves().get(1));
    assertThat(opened.name()).isEqualTo(TestLedger.TYPE);
    assertThat(opened.tags().stream().map(Part::bytes).map(LogTilesTest::text))
        .containsExactly("in=1", "thing=1");
    assertThat(text(opened.payload().bytes())).isEqualTo("x1");
    String leaf = HexFormat.of().formatHex(opened.leaf());
    Stream.concat(
            opened.tags().stream(),
            Stream.of(opened.payload(), opened.metadata(), opened.personal().orElseThrow()))
        .forEach(part -> assertThat(leaf).contains(digest(part)));
    assertThat(ledger.embedded().log().opened(3)).isEmpty();
    assertThat(ledger.embedded().log().openedAfter(0, 10))
        .extracting(each -> HexFormat.of().formatHex(each.leaf()))
        .isEqualTo(leaves().stream().map(HexFormat.of()::formatHex).toList());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String digest(Part part) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(part.salt());
      return HexFormat.of().formatHex(digest.digest(part.bytes()));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
