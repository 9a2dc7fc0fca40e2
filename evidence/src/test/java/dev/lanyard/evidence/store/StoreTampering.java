package dev.lanyard.evidence.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Cosignature;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.TestSigner;
import dev.lanyard.evidence.TreeHashes;
import dev.lanyard.evidence.bundle.TestLedger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** What is done to a log that is served, and where that must be named. */
enum StoreTampering {
  FLIP_A_BIT,
  CUT_A_RESOURCE,
  ADD_BYTES,
  FILL_A_PARTIAL_TILE,
  OTHER_WIDTH,
  SWAP_RESOURCES,
  REMOVE_A_RESOURCE,
  FAIL_TO_ANSWER,
  REMOVE_A_LEAF,
  REPEAT_A_LEAF,
  SWAP_LEAVES,
  FOREIGN_LEAF,
  WITHHOLD_THE_BEGINNING,
  SERVE_WHAT_WAS_DROPPED,
  OTHER_KEY,
  OTHER_SERVED_KEY,
  OTHER_ORIGIN,
  OTHER_SIZE,
  COSIGNATURE_OF_ANOTHER_TEXT,
  OLDER_THAN_KEPT,
  OTHER_HISTORY_THAN_KEPT,
  OTHER_TREE_UNDER_THE_CHECKPOINT,
  GAP_THAT_IS_SIGNED,
  REORDERED_AND_SIGNED,
  TIME_SET_BACK_AND_SIGNED;

  private static final int WIDTH = 256;
  private static final String ENTRIES = "tile/entries/";
  private static final String HASHES = "tile/0/";
  private static final String CHECKPOINT = "checkpoint";
  private static final String KEY = "key";

  /** One of them; each has its turn. */
  static StoreTampering ofSeed(long seed) {
    return values()[(int) Math.floorMod(seed, (long) values().length)];
  }

  /** Whether it changes something of this log that its reviewer relies on. */
  boolean fits(StoreCase store) {
    int leaves = store.log().ledger.leaves.size();
    return switch (this) {
      case FLIP_A_BIT,
          CUT_A_RESOURCE,
          ADD_BYTES,
          SWAP_RESOURCES,
          REMOVE_A_RESOURCE,
          FAIL_TO_ANSWER,
          REMOVE_A_LEAF,
          FOREIGN_LEAF,
          OTHER_SERVED_KEY,
          OTHER_SIZE,
          OTHER_TREE_UNDER_THE_CHECKPOINT ->
          true;
      case FILL_A_PARTIAL_TILE, OTHER_WIDTH -> !partial(store.log()).isEmpty();
      case REPEAT_A_LEAF,
          SWAP_LEAVES,
          GAP_THAT_IS_SIGNED,
          REORDERED_AND_SIGNED,
          TIME_SET_BACK_AND_SIGNED ->
          leaves >= 2;
      case WITHHOLD_THE_BEGINNING -> leaves > WIDTH;
      case SERVE_WHAT_WAS_DROPPED -> store.log().before() > 0;
      case OTHER_KEY -> store.knowsKey();
      case OTHER_ORIGIN -> !store.kept().isEmpty();
      case COSIGNATURE_OF_ANOTHER_TEXT -> store.witness().isPresent();
      case OLDER_THAN_KEPT -> largestKept(store) > store.log().before() + 1;
      case OTHER_HISTORY_THAN_KEPT -> largestKept(store) > store.log().before();
    };
  }

