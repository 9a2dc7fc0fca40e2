package dev.lanyard.api.evidence;

import dev.lanyard.eventstore.log.TreeHead;
import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.SignedNote;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Signs the head of a log. Nothing is signed whose root was not computed from the leaves and found
 * to be the ledger's own, or that does not contain what was signed before (C2SP tlog-checkpoint).
 */
final class CheckpointMaker {
  private final ServedLog log;
  private final Outside outside;
  private final Continuity continuity;
  private final InstantSource clock;
  private boolean compared;

  /** What is kept outside of epochs before; known once the log was compared. */
  private List<Checkpoint> outsideBefore = List.of();

  CheckpointMaker(ServedLog log, Outside outside, InstantSource clock) {
    this.log = log;
    this.outside = outside;
    this.continuity = new Continuity(log);
    this.clock = clock;
  }

  /**
   * Signs the head of now, and keeps it; not where it has been signed already. The first time, the
   * log is compared with the heads that are kept outside of the store.
   *
   * @return the last signed head
   * @throws HeadNotContained if the log is not a continuation of what was signed
   * @throws RuntimeException if something cannot be read or kept
   */
  SignedHead make() {
    TreeHead head = log.tiles().follow();
    if (!compared) {
      compare(head.size());
    }
    Optional<SignedHead> last = log.signedHead();
    last.ifPresent(signed -> continuity.require(signed.checkpoint(), head.size()));
    if (last.isPresent() && last.get().size() == head.size()) {
      return last.get();
    }
    List<String> extensions =
        last.isPresent() ? List.of() : before().map(CheckpointMaker::follows).toList();
    Checkpoint next = new Checkpoint(log.origin(), head.size(), Hash.of(head.root()), extensions);
    SignedNote note = SignedNote.sign(next.text(), List.of(log.signer()));
    SignedHead signed = new SignedHead(next, note, clock.instant().truncatedTo(ChronoUnit.MICROS));
    log.keep(signed);
    log.forgetDropped();
    return signed;
  }

  private void compare(long size) {
    List<Checkpoint> kept = outside.read();
    kept.forEach(signed -> continuity.require(signed, size));
    outsideBefore = kept.stream().filter(continuity::isOfBefore).toList();
    compared = true;
  }

  /** Puts a head into the file outside of the store, if one is kept there. */
  void putOutside(SignedHead head) {
    outside.write(head);
  }

  /** The last head of the epochs before, where one is known. */
  private Stream<Checkpoint> before() {
    Stream<Checkpoint> kept = log.headOfBefore().map(SignedHead::checkpoint).stream();
    return Stream.concat(kept, outsideBefore.stream())
        .reduce((one, other) -> one.size() < other.size() ? other : one)
        .stream();
  }

  /** An extension line: under which name and with which head the log was signed before. */
  private static String follows(Checkpoint before) {
    return "follows %s %d %s".formatted(before.origin(), before.size(), before.root().base64());
  }
}
