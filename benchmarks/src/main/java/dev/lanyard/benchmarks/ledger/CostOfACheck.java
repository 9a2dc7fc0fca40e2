package dev.lanyard.benchmarks.ledger;

import dev.lanyard.domain.PrincipalId;
import dev.lanyard.domain.ResourcePath;
import dev.lanyard.eventstore.jdbc.AccessStore;
import dev.lanyard.eventstore.jdbc.LedgerMetrics;
import dev.lanyard.eventstore.jdbc.LedgerSettings;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.Explanation;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.RequestedAction;
import dev.lanyard.projections.state.Ruling;
import dev.lanyard.projections.state.StateQueries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * What an access check costs as role assignments grow in number: rows visited, which must not
 * change, and checks a second of one thread. It asks about a machine, for a principal with one
 * assignment at the subscription and one at the machine's group, while others have ever more
 * assignments in the subscription. With the explanation, each check reads the file; without, it is
 * answered from memory.
 */
public final class CostOfACheck {
  private static final int SAMPLES = 20_000;
  private static final int PRINCIPALS = 1_000;
  private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);
  private static final long ACCESS_BYTES_MAX = 1L << 30;
  private static final ResourcePath MACHINE = Places.machine("asked", "vm0");
  private static final RequestedAction READ =
      RequestedAction.parse("action", "Microsoft.Compute/virtualMachines/read", false);
  private static final RequestedAction WRITE =
      RequestedAction.parse("action", "Microsoft.Compute/virtualMachines/write", false);

  private CostOfACheck() {}

  /**
   * Runs and prints a table.
   *
   * @param arguments the folder for the store; then, where fewer are wanted, the most assignments
   */
  public static void main(String... arguments) throws Exception {
    Path folder = Files.createTempDirectory(Files.createDirectories(Path.of(arguments[0])), "cost");
    int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : Integer.MAX_VALUE;
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
      System.out.println("| others' assignments | check | rows | checks/s | p50 us | p99 us |");
      System.out.println("|---|---|---|---|---|---|");
      measure(process, views, most);
    }
  }

  private static void measure(InProcess process, Views views, int most) throws Exception {
    PrincipalId caller = new PrincipalId(UUID.randomUUID());
    process.createGroup("asked");
    process.createMachine("asked", "vm0").join();
    Assignees.register(process, caller);
    Assignees.assign(process, caller, ResourcePath.of(Places.SUBSCRIPTION));
    Assignees.assign(process, caller, Places.group("asked"));
    Assignees others = new Assignees(process, PRINCIPALS);
    AccessDecisions decisions = views.decisions();
    Holders holders = new Holders(caller, List.of());
    for (int assignments : SIZES) {
      if (assignments <= most) {
        others.upTo(assignments);
        if (!views.awaitState(process.ledger().head(), Duration.ofMinutes(30))) {
          throw new IllegalStateException("the view does not follow");
        }
        print(assignments, "explained, allowed", _ -> explained(decisions, holders, READ, true));
        print(assignments, "explained, denied", _ -> explained(decisions, holders, WRITE, false));
        print(assignments, "short, allowed", _ -> allowed(decisions, holders));
      }
    }
  }

  private static int explained(
      AccessDecisions decisions, Holders holders, RequestedAction action, boolean expected) {
    Explanation explanation =
        decisions.check(holders, action, MACHINE, StateQueries.CURRENT, Instant.now());
    return rows(explanation.allowed() == expected, explanation.rowsVisited());
  }

  private static int allowed(AccessDecisions decisions, Holders holders) {
    Ruling ruling = decisions.allowed(holders, READ, MACHINE, Instant.now());
    return rows(ruling.allowed(), ruling.rowsVisited());
  }

  private static int rows(boolean right, int rows) {
    if (!right) {
      throw new IllegalStateException("the check is wrong");
    }
    return rows;
  }

  private static void print(int assignments, String name, IntUnaryOperator check) {
    int[] rows = new int[SAMPLES];
    long[] nanos = new long[SAMPLES];
    var _ = IntStream.range(0, SAMPLES).map(check).sum();
    long began = System.nanoTime();
    for (int i = 0; i < SAMPLES; i++) {
      long before = System.nanoTime();
      rows[i] = check.applyAsInt(i);
      nanos[i] = System.nanoTime() - before;
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Arrays.sort(nanos);
    int least = IntStream.of(rows).min().orElseThrow();
    int greatest = IntStream.of(rows).max().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %s | %,.0f | %.1f | %.1f |%n",
        assignments,
        name,
        least == greatest ? Integer.toString(least) : least + " to " + greatest,
        SAMPLES / seconds,
        nanos[SAMPLES / 2] / 1e3,
        nanos[(int) (SAMPLES * 0.99)] / 1e3);
  }
}
