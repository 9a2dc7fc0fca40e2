package dev.lanyard.benchmarks.ledger;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.state.Entitlements;
import dev.lanyard.projections.state.Held;
import dev.lanyard.projections.state.Holders;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

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

  private CostOfAPermission() {}

  /**
   * Runs and prints a table.
   *
   * @param arguments the folder for the store
   */
  public static void main(String... arguments) throws Exception {
    try (WithViews all = new WithViews(Path.of(arguments[0]))) {
      System.out.println(
          "| others' assignments | the caller's elsewhere | rows visited, first check"
              + " | rows, later checks | p50 us | p99 us |");
      System.out.println("|---|---|---|---|---|---|");
      measure(all);
    }
  }

  private static void measure(WithViews all) throws Exception {
    PrincipalId caller = all.caller();
    InProcess process = all.process();
    Assignees others = new Assignees(process, PRINCIPALS);
    var _ = sample(all, caller);
    for (int assignments : List.of(10, 1_000, 100_000)) {
      others.upTo(assignments);
      print(assignments, 0, sample(all, caller));
    }
    process.createGroup("elsewhere");
    int held = 0;
    for (int elsewhere : List.of(1, 100, MACHINES)) {
      Assignees.parallel(held, elsewhere, number -> own(process, caller, number));
      held = elsewhere;
      print(100_000, elsewhere, sample(all, caller));
    }
  }

  private static void own(InProcess process, PrincipalId caller, int number) {
    process.createMachine("elsewhere", "vm" + number).join();
    Assignees.assign(process, caller, Places.machine("elsewhere", "vm" + number));
  }

  private static Samples sample(WithViews all, PrincipalId caller) throws InterruptedException {
    var _ = all.caughtUp();
    Entitlements entitlements = all.views().entitlements();
    Holders holders = new Holders(caller, List.of());
    return Samples.of(SAMPLES, _ -> twoGrants(entitlements.at(holders, WithViews.MACHINE)));
  }

  private static int twoGrants(Held held) {
    if (held.grants().size() != 2) {
      throw new IllegalStateException("two grants count, not " + held.grants());
    }
    return held.rowsVisited();
  }

  private static void print(int others, int elsewhere, Samples cost) {
    System.out.printf(
        Locale.ROOT,
        "| %,d | %,d | %d | %s | %d | %d |%n",
        others,
        elsewhere,
        cost.firstRows(),
        cost.rows(),
        cost.p50Nanos() / 1_000,
        cost.p99Nanos() / 1_000);
  }
}
