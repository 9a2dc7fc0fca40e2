package dev.lanyard.evidence.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.NaiveTree;
import dev.lanyard.evidence.NoteSigner;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.bundle.TestLedger;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * A log in memory, laid out from C2SP tlog-tiles by itself, to be tampered with. Of dropped leaves
 * it has the roots of their bundles, which are made up: nobody can ask what they were over.
 */
final class TestLog implements LogStore {
  private static final int WIDTH = 256;

  final TestLedger ledger;
  final Map<String, byte[]> resources = new TreeMap<>();

  /** What the store fails to answer. */
  final Set<String> unreadable = new HashSet<>();

  private final List<byte[]> dropped = new ArrayList<>();

  /** A log with so many leaves that are left, behind so many bundles that are not. */
  TestLog(Random random, int droppedBundles, int leaves) {
    for (int i = 0; i < droppedBundles; i++) {
      byte[] root = new byte[Hash.BYTES];
      random.nextBytes(root);
      dropped.add(root);
    }
    ledger = new TestLedger(random, before(), leaves);
    resources.put("key", (ledger.signer.key().text() + "\n").getBytes(UTF_8));
    layOut(size());
    resources.put("checkpoint", checkpoint(size()).note().getBytes(UTF_8));
  }

  @Override
  public CompletableFuture<Optional<byte[]>> get(String path) {
    return unreadable.contains(path)
        ? CompletableFuture.failedFuture(new IOException(path + " was answered with 500"))
        : CompletableFuture.completedFuture(Optional.ofNullable(resources.get(path)));
  }

  byte[] resource(String path) {
    return Optional.ofNullable(resources.get(path)).orElseThrow();
  }

  /** How many leaves were dropped. */
  long before() {
    return (long) WIDTH * dropped.size();
  }

  /** How many leaves there ever were. */
  long size() {
    return before() + ledger.leaves.size();
  }

  /** The signed checkpoint at a size. */
  SignedNote checkpoint(long size) {
    return sign(new Checkpoint(TestLedger.ORIGIN, size, root(size)), ledger.signer);
  }

  static SignedNote sign(Checkpoint checkpoint, NoteSigner signer) {
    return SignedNote.sign(checkpoint.text(), List.of(signer));
  }

  /** The root at a size. */
  Hash root(long size) {
    return Hash.of(root(hashes(size), 0, size));
  }

  /** Makes the tiles of the tree of a size, from what the leaves are now. */
  void layOut(long size) {
    resources.keySet().removeIf(path -> path.startsWith("tile/"));
    List<byte[]> leaves = ledger.leaves.subList(0, (int) (size - before()));
    List<byte[]> hashes = hashes(size);
    put("tile/entries/", dropped.size(), leaves, TestLog::bundle);
    put("tile/0/", dropped.size(), hashes, TestLog::joined);
    List<byte[]> roots = new ArrayList<>(dropped);
    roots.addAll(fullTiles(hashes));
    for (int level = 1; !roots.isEmpty(); level++) {
      put("tile/" + level + "/", 0, roots, TestLog::joined);
      roots = fullTiles(roots);
    }
  }

  /** The path of a bundle, or of the tile over it, in the tree of a size. */
  static String path(String prefix, long index, long size) {
    long width = Math.min(WIDTH, size - index * WIDTH);
    StringBuilder path = new StringBuilder("%03d".formatted(index % 1000));
    for (long rest = index / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return prefix + path + (width == WIDTH ? "" : ".p/" + width);
  }

  /** Leaves, each behind its length. */
  static byte[] bundle(List<byte[]> leaves) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] leaf : leaves) {
      out.write(leaf.length >>> 8);
      out.write(leaf.length);
      out.writeBytes(leaf);
    }
    return out.toByteArray();
  }

  private void put(
      String prefix, long first, List<byte[]> all, Function<List<byte[]>, byte[]> content) {
    for (int begin = 0; begin < all.size(); begin += WIDTH) {
      List<byte[]> some = all.subList(begin, Math.min(all.size(), begin + WIDTH));
      String path = path(prefix, first + begin / WIDTH, first * WIDTH + all.size());
      resources.put(path, content.apply(some));
    }
  }

  private List<byte[]> hashes(long size) {
    return ledger.leaves.subList(0, (int) (size - before())).stream()
        .map(leaf -> NaiveTree.root(List.of(leaf)))
        .toList();
  }

  private static List<byte[]> fullTiles(List<byte[]> hashes) {
    List<byte[]> roots = new ArrayList<>();
    for (int end = WIDTH; end <= hashes.size(); end += WIDTH) {
      roots.add(over(hashes.subList(end - WIDTH, end)));
    }
    return roots;
  }

  /** MTH of RFC 6962, 2.1, over as many hashes as a power of two. */
  private static byte[] over(List<byte[]> hashes) {
    int half = hashes.size() / 2;
    return half == 0
        ? hashes.getFirst()
        : NaiveTree.node(over(hashes.subList(0, half)), over(hashes.subList(half, hashes.size())));
  }

  /** MTH of RFC 6962, 2.1, over the leaves from one index to another. */
  private byte[] root(List<byte[]> hashes, long begin, long end) {
    long width = end - begin;
    if (width == 0) {
      return NaiveTree.root(List.of());
    }
    if (begin < before() && width == WIDTH) {
      return dropped.get((int) (begin / WIDTH));
    }
    if (width == 1) {
      return hashes.get((int) (begin - before()));
    }
    long half = Long.highestOneBit(width - 1);
    return NaiveTree.node(root(hashes, begin, begin + half), root(hashes, begin + half, end));
  }

  private static byte[] joined(List<byte[]> hashes) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    hashes.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
