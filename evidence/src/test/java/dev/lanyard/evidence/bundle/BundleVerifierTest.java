package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.evidence.Cosignature;
import dev.lanyard.evidence.Envelope;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.NaiveTree;
import dev.lanyard.evidence.Opening;
import dev.lanyard.evidence.Proofs;
import dev.lanyard.evidence.TestSigner;
import dev.lanyard.evidence.bundle.Given.NamedNote;
import dev.lanyard.evidence.bundle.OpenedEvent.Personal;
import dev.lanyard.evidence.bundle.Verdict.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a verdict says, and that it names what is wrong and where. */
class BundleVerifierTest {
  private static final int SIZE = 20;
  private static final int BEFORE = 5;
  private static final int AFTER = 17;

  private final TestLedger ledger = new TestLedger(new Random(4711), SIZE);
  private final Given given = new Given(List.of(ledger.signer.key()), List.of(), List.of());

  @TempDir Path folder;

  @Test
  void a_clean_bundle_is_valid_and_complete_as_a_zip_and_as_a_folder() throws IOException {
    TestBundle bundle = bundle(Filter.ALL);
    List<Long> erased =
        ledger.events.subList(BEFORE, AFTER).stream()
            .filter(event -> event.personal() instanceof Personal.Erased)
            .map(OpenedEvent::position)
            .toList();
    Verdict expected =
        new Verdict(
            Optional.empty(),
            Optional.of(
                new Verdict.Subject(
                    TestLedger.ORIGIN, BEFORE + 1, AFTER, "", TestLedger.MADE_AT, "0.0.0-test")),
            Trust.GIVEN_KEYS,
            new Verdict.Figures(12, 12, 12, schemas(), erased.size(), erased, 0),
            new Completeness.Proven(12),
            List.of());

    assertThat(BundleVerifier.verify(bundle.zip(folder), given)).isEqualTo(expected);
    assertThat(BundleVerifier.verify(bundle.unpacked(folder.resolve("b")), given))
        .isEqualTo(expected);
  }

  @Test
  void a_bundle_from_the_beginning_of_the_log_is_valid() throws IOException {
    TestBundle bundle = TestBundle.of(ledger.bundle(0, SIZE, Filter.ALL));

    assertThat(BundleVerifier.verify(bundle.zip(folder), given).wrong()).isEmpty();
    assertThat(bundle.text("consistency.txt")).isEmpty();
  }

  @Test
  void an_empty_span_is_valid() throws IOException {
    TestBundle bundle = TestBundle.of(ledger.bundle(BEFORE, BEFORE, Filter.ALL));

    assertThat(BundleVerifier.verify(bundle.zip(folder), given).completeness())
        .isEqualTo(new Completeness.Proven(0));
  }

  @Test
  void without_a_given_key_the_verdict_says_whose_word_is_taken() throws IOException {
    Verdict verdict = BundleVerifier.verify(bundle(Filter.ALL).zip(folder), Given.NOTHING);

    assertThat(verdict.valid()).isTrue();
    assertThat(verdict.trust()).isEqualTo(Trust.OWN_KEYS);
  }

  @Test
  void a_byte_that_a_text_editor_changed_is_named_with_its_event() throws IOException {
    TestBundle bundle = bundle(Filter.ALL);
    bundle.edit("events.ndjson", text -> text.replace("{\\\"n\\\":9,", "{\\\"n\\\":8,"));

    assertThat(wrong(bundle))
        .isEqualTo(
            new Finding(
                "events.ndjson",
                Optional.of(9L),
                "the payload is not what the envelope commits to"));
  }

  @Test
  void what_is_wrong_is_named_by_file_and_position() throws IOException {
    assertThat(wrong("envelopes.ndjson", text -> withoutLine(text, 3)))
        .isEqualTo(
            new Finding(
                "envelopes.ndjson",
                Optional.of(9L),
                "it is not the line of the envelope of this position"));
    assertThat(wrong("envelopes.ndjson", text -> withoutLine(text, 11)))
        .isEqualTo(new Finding("envelopes.ndjson", Optional.of(17L), "it is missing"));
    assertThat(wrong("events.ndjson", text -> withoutLine(text, 11)))
        .isEqualTo(
            new Finding(
                "events.ndjson", Optional.empty(), "it is not the file that the manifest lists"));
    assertThat(wrong("manifest.json", text -> text.replace("0.0.0-test", "0.0.1-test")))
        .isEqualTo(
            new Finding(
                "manifest.json", Optional.empty(), "it is not the manifest that was signed"));
    assertThat(wrong("checkpoint-after.txt", text -> text.replace("\n17\n", "\n16\n")))
        .isEqualTo(
            new Finding(
                "checkpoint-after.txt",
                Optional.empty(),
                "it is not the file that the manifest lists"));
  }

