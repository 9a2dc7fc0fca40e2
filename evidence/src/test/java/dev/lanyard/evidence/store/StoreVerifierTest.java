package dev.lanyard.evidence.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Cosignature;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.TestSigner;
import dev.lanyard.evidence.TreeHashes;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.evidence.bundle.Finding;
import dev.lanyard.evidence.bundle.Given;
import dev.lanyard.evidence.bundle.Given.NamedNote;
import dev.lanyard.evidence.bundle.TestLedger;
import dev.lanyard.evidence.bundle.Verdict.Trust;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A log in memory, and what is done to it. */
class StoreVerifierTest {
  private static final int SIZE = 3 * 256 + 40;
  private static final long SEED = 20_261_126;

  private final TestLog log = new TestLog(new Random(4711), 0, SIZE);
  private final Given given = new Given(List.of(log.ledger.signer.key()), List.of(), List.of());

  @Test
  void a_clean_log_is_valid() throws IOException {
    StoreVerdict verdict = verify(given.with(new NamedNote("kept", log.checkpoint(300))));

    assertThat(verdict.wrong()).isEmpty();
    assertThat(verdict)
        .isEqualTo(
            new StoreVerdict(
                Optional.empty(),
                verdict.checkpoint(),
                Trust.GIVEN_KEYS,
                1,
                SIZE,
                5,
                List.of("kept: the tree of size 300 is the log's")));
  }

  @Test
  void without_a_given_key_the_log_s_own_is_taken_and_that_is_told() throws IOException {
    StoreVerdict verdict = verify(Given.NOTHING);

    assertThat(verdict.valid()).isTrue();
    assertThat(verdict.trust()).isEqualTo(Trust.OWN_KEYS);
  }

  @Test
  void a_log_whose_old_leaves_were_dropped_is_verified_from_there_on() throws IOException {
    for (String dropped : List.of("tile/entries/000", "tile/entries/001", "tile/0/000")) {
      log.resources.remove(dropped);
    }
    Given old = given.with(new NamedNote("old", log.checkpoint(300)));
    StoreVerdict verdict = StoreVerifier.verify(log, old, 513);

    assertThat(verdict.wrong()).isEmpty();
    assertThat(verdict.firstPosition()).isEqualTo(513);
    assertThat(verdict.leaves()).isEqualTo(SIZE - 512);
    assertThat(verdict.remarks())
        .isEqualTo(List.of("old: its leaves were dropped, and it was not looked at"));
  }

  @Test
  void leaves_that_were_withheld_are_not_taken_for_dropped_ones() throws IOException {
    log.resources.remove("tile/entries/000");
    log.resources.remove("tile/0/000");

    assertThat(verify(given).wrong())
        .contains(
            new Finding(
                "tile/entries/000",
                Optional.empty(),
                "it is missing; a log that drops old leaves is verified from --first on"));
    assertThat(StoreVerifier.verify(log, given, 300).wrong()).isEmpty();
    log.resources.remove("tile/entries/001");
    assertThat(StoreVerifier.verify(log, given, 300).wrong())
        .contains(new Finding("tile/entries/001", Optional.empty(), "it is missing"));
    assertThat(StoreVerifier.verify(log, given, SIZE + 1).wrong().map(Finding::text))
        .contains("checkpoint: the log has 808 positions, and is to be whole from 809 on");
  }

  @Test
  void every_tile_over_dropped_leaves_is_held_against_those_above() throws IOException {
    TestLog pruned = new TestLog(new Random(SEED), 300, 40);
    Given with = new Given(List.of(pruned.ledger.signer.key()), List.of(), List.of());
    assertThat(StoreVerifier.verify(pruned, with, 300 * 256 + 1).wrong()).isEmpty();

    pruned.resource("tile/1/000")[17] ^= 1;
    assertThat(StoreVerifier.verify(pruned, with, 300 * 256 + 1).wrong().map(Finding::text))
        .contains("tile/2/000.p/1: its hashes are not those of the tiles below");
  }

  @Test
  void a_size_beyond_all_leaves_is_not_taken_for_an_empty_log() throws IOException {
    Checkpoint beyond = new Checkpoint(TestLedger.ORIGIN, Long.MAX_VALUE, TreeHashes.EMPTY);
    serve(TestLog.sign(beyond, log.ledger.signer));

    assertThat(verify(given).wrong())
        .contains(new Finding("tile/entries/003", Optional.empty(), "it is missing"));
  }