  /** Does it to a log that it fits. */
  Place tamper(StoreCase store, Random random) {
    return switch (this) {
      case FLIP_A_BIT,
          CUT_A_RESOURCE,
          ADD_BYTES,
          FILL_A_PARTIAL_TILE,
          OTHER_WIDTH,
          SWAP_RESOURCES,
          REMOVE_A_RESOURCE,
          FAIL_TO_ANSWER,
          WITHHOLD_THE_BEGINNING,
          SERVE_WHAT_WAS_DROPPED ->
          resources(store, random);
      case REMOVE_A_LEAF, REPEAT_A_LEAF, SWAP_LEAVES, FOREIGN_LEAF -> leaves(store, random);
      case OTHER_KEY,
          OTHER_SERVED_KEY,
          OTHER_ORIGIN,
          OTHER_SIZE,
          COSIGNATURE_OF_ANOTHER_TEXT,
          OLDER_THAN_KEPT ->
          checkpoint(store, random);
      case OTHER_HISTORY_THAN_KEPT,
          OTHER_TREE_UNDER_THE_CHECKPOINT,
          GAP_THAT_IS_SIGNED,
          REORDERED_AND_SIGNED,
          TIME_SET_BACK_AND_SIGNED ->
          history(store, random);
    };
  }

  private Place resources(StoreCase store, Random random) {
    TestLog log = store.log();
    String path = any(List.copyOf(log.resources.keySet()), random);
    byte[] bytes = log.resource(path);
    switch (this) {
      case FLIP_A_BIT -> bytes[anyByte(store, path, random)] ^= (byte) (1 << random.nextInt(8));
      case CUT_A_RESOURCE ->
          log.resources.put(path, Arrays.copyOf(bytes, random.nextInt(vouchedFor(store, path))));
      case ADD_BYTES -> {
        byte[] more = new byte[1 + random.nextInt(bytes.length)];
        random.nextBytes(more);
        log.resources.put(path, joined(bytes, more));
      }
      case FILL_A_PARTIAL_TILE -> {
        path = any(partial(log), random);
        int lacking = WIDTH - Integer.parseInt(path.replaceFirst("^.*/", ""));
        byte[] filling =
            path.startsWith(ENTRIES)
                ? TestLog.bundle(Collections.nCopies(lacking, log.ledger.leaves.getFirst()))
                : new byte[lacking * Hash.BYTES];
        log.resources.put(path, joined(log.resource(path), filling));
      }
      case OTHER_WIDTH -> {
        path = any(partial(log), random);
        int width = Integer.parseInt(path.replaceFirst("^.*/", ""));
        String other = path.replaceFirst("[0-9]+$", "") + (width % (WIDTH - 1) + 1);
        log.resources.put(other, log.resource(path));
        log.resources.remove(path);
      }
      case SWAP_RESOURCES -> {
        String other = any(List.copyOf(log.resources.keySet()), random);
        while (Arrays.equals(log.resource(other), bytes)) {
          other = any(List.copyOf(log.resources.keySet()), random);
        }
        log.resources.put(path, log.resource(other));
        log.resources.put(other, bytes);
        return near(store, path).and(near(store, other));
      }
      case REMOVE_A_RESOURCE -> log.resources.remove(path);
      case FAIL_TO_ANSWER -> log.unreadable.add(path);
      case WITHHOLD_THE_BEGINNING -> {
        long first = log.before() / WIDTH;
        log.resources.remove(TestLog.path(HASHES, first, log.size()));
        path = TestLog.path(ENTRIES, first, log.size());
        log.resources.remove(path);
        return Place.in(path);
      }
      case SERVE_WHAT_WAS_DROPPED -> {
        long bundle = random.nextBoolean() ? 0 : log.before() / WIDTH - 1;
        path = TestLog.path(ENTRIES, bundle, log.size());
        log.resources.put(path, TestLog.bundle(Collections.nCopies(WIDTH, new byte[] {1, 2})));
      }
      default -> throw new AssertionError(this);
    }
    return near(store, path);
  }

