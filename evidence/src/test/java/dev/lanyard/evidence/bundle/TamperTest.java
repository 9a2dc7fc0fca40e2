package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.evidence.bundle.Given.NamedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random small ledgers, a bundle of each, and something done to it: every tampering is found, and
 * no clean bundle is refused. {@code -Dlanyard.tamper.cases=2000} looks longer; a case that fails
 * comes back with {@code -Dlanyard.tamper.seed=<its seed> -Dlanyard.tamper.cases=1}.
 */
class TamperTest {
  private static final int CASES = Integer.getInteger("lanyard.tamper.cases", 300);
  private static final long SEED = Long.getLong("lanyard.tamper.seed", 20_261_126);

  @TempDir Path folder;

  /** What is done to a bundle. */
  private enum Tampering {
    FLIP_A_BYTE,
    REMOVE_A_LINE,
    REPEAT_A_LINE,
    SWAP_LINES,
    FOREIGN_LINE,
    REMOVE_A_FILE,
    ADD_A_FILE,
    CUT_A_FILE,
    SWAP_FILES,
    FLIP_A_BYTE_OF_THE_ZIP,
    CUT_THE_ZIP,
    SIGN_AGAIN_BY_ANOTHER_KEY,
    OTHER_HISTORY_BY_THE_SAME_KEY,
    CUT_THE_TAIL
  }

  /** A ledger, its bundle, and what a reviewer has of the log. */
  @SuppressWarnings("ArrayRecordComponent") // Compared by no one.
  private record Case(TestLedger ledger, int before, int after, Filter filter, byte[] zip) {

    static Case of(Random random) {
      TestLedger ledger = new TestLedger(random, 1 + random.nextInt(40));
      int before = random.nextInt(ledger.leaves.size());
      int after = before + 1 + random.nextInt(ledger.leaves.size() - before);
      Filter filter =
          switch (random.nextInt(3)) {
            case 0 -> Filter.ALL;
            case 1 -> new Filter("", List.of("lifecycle.LockPlaced"), List.of(), List.of());
            default -> new Filter("thing", List.of(), List.of("thing=a0"), List.of());
          };
      return new Case(ledger, before, after, filter, ledger.bundle(before, after, filter));
    }

    Given given() {
      return new Given(List.of(ledger.signer.key()), List.of(), List.of());
    }
  }

