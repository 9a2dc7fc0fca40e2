package dev.lanyard.evidence.bundle;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.ProofRefused;
import dev.lanyard.evidence.Proofs;
import dev.lanyard.evidence.TreeHashes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints that a reviewer has from elsewhere: each must be shown to be of the same log. One
 * within the span is recomputed. One outside of it needs its consistency proof: a later one without
 * it says that the tail is missing.
 */
final class GivenCheckpoints {
  private final Heads heads;
  private final Given given;
  private final List<Named> checkpoints = new ArrayList<>();

  /** A checkpoint that is signed by a known key. */
  private record Named(String name, Checkpoint checkpoint) {}

  /**
   * Reads them.
   *
   * @throws BundleRefused if one is not of this log, or not signed by a known key
   */
  GivenCheckpoints(Heads heads, Given given) {
    this.heads = heads;
    this.given = given;
    for (Given.NamedNote named : given.checkpoints()) {
      try {
        var _ = named.note().verify(heads.known());
        Checkpoint checkpoint = Checkpoint.parse(named.note().text());
        if (!checkpoint.origin().equals(heads.manifest().origin())) {
          throw new BundleRefused(named.name(), "it is the checkpoint of another log");
        }
        checkpoints.add(new Named(named.name(), checkpoint));
      } catch (EvidenceRefused refused) {
        throw new BundleRefused(named.name(), refused);
      }
    }
  }

  /** The sizes of their trees. */
  List<Long> sizes() {
    return checkpoints.stream().map(named -> named.checkpoint().size()).toList();
  }

  /**
   * Relates each to the bundle.
   *
   * @param span the span, which was read
   * @return a remark on each
   * @throws BundleRefused if one is of another tree, or cannot be related
   */
  List<String> relate(SpanCheck span) {
    return checkpoints.stream().map(named -> relate(named, span)).toList();
  }

  private String relate(Named named, SpanCheck span) {
    Checkpoint checkpoint = named.checkpoint();
    long size = checkpoint.size();
    if (size > heads.after().size()) {
      requireConsistent(
          named,
          heads.after(),
          checkpoint,
          "the log had %d positions then, and the bundle ends at %d: the tail is missing, or a"
                  .formatted(size, heads.after().size())
              + " consistency proof from %d to %d is needed".formatted(heads.after().size(), size));
      return named.name() + ": the log has gone on to " + size;
    }
    if (size == 0 && checkpoint.root().equals(TreeHashes.EMPTY)) {
      return named.name() + ": every log begins with an empty tree";
    }
    if (size < heads.before().size()) {
      requireConsistent(
          named,
          checkpoint,
          heads.before(),
          "it is of before the span: a consistency proof from %d to %d is needed"
              .formatted(size, heads.before().size()));
      return named.name() + ": the log of size " + size + " is the beginning of this one";
    }
    if (!span.root(size).equals(Optional.of(checkpoint.root()))) {
      throw new BundleRefused(
          named.name(), "the log had another tree at size " + size + " than the bundle has");
    }
    return named.name() + ": the tree of size " + size + " is the bundle's";
  }

  private void requireConsistent(Named named, Checkpoint older, Checkpoint newer, String lacking) {
    if (given.consistency().stream().noneMatch(proof -> proves(older, newer, proof))) {
      throw new BundleRefused(named.name(), lacking);
    }
  }

  private static boolean proves(Checkpoint older, Checkpoint newer, List<Hash> proof) {
    try {
      Proofs.verifyConsistency(older.size(), older.root(), newer.size(), newer.root(), proof);
      return true;
    } catch (ProofRefused another) {
      return false;
    }
  }
}