  /** Changes one bundle of leaves. */
  private Place leaves(StoreCase store, Random random) {
    TestLog log = store.log();
    List<byte[]> all = log.ledger.leaves;
    int begin =
        WIDTH * random.nextInt(Math.ceilDiv(this == FOREIGN_LEAF ? all.size() : pairs(all), WIDTH));
    List<byte[]> leaves = new ArrayList<>(all.subList(begin, Math.min(all.size(), begin + WIDTH)));
    int at = random.nextInt(leaves.size());
    int other = (at + 1 + random.nextInt(Math.max(1, leaves.size() - 1))) % leaves.size();
    switch (this) {
      case REMOVE_A_LEAF -> leaves.remove(at);
      case REPEAT_A_LEAF -> leaves.set(other, leaves.get(at));
      case SWAP_LEAVES -> Collections.swap(leaves, at, other);
      default -> {
        TestLedger foreign = new TestLedger(random, log.before(), all.size());
        leaves.set(at, foreign.leaves.get(begin + at));
      }
    }
    String path = TestLog.path(ENTRIES, (log.before() + begin) / WIDTH, log.size());
    log.resources.put(path, TestLog.bundle(leaves));
    return near(store, path);
  }

  /** As many of the leaves as are in bundles of two or more, but one leaf alone if it is all. */
  private static int pairs(List<byte[]> leaves) {
    return leaves.size() % WIDTH == 1 ? Math.max(1, leaves.size() - 1) : leaves.size();
  }

  private Place checkpoint(StoreCase store, Random random) {
    TestLog log = store.log();
    Checkpoint head = new Checkpoint(TestLedger.ORIGIN, log.size(), log.root(log.size()));
    TestSigner another = TestSigner.create(TestLedger.ORIGIN, KeyKind.ED25519, random);
    return switch (this) {
      case OTHER_KEY -> {
        store.serve(TestLog.sign(head, another));
        StoreCase.serveKeys(log, List.of(another.key()));
        yield Place.in(CHECKPOINT);
      }
      case OTHER_SERVED_KEY -> {
        StoreCase.serveKeys(log, List.of(another.key()));
        yield store.knowsKey() ? Place.in(KEY) : Place.in(CHECKPOINT);
      }
      case OTHER_ORIGIN -> {
        Checkpoint other = new Checkpoint(TestLedger.ORIGIN + "/2", head.size(), head.root());
        store.serve(TestLog.sign(other, log.ledger.signer));
        yield Place.in(StoreCase.name(1));
      }
      case OTHER_SIZE -> {
        List<Long> sizes =
            List.of(0L, head.size() - 1, head.size() + 1, head.size() + WIDTH, Long.MAX_VALUE);
        long size = any(sizes, random);
        Hash root = size > head.size() && random.nextBoolean() ? TreeHashes.EMPTY : head.root();
        Checkpoint other = new Checkpoint(TestLedger.ORIGIN, size, root);
        store.serve(TestLog.sign(other, log.ledger.signer));
        yield Place.ANYWHERE;
      }
      case COSIGNATURE_OF_ANOTHER_TEXT -> {
        SignedNote note = log.checkpoint(log.size());
        var other = Cosignature.sign("other\n", Instant.EPOCH, store.witness().orElseThrow());
        log.resources.put(CHECKPOINT, note.with(other).note().getBytes(UTF_8));
        yield Place.in(CHECKPOINT);
      }
      default -> {
        int shorter = random.nextInt((int) (largestKept(store) - log.before() - 1));
        long size = log.before() + 1 + shorter;
        log.layOut(size);
        store.serve(log.checkpoint(size));
        yield keptAbove(store, size);
      }
    };
  }

  /** Another history, whose tiles are its own. */
  private Place history(StoreCase store, Random random) {
    TestLog log = store.log();
    List<byte[]> leaves = log.ledger.leaves;
    int below =
        this == OTHER_HISTORY_THAN_KEPT ? (int) (largestKept(store) - log.before()) : leaves.size();
    int at = random.nextInt(below);
    switch (this) {
      case OTHER_HISTORY_THAN_KEPT, OTHER_TREE_UNDER_THE_CHECKPOINT -> {
        byte[] leaf = leaves.get(at);
        leaf[leaf.length - 1] ^= 1;
      }
      case GAP_THAT_IS_SIGNED -> {
        at = random.nextInt(leaves.size() - 1);
        leaves.remove(at);
      }
      case REORDERED_AND_SIGNED -> {
        at = random.nextInt(leaves.size() - 1);
        Collections.swap(leaves, at, at + 1 + random.nextInt(leaves.size() - 1 - at));
      }
      default -> {
        at = 1 + random.nextInt(leaves.size() - 1);
        setTimeBack(leaves.get(at));
      }
    }
    log.layOut(log.size());
    long position = log.before() + at + 1;
    return switch (this) {
      case OTHER_TREE_UNDER_THE_CHECKPOINT -> Place.in(CHECKPOINT);
      case OTHER_HISTORY_THAN_KEPT -> {
        store.serve(log.checkpoint(log.size()));
        yield keptAbove(store, log.before() + at);
      }
      default -> {
        store.serve(log.checkpoint(log.size()));
        String path = TestLog.path(ENTRIES, (position - 1) / WIDTH, log.size());
        yield new Place(Set.of(path), Set.of(position));
      }
    };
  }

