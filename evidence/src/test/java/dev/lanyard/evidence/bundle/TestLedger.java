package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.Hash;
import dev.lanyard.evidence.HashReader;
import dev.lanyard.evidence.KeyKind;
import dev.lanyard.evidence.NaiveTree;
import dev.lanyard.evidence.Opening;
import dev.lanyard.evidence.SignedNote;
import dev.lanyard.evidence.TestSigner;
import dev.lanyard.evidence.bundle.OpenedEvent.Personal;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A small random ledger, written down from ADR 0006 by itself: its CBOR, its digests and its tree
 * share nothing with what is to check them.
 */
public final class TestLedger {
  public static final String ORIGIN = "example.org/lanyard/lifecycle";
  static final Instant MADE_AT = Instant.parse("2026-11-26T12:00:00Z");
  private static final List<String> NAMES =
      List.of("lifecycle.RoleAssigned", "lifecycle.LockPlaced", "access.TokenIssued");

  public final TestSigner signer;
  public final List<byte[]> leaves = new ArrayList<>();
  final List<OpenedEvent> events = new ArrayList<>();
  private final Random random;

  /** A ledger with so many events. */
  public TestLedger(Random random, int size) {
    this(random, 0, size);
  }

  /** The same behind others, which it does not have. */
  public TestLedger(Random random, long before, int size) {
    this.random = random;
    long time = 1_762_000_000_000_000L;
    for (long position = before + 1; position <= before + size; ) {
      long commit = Math.min(before + size, position + random.nextInt(3));
      time += random.nextInt(1_000_000);
      while (position <= commit) {
        add(position++, commit, time);
      }
    }
    this.signer = TestSigner.create(ORIGIN, KeyKind.ED25519, random);
  }

  /** A signed checkpoint at a size. */
  public SignedNote checkpoint(long size) {
    Hash root = Hash.of(NaiveTree.root(leaves.subList(0, (int) size)));
    return SignedNote.sign(new Checkpoint(ORIGIN, size, root).text(), List.of(signer));
  }

  /** A bundle of all that a filter means between two sizes. */
  public byte[] bundle(long before, long after, Filter filter) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      BundleWriter.write(source(before, after, filter), signer, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  BundleSource source(long before, long after, Filter filter) {
    return new Source(this, before, after, filter);
  }

  private void add(long position, long commit, long time) {
    String name = NAMES.get(random.nextInt(NAMES.size()));
    List<Opening> tags = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      tags.add(Opening.ofText(salt(), "thing=" + (char) ('a' + random.nextInt(4)) + i));
    }
    String text =
        "{\"n\":%d,\"who\":\"J\u00f6rg \\\"%d\\\"\"}".formatted(position, random.nextInt());
    Opening payload = Opening.ofText(salt(), text);
    Opening metadata =
        Opening.of(salt(), Opening.metadataBytes(time, "{\"caller\":\"x\"}".getBytes(UTF_8)));
    Opening personal = Opening.ofText(salt(), random.nextBoolean() ? "" : "{\"name\":\"Ada\"}");
    boolean erased = random.nextInt(5) == 0;
    events.add(
        new OpenedEvent(
            position,
            name,
            "1",
            Optional.of(tags),
            Optional.of(payload),
            Optional.of(metadata),
            erased ? new Personal.Erased() : new Personal.Open(personal)));
    leaves.add(leaf(position, commit, time, name, tags, List.of(payload, metadata, personal)));
  }

  private byte[] salt() {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    return salt;
  }

  private byte[] leaf(
      long position, long commit, long time, String name, List<Opening> tags, List<Opening> parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(1);
      out.write(0x8a);
      number(out, position);
      number(out, commit);
      out.write(0x1b);
      out.writeLong(time);
      out.write(0x50);
      out.write(salt());
      out.write(0x60 + name.length());
      out.write(name.getBytes(UTF_8));
      out.write(0x61);
      out.write('1');
      out.write(0x80 + tags.size());
      for (List<Opening> openings : List.of(tags, parts)) {
        for (Opening opening : openings) {
          out.write(0x58);
          out.write(32);
          out.write(digest(opening));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void number(DataOutputStream out, long number) throws IOException {
    if (number < 24) {
      out.write((int) number);
    } else if (number < 256) {
      out.write(0x18);
      out.write((int) number);
    } else if (number < 65_536) {
      out.write(0x19);
      out.writeShort((int) number);
    } else {
      out.write(0x1a);
      out.writeInt((int) number);
    }
  }

  private static byte[] digest(Opening opening) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(opening.salt());
      return sha256.digest(opening.bytes());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /** What the ledger gives for a bundle. */
  private record Source(TestLedger ledger, long from, long to, Filter filter)
      implements BundleSource {

    @Override
    public SignedNote before() {
      return ledger.checkpoint(from);
    }

    @Override
    public SignedNote after() {
      return ledger.checkpoint(to);
    }

    @Override
    public HashReader hashes() {
      return (level, index) -> {
        int begin = (int) index << level;
        return Hash.of(NaiveTree.root(ledger.leaves.subList(begin, begin + (1 << level))));
      };
    }

    @Override
    public Iterator<byte[]> leaves() {
      return ledger.leaves.subList((int) from, (int) to).iterator();
    }

    /** Those that the filter means are opened; of the others the tags. */
    @Override
    public Iterator<OpenedEvent> events() {
      return ledger.events.subList((int) from, (int) to).stream()
          .map(event -> means(event) ? event : tagsOnly(event))
          .iterator();
    }

    private boolean means(OpenedEvent event) {
      return filter.admits(event.name())
          && (filter.tags().isEmpty()
              || event.tags().orElseThrow().stream()
                  .anyMatch(tag -> filter.tags().contains(tag.text())));
    }

    private static OpenedEvent tagsOnly(OpenedEvent event) {
      return new OpenedEvent(
          event.position(),
          event.name(),
          event.version(),
          event.tags(),
          Optional.empty(),
          Optional.empty(),
          new Personal.Closed());
    }

    @Override
    public List<HistoricKey> keys() {
      return List.of(new HistoricKey(ledger.signer.key(), Instant.EPOCH, Optional.empty()));
    }

    @Override
    public Optional<String> schema(String name, String version) {
      return Optional.of("{\"title\":\"" + name + "\"}\n");
    }

    @Override
    public Instant madeAt() {
      return MADE_AT;
    }

    @Override
    public String serverVersion() {
      return "0.0.0-test";
    }
  }
}
