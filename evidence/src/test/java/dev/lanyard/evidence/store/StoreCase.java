package dev.lanyard.evidence.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Cosignature;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.NoteSigner;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.TestSigner;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.evidence.bundle.Given;
import dev.lanyard.evidence.bundle.Given.NamedNote;
import dev.lanyard.evidence.bundle.TestLedger;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A random log, and what a reviewer has of it: keys or none, checkpoints that were kept, from where
 * on the log must be whole. Where its last checkpoint is cosigned, the reviewer knows the witness.
 */
record StoreCase(TestLog log, Given given, Optional<TestSigner> witness, List<Checkpoint> kept) {
  private static final Instant COSIGNED_AT = Instant.parse("2026-11-26T12:00:01Z");

  /** Leaves at the borders of tiles. */
  private static final List<Integer> LEAVES = List.of(1, 2, 3, 255, 256, 257, 511, 512, 513);

  /** Dropped bundles, at the borders of tiles of the next levels; the last one is rare. */
  private static final List<Integer> DROPPED = List.of(1, 2, 3, 5, 255, 256, 257, 512, 65_536);

  /** Any. */
  static StoreCase of(Random random) {
    int leaves =
        random.nextBoolean()
            ? LEAVES.get(random.nextInt(LEAVES.size()))
            : 300 + random.nextInt(401);
    int rare = random.nextInt(8) == 0 ? DROPPED.size() : DROPPED.size() - 1;
    return of(random, random.nextBoolean() ? 0 : DROPPED.get(random.nextInt(rare)), leaves);
  }

  /** One of a size. */
  static StoreCase of(Random random, int droppedBundles, int leaves) {
    TestLog log = new TestLog(random, droppedBundles, leaves);
    List<VerifierKey> keys = new ArrayList<>(List.of(log.ledger.signer.key()));
    TestSigner signedBefore = log.ledger.signer;
    if (random.nextBoolean()) {
      signedBefore = TestSigner.create(TestLedger.ORIGIN, KeyKind.ED25519, random);
      keys.addFirst(signedBefore.key());
      serveKeys(log, keys);
    }
    if (random.nextInt(4) == 0) {
      keys.clear();
    }
    Optional<TestSigner> witness = Optional.empty();
    if (random.nextBoolean()) {
      witness = Optional.of(TestSigner.create("witness.example", KeyKind.COSIGNATURE, random));
      keys.add(witness.get().key());
    }
    Given given = new Given(keys, List.of(), List.of());
    List<Checkpoint> kept = new ArrayList<>();
    for (int number = random.nextInt(4); number > 0; number--) {
      long size = log.before() + random.nextInt(leaves + 1);
      kept.add(new Checkpoint(TestLedger.ORIGIN, size, log.root(size)));
      NoteSigner signer = random.nextBoolean() ? signedBefore : log.ledger.signer;
      SignedNote note = TestLog.sign(kept.getLast(), signer);
      given = given.with(new NamedNote(name(kept.size()), note));
    }
    StoreCase made = new StoreCase(log, given, witness, List.copyOf(kept));
    made.serve(log.checkpoint(log.size()));
    return made;
  }

  /** What the reviewer calls a kept checkpoint, by its number from 1. */
  static String name(int number) {
    return "kept-" + number;
  }

  static void serveKeys(TestLog log, List<VerifierKey> keys) {
    StringBuilder text = new StringBuilder();
    keys.forEach(key -> text.append(key.text()).append('\n'));
    log.resources.put("key", text.toString().getBytes(UTF_8));
  }

  /** Serves a checkpoint, cosigned if there is a witness. */
  void serve(SignedNote note) {
    SignedNote served =
        witness
            .map(signer -> note.with(Cosignature.sign(note.text(), COSIGNED_AT, signer)))
            .orElse(note);
    log.resources.put("checkpoint", served.note().getBytes(UTF_8));
  }

  StoreVerdict verify() throws IOException {
    return StoreVerifier.verify(log, given, log.before() + 1);
  }

  /** Whether the reviewer has a key of the log's. */
  boolean knowsKey() {
    return given.keys().stream().anyMatch(key -> key.kind() == KeyKind.ED25519);
  }
}