  @Test
  void a_partial_tile_may_have_become_a_full_one_but_is_not_wider_than_its_path_says()
      throws IOException {
    serve(log.checkpoint(700));
    byte[] entries = resource("tile/entries/002");
    assertThat(verify(given).wrong())
        .contains(new Finding("tile/1/000.p/2", Optional.empty(), "it is missing"));
    log.resources.put("tile/1/000.p/2", Arrays.copyOf(resource("tile/1/000.p/3"), 64));
    assertThat(verify(given).wrong()).isEmpty();

    log.resources.put("tile/entries/002.p/188", entries);
    assertThat(verify(given).wrong())
        .contains(
            new Finding(
                "tile/entries/002.p/188", Optional.empty(), "a bundle has too many leaves"));
    log.resources.remove("tile/entries/002.p/188");
    log.resources.put("tile/0/002.p/188", resource("tile/0/002"));
    assertThat(verify(given).wrong())
        .contains(new Finding("tile/0/002.p/188", Optional.empty(), "it is not of 188 hashes"));
  }

  @Test
  void the_key_that_is_served_has_signed_the_checkpoint() throws IOException {
    TestSigner other = TestSigner.create(TestLedger.ORIGIN, KeyKind.ED25519);
    log.resources.put("key", (other.key().text() + "\n").getBytes(UTF_8));
    assertThat(verify(given).wrong().map(Finding::text))
        .contains("key: the checkpoint is not signed by it");

    log.resources.put("key", log.ledger.signer.key().text().getBytes(UTF_8));
    assertThat(verify(given).wrong().map(Finding::text))
        .contains("key: it does not end with its line");
    log.resources.remove("key");
    assertThat(verify(given).wrong().map(Finding::text)).contains("key: it is missing");
  }

  @Test
  void a_cosignature_of_a_given_witness_holds_and_is_told() throws IOException {
    TestSigner witness = TestSigner.create("example.org/witness", KeyKind.COSIGNATURE);
    List<VerifierKey> keys = List.of(log.ledger.signer.key(), witness.key());
    Given both = new Given(keys, List.of(), List.of());
    assertThat(verify(both).remarks())
        .isEqualTo(List.of("example.org/witness has not cosigned the checkpoint"));

    SignedNote note = log.checkpoint(SIZE);
    Instant at = Instant.parse("2026-11-26T12:00:01Z");
    serve(note.with(Cosignature.sign(note.text(), at, witness)));
    assertThat(verify(both).remarks())
        .isEqualTo(
            List.of("example.org/witness has cosigned the checkpoint at 2026-11-26T12:00:01Z"));

    serve(note.with(Cosignature.sign("another\n", at, witness)));
    assertThat(verify(both).wrong().map(Finding::text))
        .contains("checkpoint: the signature of example.org/witness is not over this text");
  }

  @Test
  void every_changed_byte_of_every_resource_is_found() throws IOException {
    Random random = new Random(SEED);
    for (String path : List.copyOf(log.resources.keySet())) {
      for (int round = 0; round < 6; round++) {
        byte[] clean = resource(path);
        byte[] changed = clean.clone();
        changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
        log.resources.put(path, changed);
        assertThat(verify(given).valid()).as(path).isFalse();
        log.resources.put(path, clean);
      }
    }
    assertThat(verify(given).valid()).isTrue();
  }

  @Test
  void a_missing_tile_a_gap_and_a_shorter_log_are_named() throws IOException {
    byte[] tile = resource("tile/0/001");
    log.resources.remove("tile/0/001");
    assertThat(verify(given).wrong())
        .contains(new Finding("tile/0/001", Optional.empty(), "it is missing"));
    log.resources.put("tile/0/001", tile);

    log.resources.put("tile/entries/001", resource("tile/entries/002"));
    assertThat(verify(given).wrong())
        .contains(
            new Finding(
                "tile/entries/001",
                Optional.of(257L),
                "the envelope is that of position 513, not of 257"));
  }

  @Test
  void a_log_that_lost_its_tail_is_found_by_a_kept_checkpoint() throws IOException {
    TestLedger longer = new TestLedger(new Random(4711), SIZE + 1);
    Given kept =
        new Given(
            List.of(log.ledger.signer.key(), longer.signer.key()),
            List.of(new NamedNote("kept", longer.checkpoint(SIZE + 1))),
            List.of());

    assertThat(verify(kept).wrong().map(Finding::text))
        .contains("kept: the log had 809 positions then, and has 808");
  }

  @Test
  void a_store_that_cannot_be_read_is_no_verdict() {
    LogStore broken = _ -> CompletableFuture.failedFuture(new IOException("refused"));

    assertThatThrownBy(() -> StoreVerifier.verify(broken, given)).isInstanceOf(IOException.class);
  }

  private byte[] resource(String path) {
    return log.resource(path);
  }

  private void serve(SignedNote checkpoint) {
    log.resources.put("checkpoint", checkpoint.note().getBytes(UTF_8));
  }

  private StoreVerdict verify(Given with) throws IOException {
    return StoreVerifier.verify(log, with);
  }
}
