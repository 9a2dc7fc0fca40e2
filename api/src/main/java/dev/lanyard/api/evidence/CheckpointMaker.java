package dev.lanyard.api.evidence;

import dev.lanyard.eventstore.log.LeavesDropped;
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
  private final Optional<OutsideCopy> outside;
  private final InstantSource clock;
  private boolean compared;

  CheckpointMaker(ServedLog log, Optional<OutsideCopy> outside, InstantSource clock) {
    this.log = log;
    this.outside = outside;
    this.clock = clock;
  }

  /**
   * Signs the head of now, and keeps it; not where it has been signed already. The first time, the
   * log is compared with the head that is kept outside of the store.
   *
   * @return the last signed head
   * @throws HeadNotContained if the log is not a continuation of what was signed
   * @throws RuntimeException if something cannot be read or kept
   */
  SignedHead make() {
    TreeHead head = log.tiles().follow();
    if (!compared) {
      outside
          .flatMap(copy -> copy.read().filter(kept -> !copy.isOfBefore(kept)))
          .ifPresent(kept -> requireContained(kept, head.size()));
      compared = true;
    }
    Optional<SignedHead> last = log.signedHead();
    last.ifPresent(signed -> requireContained(signed.checkpoint(), head.size()));
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

  /** Puts a head outside of the store, if one is kept there. */
  void putOutside(SignedHead head) {
    outside.ifPresent(copy -> copy.write(head));
  }

  /** The last head of the epochs before, where one is known. */
  private Stream<Checkpoint> before() {
    Stream<Checkpoint> kept = log.headOfBefore().map(SignedHead::checkpoint).stream();
    Stream<Checkpoint> copied =
        outside.flatMap(copy -> copy.read().filter(copy::isOfBefore)).stream();
    return Stream.concat(kept, copied)
        .reduce((one, other) -> one.size() < other.size() ? other : one)
        .stream();
  }

  /** An extension line: under which name and with which head the log was signed before. */
  private static String follows(Checkpoint before) {
    return "follows %s %d %s".formatted(before.origin(), before.size(), before.root().base64());
  }

  private void requireContained(Checkpoint signed, long size) {
    if (signed.size() > size) {
      throw HeadNotContained.shorter(log, signed, size);
    }
    if (!rootAt(signed.size()).equals(Optional.of(signed.root()))) {
      throw HeadNotContained.other(log, signed);
    }
  }

  /** Empty where all that could tell was dropped: no head is that old which was kept since. */
  private Optional<Hash> rootAt(long size) {
    try {
      return Optional.of(Hash.of(log.tiles().root(size)));
    } catch (LeavesDropped dropped) {
      return Optional.empty();
    }
  }
}
