package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.TlogProof;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.evidence.bundle.Verdict.Subject;
import dev.lanyard.evidence.bundle.Verdict.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a bundle, without a server and whatever its size: what is read as a whole is small, the
 * rest is read once, line by line.
 */
public final class BundleVerifier {
  private static final Completeness NOT_REACHED =
      new Completeness.NotProvable("the verification ended before that");

  private final Given given;
  private final Tally tally = new Tally();
  private final List<String> remarks = new ArrayList<>();
  private Optional<Subject> subject = Optional.empty();

  private BundleVerifier(Given given) {
    this.given = given;
  }

  /**
   * Verifies one.
   *
   * @param bundle a zip, or the folder that it was unpacked to
   * @param given what is known from elsewhere
   * @return that it is valid, or the first thing that is wrong
   * @throws IOException if the file or folder cannot be read
   */
  public static Verdict verify(Path bundle, Given given) throws IOException {
    BundleVerifier verifier = new BundleVerifier(given);
    try (BundleContainer container = BundleContainer.open(bundle)) {
      Completeness completeness = verifier.run(new BundleReader(container));
      return verifier.verdict(Optional.empty(), completeness);
    } catch (BundleRefused refused) {
      return verifier.verdict(Optional.of(refused.finding()), NOT_REACHED);
    }
  }

  private Completeness run(BundleReader reader) throws IOException {
    Heads heads = Heads.read(reader, given);
    Manifest manifest = heads.manifest();
    subject =
        Optional.of(
            new Subject(
                manifest.origin(),
                manifest.from(),
                manifest.to(),
                manifest.filter().asked(),
                manifest.madeAt(),
                manifest.serverVersion()));
    given.keys(KeyKind.COSIGNATURE).forEach(key -> remarks.add(witness(key, heads.afterNote())));
    GivenCheckpoints checkpoints = new GivenCheckpoints(heads, given);
    SpanCheck span = new SpanCheck(heads, checkpoints.sizes(), tally);
    span.run(reader);
    // Single proofs first: they name the position that the root cannot name.
    for (long position : manifest.proven()) {
      proof(reader, heads, span, position);
    }
    if (!span.root().equals(heads.after().root())) {
      throw new BundleRefused(
          BundleFiles.ENVELOPES, "they do not lead to the root of " + BundleFiles.AFTER);
    }
    for (String schema : manifest.files().keySet()) {
      if (BundleFiles.isSchema(schema)) {
        var _ = reader.whole(manifest, schema, BundleJson::parse);
        tally.schema();
      }
    }
    remarks.addAll(checkpoints.relate(span));
    return span.completeness();
  }

  private void proof(BundleReader reader, Heads heads, SpanCheck span, long position)
      throws IOException {
    String file = BundleFiles.proof(position);
    TlogProof proof = reader.whole(heads.manifest(), file, TlogProof::parse);
    Hash leaf =
        span.leaf(position)
            .orElseThrow(() -> new BundleRefused(file, position, "it is not in the span"));
    if (proof.index() != position - 1 || !proof.checkpoint().equals(heads.afterNote())) {
      throw new BundleRefused(
          file, position, "it is for another position, or under another checkpoint");
    }
    try {
      Checkpoint _ = proof.verify(leaf, heads.known());
    } catch (EvidenceRefused refused) {
      throw new BundleRefused(
          BundleFiles.ENVELOPES, position, "its single proof: " + refused.what());
    }
    tally.proof();
  }

  private static String witness(VerifierKey key, SignedNote note) {
    try {
      Instant at = note.verify(List.of(key)).getFirst().at().orElseThrow();
      return "%s has cosigned %s at %s".formatted(key.name(), BundleFiles.AFTER, at);
    } catch (EvidenceRefused none) {
      return key.name() + " has not cosigned " + BundleFiles.AFTER;
    }
  }

  private Verdict verdict(Optional<Finding> wrong, Completeness completeness) {
    return new Verdict(
        wrong,
        subject,
        given.keys(KeyKind.ED25519).isEmpty() ? Trust.OWN_KEYS : Trust.GIVEN_KEYS,
        tally.figures(),
        completeness,
        remarks);
  }
}