  /**
   * The time is behind its head, 0x1b, which follows two numbers of one, two, three or five bytes.
   */
  private static void setTimeBack(byte[] leaf) {
    int at = 2;
    for (int number = 0; number < 2; number++) {
      int head = Byte.toUnsignedInt(leaf[at]);
      at += head < 0x18 ? 1 : 1 + (1 << (head - 0x18));
    }
    Arrays.fill(leaf, at + 3, at + 9, (byte) 1);
  }

  /** Where what is done to a resource can be noticed first. */
  private static Place near(StoreCase store, String path) {
    if (path.startsWith(ENTRIES) || path.startsWith(HASHES)) {
      String index = path.substring(path.startsWith(ENTRIES) ? ENTRIES.length() : HASHES.length());
      return Place.in(ENTRIES + index, HASHES + index);
    }
    if (path.equals(KEY)) {
      return Place.in(KEY, CHECKPOINT);
    }
    if (path.equals(CHECKPOINT) || store.log().before() == 0) {
      return Place.in(path);
    }
    // Of dropped leaves a tile is held against those above alone, and the last one against the
    // root.
    Set<String> above = new TreeSet<>(store.log().resources.keySet());
    above.removeIf(other -> level(other) <= level(path));
    above.addAll(List.of(path, CHECKPOINT));
    return new Place(above, Set.of());
  }

  private static int level(String path) {
    return path.matches("tile/[0-9]+/.*") ? Integer.parseInt(path.split("/", 3)[1]) : -1;
  }

  private static Place keptAbove(StoreCase store, long size) {
    Set<String> names = new TreeSet<>();
    for (int number = 1; number <= store.kept().size(); number++) {
      if (store.kept().get(number - 1).size() > size) {
        names.add(StoreCase.name(number));
      }
    }
    return new Place(names, Set.of());
  }

  private static long largestKept(StoreCase store) {
    return store.kept().stream().mapToLong(Checkpoint::size).max().orElse(0);
  }

  private static List<String> partial(TestLog log) {
    return log.resources.keySet().stream().filter(path -> path.contains(".p/")).toList();
  }

  /** Any byte; of a cosignature not what says whose it is, for that of a stranger is none. */
  private static int anyByte(StoreCase store, String path, Random random) {
    byte[] bytes = store.log().resource(path);
    int at = random.nextInt(bytes.length);
    if (path.equals(CHECKPOINT) && store.witness().isPresent()) {
      String name = store.witness().get().key().name();
      int line = vouchedFor(store, path);
      int end = line + "\u2014 ".getBytes(UTF_8).length + name.length() + 1 + 6;
      while (at >= line && at < end) {
        at = random.nextInt(bytes.length);
      }
    }
    return at;
  }

  /** How many bytes of a resource must be there: a checkpoint may come without a cosignature. */
  private static int vouchedFor(StoreCase store, String path) {
    byte[] bytes = store.log().resource(path);
    return path.equals(CHECKPOINT)
        ? store.log().checkpoint(store.log().size()).note().getBytes(UTF_8).length
        : bytes.length;
  }

  private static <T> T any(List<T> all, Random random) {
    return all.get(random.nextInt(all.size()));
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }
}
