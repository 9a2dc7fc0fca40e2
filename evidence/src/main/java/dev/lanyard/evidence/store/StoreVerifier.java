package dev.lanyard.evidence.store;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Envelope;
import dev.lanyard.evidence.EnvelopeOrder;
import dev.lanyard.evidence.EvidenceRefused;
import dev.lanyard.evidence.Frontier;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.TilePath;
import dev.lanyard.evidence.TreeHashes;
import dev.lanyard.evidence.bundle.Finding;
import dev.lanyard.evidence.bundle.Given;
import dev.lanyard.evidence.bundle.Verdict.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Verifies a whole log: every leaf, its place, every tile over them, and that they lead to the
 * signed checkpoint. Of the log a few tiles are in memory at a time.
 */
public final class StoreVerifier {
  /** So many bundles are asked for ahead. */
  private static final int AHEAD = 8;

  private final LogStore store;
  private final Given given;
  private final long wholeFrom;
  private final Map<Long, Hash> roots = new HashMap<>();
  private final List<String> remarks = new ArrayList<>();
  private Optional<Checkpoint> checkpoint = Optional.empty();
  private long first;
  private long leaves;
  private long tilesCompared;

  /** What was asked for ahead. */
  private record Ahead(
      long index,
      CompletableFuture<Optional<Tiles.Answered>> entries,
      CompletableFuture<Optional<Tiles.Answered>> hashes) {}

  private StoreVerifier(LogStore store, Given given, long wholeFrom) {
    this.store = store;
    this.given = given;
    this.wholeFrom = wholeFrom;
  }

  /** Verifies one that has all its leaves. */
  public static StoreVerdict verify(LogStore store, Given given) throws IOException {
    return verify(store, given, 1);
  }

  /**
   * Verifies one.
   *
   * @param given keys that are trusted, else the store's own is taken; and checkpoints that the log
   *     must contain
   * @param wholeFrom the position from which on no leaf may be missing, from 1. Bundles of leaves
   *     before it may have been dropped after their retention, which nothing tells from leaves that
   *     are withheld: so the reviewer says it
   * @return that it is valid, or the first thing that is wrong
   * @throws IOException if the store cannot be read
   */
  public static StoreVerdict verify(LogStore store, Given given, long wholeFrom)
      throws IOException {
    StoreVerifier verifier = new StoreVerifier(store, given, wholeFrom);
    try {
      verifier.run();
      return verifier.verdict(Optional.empty());
    } catch (StoreRefused refused) {
      return verifier.verdict(Optional.of(refused.finding()));
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private void run() throws IOException {
    StoreHeads heads = new StoreHeads(store, given);
    Checkpoint head = heads.head(remarks);
    checkpoint = Optional.of(head);
    for (Given.NamedNote named : given.checkpoints()) {
      roots.put(heads.checked(named).size(), TreeHashes.EMPTY);
    }
    Tiles tiles = new Tiles(store, head.size());
    long firstBundle = firstBundle(tiles, head.size());
    first = firstBundle * TilePath.WIDTH;
    UpperTiles upper = new UpperTiles(tiles, 1);
    Frontier tree = upper.dropped(firstBundle);
    readAll(tiles, upper, tree, Math.ceilDiv(head.size(), TilePath.WIDTH));
    if (!tree.root().equals(head.root())) {
      throw new StoreRefused("checkpoint", "the leaves do not lead to its root");
    }
    for (Given.NamedNote named : given.checkpoints()) {
      relate(named.name(), heads.checked(named), head);
    }
  }

  private long firstBundle(Tiles tiles, long size) throws IOException {
    if (wholeFrom > 1 && wholeFrom > size) {
      throw new StoreRefused(
          "checkpoint",
          "the log has %d positions, and is to be whole from %d on".formatted(size, wholeFrom));
    }
    return size == 0 ? 0 : tiles.firstBundle((wholeFrom - 1) / TilePath.WIDTH);
  }

  private void readAll(Tiles tiles, UpperTiles upper, Frontier tree, long bundles)
      throws IOException {
    EnvelopeOrder order = new EnvelopeOrder(first + 1);
    Deque<Ahead> asked = new ArrayDeque<>();
    rootAt(tree);
    for (long next = first / TilePath.WIDTH; next < bundles || !asked.isEmpty(); ) {
      if (next < bundles && asked.size() < AHEAD) {
        asked.add(new Ahead(next, tiles.askEntries(next), tiles.askHashes(0, next)));
        next++;
        continue;
      }
      Ahead bundle = asked.remove();
      List<Hash> hashes = bundle(tiles, bundle, order, tree);
      if (hashes.size() == TilePath.WIDTH) {
        upper.next(UpperTiles.root(hashes));
      }
      tilesCompared++;
    }
    upper.end();
    tilesCompared += upper.compared();
  }

  /** The hashes of a bundle's leaves, which were compared with those of its tile. */
  private List<Hash> bundle(Tiles tiles, Ahead bundle, EnvelopeOrder order, Frontier tree)
      throws IOException {
    long index = bundle.index();
    List<Hash> hashes = new ArrayList<>();
    for (byte[] leaf : tiles.entries(index, bundle.entries())) {
      try {
        order.next(Envelope.parse(leaf));
      } catch (EvidenceRefused refused) {
        throw new StoreRefused(tiles.entries(index), tree.size() + 1, refused.what());
      }
      Hash hash = TreeHashes.leaf(leaf);
      tree.append(hash);
      rootAt(tree);
      hashes.add(hash);
      leaves++;
    }
    if (!tiles.hashes(0, index, bundle.hashes()).equals(hashes)) {
      throw new StoreRefused(tiles.hashes(0, index), "its hashes are not those of the leaves");
    }
    return hashes;
  }

  private void relate(String name, Checkpoint kept, Checkpoint head) {
    if (!kept.origin().equals(head.origin())) {
      throw new StoreRefused(name, "it is the checkpoint of another log");
    }
    if (kept.size() > head.size()) {
      throw new StoreRefused(
          name, "the log had %d positions then, and has %d".formatted(kept.size(), head.size()));
    }
    if (kept.size() < first) {
      remarks.add(name + ": its leaves were dropped, and it was not looked at");
    } else if (!Optional.of(kept.root()).equals(Optional.ofNullable(roots.get(kept.size())))) {
      throw new StoreRefused(name, "the log had another tree at size " + kept.size());
    } else {
      remarks.add(name + ": the tree of size " + kept.size() + " is the log's");
    }
  }

  private void rootAt(Frontier tree) {
    roots.computeIfPresent(tree.size(), (_, _) -> tree.root());
  }

  private StoreVerdict verdict(Optional<Finding> wrong) {
    boolean own = given.keys().stream().noneMatch(key -> key.kind() == KeyKind.ED25519);
    return new StoreVerdict(
        wrong,
        checkpoint,
        own ? Trust.OWN_KEYS : Trust.GIVEN_KEYS,
        first + 1,
        leaves,
        tilesCompared,
        remarks);
  }
}