  @Test
  void a_missing_or_a_further_file_is_named() throws IOException {
    TestBundle without = bundle(Filter.ALL);
    without.files.remove("proofs/9.tlog-proof");
    TestBundle with = bundle(Filter.ALL);
    with.files.put("readme.txt", new byte[0]);

    assertThat(wrong(without))
        .isEqualTo(new Finding("proofs/9.tlog-proof", Optional.empty(), "it is missing"));
    assertThat(wrong(with))
        .isEqualTo(
            new Finding("", Optional.empty(), "there is a file that the manifest does not list"));
  }

  @Test
  void a_path_that_leaves_the_bundle_is_never_opened() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "x");
    TestBundle zip = bundle(Filter.ALL);
    zip.files.put("../secret", new byte[] {1});
    Path unpacked = bundle(Filter.ALL).unpacked(folder.resolve("b"));
    Files.delete(unpacked.resolve("keys.json"));
    Files.createSymbolicLink(unpacked.resolve("keys.json"), secret);

    assertThat(wrong(zip).what()).isEqualTo("there is a file that the manifest does not list");
    assertThat(BundleVerifier.verify(unpacked, given).wrong())
        .contains(new Finding("", Optional.empty(), "the folder has something that no bundle has"));
  }

  @Test
  void a_tree_under_another_key_is_refused() throws IOException {
    // One event more at its end gives it another key.
    TestLedger forged = new TestLedger(new Random(4711), SIZE + 1);
    TestBundle bundle = TestBundle.of(forged.bundle(BEFORE, AFTER, Filter.ALL));

    assertThat(wrong(bundle))
        .isEqualTo(
            new Finding(
                "manifest.note", Optional.empty(), "it is not signed by a key that is trusted"));
  }

  @Test
  void a_checkpoint_within_the_span_is_recomputed() throws IOException {
    for (int size = BEFORE; size <= AFTER; size++) {
      Verdict verdict =
          BundleVerifier.verify(
              bundle(Filter.ALL).zip(folder),
              given.with(new NamedNote("kept", ledger.checkpoint(size))));
      assertThat(verdict.remarks())
          .isEqualTo(List.of("kept: the tree of size " + size + " is the bundle's"));
    }
  }

  @Test
  void a_checkpoint_outside_of_the_span_needs_its_consistency_proof() throws IOException {
    Path bundle = bundle(Filter.ALL).zip(folder);
    Given later = given.with(new NamedNote("later", ledger.checkpoint(SIZE)));
    Given earlier = given.with(new NamedNote("earlier", ledger.checkpoint(3)));

    assertThat(BundleVerifier.verify(bundle, later).wrong().map(Finding::text))
        .contains(
            "later: the log had 20 positions then, and the bundle ends at 17: the tail is missing,"
                + " or a consistency proof from 17 to 20 is needed");
    assertThat(BundleVerifier.verify(bundle, earlier).wrong().map(Finding::text))
        .contains("earlier: it is of before the span: a consistency proof from 3 to 5 is needed");
    assertThat(BundleVerifier.verify(bundle, proven(later, AFTER, SIZE)).remarks())
        .isEqualTo(List.of("later: the log has gone on to 20"));
    assertThat(BundleVerifier.verify(bundle, proven(earlier, 3, BEFORE)).remarks())
        .isEqualTo(List.of("earlier: the log of size 3 is the beginning of this one"));
    assertThat(BundleVerifier.verify(bundle, proven(earlier, 2, BEFORE)).valid()).isFalse();
  }

  @Test
  void a_witness_that_is_given_is_told() throws IOException {
    TestSigner witness = TestSigner.create("example.org/witness", KeyKind.COSIGNATURE);
    var note = ledger.checkpoint(AFTER);
    Instant at = Instant.parse("2026-11-26T11:00:00Z");
    Given both = new Given(List.of(ledger.signer.key(), witness.key()), List.of(), List.of());

    assertThat(BundleVerifier.verify(bundle(Filter.ALL).zip(folder), both).remarks())
        .isEqualTo(List.of("example.org/witness has not cosigned checkpoint-after.txt"));
    assertThat(note.with(Cosignature.sign(note.text(), at, witness)).verify(List.of(witness.key())))
        .hasSize(1);
  }

  @Test
  void completeness_is_proven_for_names_and_tags_only() throws IOException {
    long named =
        ledger.events.subList(BEFORE, AFTER).stream()
            .filter(event -> event.name().equals("lifecycle.LockPlaced"))
            .count();

    assertThat(completeness(new Filter("", List.of("lifecycle.LockPlaced"), List.of(), List.of())))
        .isEqualTo(new Completeness.Proven(named));
    assertThat(completeness(new Filter("caller=x", List.of(), List.of(), List.of("caller"))))
        .isEqualTo(
            new Completeness.NotProvable(
                "the filter uses what neither envelopes nor tags show: caller"));
  }

  @Test
  void closed_tags_and_withheld_events_are_told_from_a_complete_set() {
    Filter byTag = new Filter("", List.of(), List.of("thing=a0"), List.of());
    var envelope = Envelope.parse(ledger.leaves.get(6));
    OpenedEvent closed =
        new OpenedEvent(
            7,
            envelope.name(),
            "1",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            new Personal.Closed());
    CompletenessCheck tags = new CompletenessCheck(byTag);
    CompletenessCheck all = new CompletenessCheck(Filter.ALL);
    tags.next(envelope, Optional.of(closed));
    all.next(envelope, Optional.of(closed));

    assertThat(tags.found())
        .isEqualTo(new Completeness.NotProvable("the tags of position 7 are closed"));
    assertThat(all.found()).isEqualTo(new Completeness.Missing(7));
  }

  @Test
  void an_event_that_is_opened_without_who_caused_it_is_missing() {
    CompletenessCheck check = new CompletenessCheck(Filter.ALL);
    for (int position = 1; position <= 3; position++) {
      OpenedEvent whole = ledger.events.get(position - 1);
      boolean withMetadata = position != 2;
      check.next(
          Envelope.parse(ledger.leaves.get(position - 1)),
          Optional.of(opened(whole, withMetadata, whole.personal())));
    }

    assertThat(check.found()).isEqualTo(new Completeness.Missing(2));
  }

  @Test
  void personal_parts_that_are_kept_closed_are_counted_and_not_called_erased() {
    Tally tally = new Tally();
    OpenedEvent whole = ledger.events.getFirst();
    tally.event(opened(whole, true, new Personal.Closed()));
    tally.event(opened(whole, true, new Personal.Erased()));

    assertThat(tally.figures()).isEqualTo(new Verdict.Figures(0, 2, 0, 0, 1, List.of(1L), 1));
  }

  private static OpenedEvent opened(OpenedEvent event, boolean withMetadata, Personal personal) {
    return new OpenedEvent(
        event.position(),
        event.name(),
        event.version(),
        event.tags(),
        event.payload(),
        event.metadata().filter(_ -> withMetadata),
        personal);
  }

  @Test
  void bytes_that_are_no_text_are_opened_too() {
    var odd = Opening.of(new byte[16], new byte[] {(byte) 0xff, 0});
    OpenedEvent event =
        new OpenedEvent(
            1,
            "n",
            "1",
            Optional.of(List.of(odd)),
            Optional.of(odd),
            Optional.of(odd),
            new Personal.Open(odd));

    assertThat(EventLine.read(EventLine.write(event).getBytes(UTF_8))).isEqualTo(event);
  }

  private Given proven(Given with, int from, int to) {
    List<Hash> proof =
        Proofs.consistency(
            (level, index) -> {
              int begin = (int) index << level;
              return Hash.of(NaiveTree.root(ledger.leaves.subList(begin, begin + (1 << level))));
            },
            from,
            to);
    return new Given(with.keys(), with.checkpoints(), List.of(proof));
  }

  private long schemas() {
    return ledger.events.subList(BEFORE, AFTER).stream().map(OpenedEvent::name).distinct().count();
  }

  private Completeness completeness(Filter filter) throws IOException {
    return BundleVerifier.verify(bundle(filter).zip(folder), given).completeness();
  }

  private TestBundle bundle(Filter filter) {
    return TestBundle.of(ledger.bundle(BEFORE, AFTER, filter));
  }

  private Finding wrong(TestBundle bundle) throws IOException {
    return BundleVerifier.verify(bundle.zip(folder), given).wrong().orElseThrow();
  }

  private Finding wrong(String file, UnaryOperator<String> change) throws IOException {
    TestBundle bundle = bundle(Filter.ALL);
    bundle.edit(file, change);
    return wrong(bundle);
  }

  private static String withoutLine(String text, int line) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    lines.remove(line);
    return String.join("\n", lines) + "\n";
  }
}
