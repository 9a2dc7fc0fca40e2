package dev.lanyard.benchmarks.ledger;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Held;
import dev.lanyard.projections.state.Holders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What a permission check costs as role assignments grow in number: rows visited, which must not
 * change, and time, which is a note. First others have ever more assignments in the subscription,
 * then the caller itself has ever more elsewhere. It asks about a machine, as one of two roles of
 * the caller reaches it: one at the subscription, and one at the machine's group.
 */
public final class CostOfAPermission {
  private static final int SAMPLES = 5_000;
  private static final int PRINCIPALS = 1_000;
  private static final int MACHINES = 10_000;
  private static final long ACCESS_BYTES_MAX = 1L << 30;
  private static final ResourcePath MACHINE = Places.machine("asked", "vm0");

  private CostOfAPermission() {}

  /**
   * Runs and prints a table.
   *
   * @param arguments the folder for the store
   */
  public static void main(String... arguments) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[0])), "cost");
    InstantSource clock = InstantSource.system();
    try (InProcess process = new InProcess(folder);
        AccessStore access =
            AccessStore.open(
                folder,
                clock,
                _ -> UUID.randomUUID(),
                LedgerSettings.access(ACCESS_BYTES_MAX),
                LedgerMetrics.NONE);
        Views views =
            Views.open(process.ledger(), access.ledger(), folder.resolve("views"), clock)) {
      System.out.println(
          "| others' assignments | the caller's elsewhere | rows visited, first check"
              + " | rows, later checks | p50 us | p99 us |");
      System.out.println("|---|---|---|---|---|---|");
      measure(process, views);
    }
  }

  private static void measure(InProcess process, Views views) throws Exception {
    PrincipalId caller = new PrincipalId(UUID.randomUUID());
    process.createGroup("asked");
    process.createMachine("asked", "vm0").join();
    Assignees.register(process, caller);
    Assignees.assign(process, caller, ResourcePath.of(Places.SUBSCRIPTION));
    Assignees.assign(process, caller, Places.group("asked"));
    Assignees others = new Assignees(process, PRINCIPALS);
    shown(process, views);
    sample(views.entitlements(), caller);
    for (int assignments : List.of(10, 1_000, 100_000)) {
      others.upTo(assignments);
      shown(process, views);
      print(assignments, 0, sample(views.entitlements(), caller));
    }
    process.createGroup("elsewhere");
    int held = 0;
    for (int elsewhere : List.of(1, 100, MACHINES)) {
      Assignees.parallel(held, elsewhere, number -> own(process, caller, number));
      held = elsewhere;
      shown(process, views);
      print(100_000, elsewhere, sample(views.entitlements(), caller));
    }
  }

  private static void own(InProcess process, PrincipalId caller, int number) {
    process.createMachine("elsewhere", "vm" + number).join();
    Assignees.assign(process, caller, Places.machine("elsewhere", "vm" + number));
  }

  private static void shown(InProcess process, Views views) throws InterruptedException {
    if (!views.awaitState(process.ledger().head(), Duration.ofMinutes(5))) {
      throw new IllegalStateException("the view does not follow");
    }
  }

  /**
   * What checks cost, one after the other.
   *
   * @param firstRows of the first one, which reads the file
   * @param leastRows of the later ones
   * @param mostRows of the later ones
   */
  private record Cost(int firstRows, int leastRows, int mostRows, long p50Nanos, long p99Nanos) {}

  private static Cost sample(Entitlements entitlements, PrincipalId caller) {
    Holders holders = new Holders(caller, List.of());
    int[] rows = new int[SAMPLES];
    long[] nanos = new long[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      long began = System.nanoTime();
      Held held = entitlements.at(holders, MACHINE);
      nanos[i] = System.nanoTime() - began;
      rows[i] = held.rowsVisited();
      if (held.grants().size() != 2) {
        throw new IllegalStateException("two grants count, not " + held.grants());
      }
    }
    Arrays.sort(nanos);
    return new Cost(
        rows[0],
        IntStream.of(rows).skip(1).min().orElseThrow(),
        IntStream.of(rows).skip(1).max().orElseThrow(),
        nanos[SAMPLES / 2],
        nanos[(int) (SAMPLES * 0.99)]);
  }

  private static void print(int others, int elsewhere, Cost cost) {
    System.out.printf(
        Locale.ROOT,
        "| %,d | %,d | %d | %s | %d | %d |%n",
        others,
        elsewhere,
        cost.firstRows(),
        cost.leastRows() == cost.mostRows()
            ? Integer.toString(cost.leastRows())
            : cost.leastRows() + " to " + cost.mostRows(),
        cost.p50Nanos() / 1_000,
        cost.p99Nanos() / 1_000);
  }
}
