package dev.lanyard.api.evidence;

import dev.lanyard.eventstore.log.Checkpoints;
import dev.lanyard.eventstore.log.Checkpoints.Kept;
import dev.lanyard.eventstore.log.LogTiles;
import dev.lanyard.eventstore.log.ProvableLog;
import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.HashReader;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.NoteSigner;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.VerifierKey;
import dev.lanyard.tokens.LogKeys;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One of the two logs as it is proved to others: the ledger, the tiles of its tree, the keys that
 * sign its heads, and the heads that were signed.
 *
 * @param name {@code lifecycle} or {@code access}, as paths have it
 * @param origin the name that it is signed under
 * @param epoch how often it was begun under a new name, from 1 on
 */
public record ServedLog(
    String name,
    String origin,
    int epoch,
    ProvableLog log,
    LogTiles tiles,
    LogKeys keys,
    Checkpoints checkpoints) {
  /** The name of the log of facts. */
  public static final String LIFECYCLE = "lifecycle";

  /** The name of the log of what was attempted. */
  public static final String ACCESS = "access";

  /** What proofs are made of. */
  public HashReader hashes() {
    return (level, index) -> Hash.of(tiles.subtree(level, index));
  }

  /** What its signatures are verified by now. */
  public VerifierKey key() {
    return key(keys.publicKey());
  }

  /** What its signatures were ever verified by, oldest first. */
  public List<VerifierKey> allKeys() {
    return keys.history().stream().map(key -> key(key.publicKey())).toList();
  }

  /** A public key of the log's as what its signatures are verified by. */
  VerifierKey key(byte[] publicKey) {
    return VerifierKey.of(origin, KeyKind.ED25519, publicKey);
  }

  /** Signs its heads, and what is said in its name; the key itself stays where it is kept. */
  public NoteSigner signer() {
    VerifierKey key = key();
    return new NoteSigner() {
      @Override
      public VerifierKey key() {
        return key;
      }

      @Override
      public byte[] sign(byte[] message) {
        return keys.sign(message);
      }
    };
  }

  /** The last head that was signed in this epoch; empty in its first moment. */
  Optional<SignedHead> signedHead() {
    return checkpoints.last(keptAs(epoch)).map(SignedHead::of);
  }

  /** The head of the largest tree of at most so many leaves that was signed in this epoch. */
  public Optional<SignedHead> signedUpTo(long size) {
    return checkpoints.upTo(keptAs(epoch), size).map(SignedHead::of);
  }

  /** The last head of the epochs before, of the latest that has one. */
  Optional<SignedHead> headOfBefore() {
    return IntStream.iterate(epoch - 1, before -> before > 0, before -> before - 1)
        .mapToObj(before -> checkpoints.last(keptAs(before)))
        .flatMap(Optional::stream)
        .findFirst()
        .map(SignedHead::of);
  }

  /**
   * The signed checkpoint of a size: the one that was kept, or one that is signed now.
   *
   * @param size of a tree that the last signed head contains
   * @throws dev.lanyard.eventstore.log.LeavesDropped if it is within what was dropped
   */
  SignedNote noteAt(long size) {
    return checkpoints
        .upTo(keptAs(epoch), size)
        .filter(kept -> kept.size() == size)
        .map(kept -> SignedNote.parse(kept.note()))
        .orElseGet(
            () -> {
              Checkpoint checkpoint = new Checkpoint(origin, size, Hash.of(tiles.root(size)));
              return SignedNote.sign(checkpoint.text(), List.of(signer()));
            });
  }

  /** Keeps a head, in the place of one of the same size. */
  void keep(SignedHead head) {
    checkpoints.keep(keptAs(epoch), new Kept(head.size(), head.madeAt(), head.note().note()));
  }

  /** Forgets heads that nothing can be proved of any more, for their leaves were dropped. */
  void forgetDropped() {
    checkpoints.forgetBelow(keptAs(epoch), log.firstPosition() - 1);
  }

  /** The name that heads of an epoch are kept under. */
  String keptAs(int ofEpoch) {
    return name + "/" + ofEpoch;
  }
}