  @Test
  void every_tampering_is_found_and_no_clean_bundle_is_refused() throws IOException {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Random random = new Random(seed);
      Case clean = Case.of(random);
      Verdict verdict = verify(clean.zip(), clean.given());
      assertThat(verdict.wrong()).as("seed %d, clean", seed).isEmpty();
      assertThat(verdict.completeness()).isInstanceOf(Completeness.Proven.class);
      long turn = Math.floorMod(seed, (long) Tampering.values().length);
      Tampering tampering = Tampering.values()[(int) turn];
      assertThat(found(clean, tampering, random)).as("seed %d, %s", seed, tampering).isTrue();
    }
  }

  private boolean found(Case clean, Tampering tampering, Random random) throws IOException {
    return switch (tampering) {
      case FLIP_A_BYTE_OF_THE_ZIP, CUT_THE_ZIP -> foundInZip(clean, tampering, random);
      case SIGN_AGAIN_BY_ANOTHER_KEY -> {
        TestLedger forged = new TestLedger(random, clean.after());
        byte[] zip = forged.bundle(clean.before(), clean.after(), clean.filter());
        yield !verify(zip, clean.given()).valid();
      }
      case OTHER_HISTORY_BY_THE_SAME_KEY -> {
        int changed = clean.before() + random.nextInt(clean.after() - clean.before());
        var kept = clean.ledger().checkpoint(changed + 1 + random.nextInt(clean.after() - changed));
        clean.ledger().leaves.get(changed)[20] ^= 1;
        byte[] zip = clean.ledger().bundle(clean.before(), clean.after(), onlyNames());
        yield !verify(zip, clean.given().with(new NamedNote("kept", kept))).valid();
      }
      case CUT_THE_TAIL -> {
        var later = clean.ledger().checkpoint(clean.after());
        byte[] zip = clean.ledger().bundle(clean.before(), clean.after() - 1, clean.filter());
        yield !verify(zip, clean.given().with(new NamedNote("later", later))).valid();
      }
      case FLIP_A_BYTE,
          REMOVE_A_LINE,
          REPEAT_A_LINE,
          SWAP_LINES,
          FOREIGN_LINE,
          REMOVE_A_FILE,
          ADD_A_FILE,
          CUT_A_FILE,
          SWAP_FILES -> {
        TestBundle bundle = TestBundle.of(clean.zip());
        tamper(bundle, tampering, random);
        yield !BundleVerifier.verify(bundle.zip(folder), clean.given()).valid();
      }
    };
  }

  /** A filter that opens nothing: what was opened of a changed event would give it away. */
  private static Filter onlyNames() {
    return new Filter("", List.of("lifecycle.None"), List.of(), List.of());
  }

  private static void tamper(TestBundle bundle, Tampering tampering, Random random) {
    String file = anyOf(bundle, random);
    switch (tampering) {
      case FLIP_A_BYTE -> {
        byte[] bytes = bundle.bytes(file);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      case REMOVE_A_LINE, REPEAT_A_LINE, SWAP_LINES, FOREIGN_LINE ->
          bundle.edit(file, text -> lines(text, tampering, random));
      case REMOVE_A_FILE -> bundle.files.remove(file);
      case ADD_A_FILE -> bundle.files.put("schemas/more.json", "{}".getBytes(UTF_8));
      case CUT_A_FILE ->
          bundle.files.computeIfPresent(
              file, (_, bytes) -> Arrays.copyOf(bytes, random.nextInt(bytes.length)));
      case SWAP_FILES -> {
        String other = anyOf(bundle, random);
        while (Arrays.equals(bundle.bytes(other), bundle.bytes(file))) {
          other = anyOf(bundle, random);
        }
        byte[] bytes = bundle.bytes(file);
        bundle.files.put(file, bundle.bytes(other));
        bundle.files.put(other, bytes);
      }
      case FLIP_A_BYTE_OF_THE_ZIP,
          CUT_THE_ZIP,
          SIGN_AGAIN_BY_ANOTHER_KEY,
          OTHER_HISTORY_BY_THE_SAME_KEY,
          CUT_THE_TAIL ->
          throw new AssertionError(tampering);
    }
  }

  /** Any file that has bytes. */
  private static String anyOf(TestBundle bundle, Random random) {
    List<String> names = new ArrayList<>(bundle.files.keySet());
    names.removeIf(name -> bundle.text(name).isEmpty());
    return names.get(random.nextInt(names.size()));
  }

  private static String lines(String text, Tampering tampering, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    switch (tampering) {
      case REMOVE_A_LINE -> lines.remove(at);
      case REPEAT_A_LINE -> lines.add(at, lines.get(at));
      case SWAP_LINES -> Collections.swap(lines, at, random.nextInt(lines.size()));
      default -> lines.add(at, EnvelopeLine.write(at + 1L, new byte[] {1, 2, 3}));
    }
    String changed = String.join("\n", lines) + "\n";
    return changed.equals(text) ? changed + "\n" : changed;
  }

  /** Where the names and bytes of all files are as before, nothing was tampered with. */
  private boolean foundInZip(Case clean, Tampering tampering, Random random) throws IOException {
    byte[] zip = clean.zip().clone();
    if (tampering == Tampering.CUT_THE_ZIP) {
      zip = Arrays.copyOf(zip, random.nextInt(zip.length));
    } else {
      zip[random.nextInt(zip.length)] ^= (byte) (1 << random.nextInt(8));
    }
    boolean valid = verify(zip, clean.given()).valid();
    return !valid || contents().equals(Optional.of(text(TestBundle.of(clean.zip()).files)));
  }

  private Optional<Map<String, String>> contents() {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(folder.resolve("bundle.zip").toFile())) {
      for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
        files.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
      return Optional.of(text(files));
    } catch (IOException damaged) {
      return Optional.empty();
    }
  }

  private static Map<String, String> text(Map<String, byte[]> files) {
    Map<String, String> text = new TreeMap<>();
    files.forEach((name, bytes) -> text.put(name, new String(bytes, UTF_8)));
    return text;
  }

  private Verdict verify(byte[] zip, Given given) throws IOException {
    return BundleVerifier.verify(Files.write(folder.resolve("bundle.zip"), zip), given);
  }
}
