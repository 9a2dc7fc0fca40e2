package dev.lanyard.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lanyard.evidence.bundle.Finding;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random logs as they are served, and something done to each: every tampering is named where it is,
 * and no clean log is refused. {@code -Dlanyard.tamper.cases=2000} looks longer; a case that fails
 * comes back with {@code -Dlanyard.tamper.seed=<its seed> -Dlanyard.tamper.cases=1}.
 */
class StoreTamperTest {
  private static final int CASES = Integer.getInteger("lanyard.tamper.cases", 300);
  private static final long SEED = Long.getLong("lanyard.tamper.seed", 20_261_126);

  /** Logs over more than one tile of level 1, whose leaves are all there: a second or two each. */
  private static final int LARGE_CASES = Math.max(1, CASES / 200);

  private static final int LARGE = 65_536;

  @Test
  void every_tampering_is_named_where_it_is_and_no_clean_log_is_refused() throws IOException {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Random random = new Random(seed);
      StoreTampering tampering = StoreTampering.ofSeed(seed);
      StoreCase store = StoreCase.of(random);
      while (!tampering.fits(store)) {
        store = StoreCase.of(random);
      }
      check(seed, store, tampering, random);
    }
  }

  @Test
  void nor_is_a_large_one() throws IOException {
    for (long seed = SEED; seed < SEED + LARGE_CASES; seed++) {
      Random random = new Random(seed);
      StoreCase store = StoreCase.of(random, 0, LARGE + random.nextInt(600));
      check(seed, store, StoreTampering.FLIP_A_BIT, random);
    }
  }

  private static void check(long seed, StoreCase store, StoreTampering tampering, Random random)
      throws IOException {
    String which =
        "seed %d, %s: %d leaves, %d of them dropped"
            .formatted(seed, tampering, store.log().size(), store.log().before());
    StoreVerdict clean = store.verify();
    assertThat(clean.wrong()).as(which + ", clean").isEqualTo(Optional.empty());
    assertThat(clean.firstPosition() - 1).as(which).isEqualTo(store.log().before());
    assertThat(clean.firstPosition() - 1 + clean.leaves()).as(which).isEqualTo(store.log().size());
    Place place = tampering.tamper(store, random);
    Optional<Finding> found = found(store);
    assertThat(found.filter(place::names))
        .as("%s: found %s, expected %s", which, found, place)
        .isPresent();
  }

  /** What is wrong; a store that cannot be read is not valid either, and says what was not. */
  private static Optional<Finding> found(StoreCase store) {
    try {
      return store.verify().wrong();
    } catch (IOException unread) {
      String what = String.valueOf(unread.getMessage());
      String file = what.replaceFirst("^.*: (\\S+) was answered with 500$", "$1");
      return Optional.of(new Finding(file, Optional.empty(), what));
    }
  }
}
