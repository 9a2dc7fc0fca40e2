package dev.lanyard.benchmarks.ledger;

import dev.lanyard.projections.state.AccessDecisions;
import dev.lanyard.projections.state.Explanation;
import dev.lanyard.projections.state.Holders;
import dev.lanyard.projections.state.RequestedAction;
import dev.lanyard.projections.state.Ruling;
import dev.lanyard.projections.state.StateQueries;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.IntUnaryOperator;

/**
 * What an access check costs as role assignments grow in number: rows visited, which must not
 * change, and checks a second of one thread. It asks about a machine, for a principal with one
 * assignment at the subscription and one at the machine's group, while others have ever more
 * assignments in the subscription. With the explanation, each check reads the file; without, it is
 * answered from memory.
 */
public final class CostOfACheck {
  private static final int SAMPLES = 20_000;
  private static final int PRINCIPALS = 10_000;
  private static final List<Integer> SIZES = List.of(1_000, 100_000, 1_000_000);
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
    int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : Integer.MAX_VALUE;
    try (WithViews all = new WithViews(Path.of(arguments[0]))) {
      System.out.println("| others' assignments | check | rows | checks/s | p50 us | p99 us |");
      System.out.println("|---|---|---|---|---|---|");
      measure(all, most);
    }
  }

  private static void measure(WithViews all, int most) throws Exception {
    Holders holders = new Holders(all.caller(), List.of());
    Assignees others = new Assignees(all.process(), PRINCIPALS);
    AccessDecisions decisions = all.views().decisions();
    for (int assignments : SIZES) {
      if (assignments <= most) {
        others.upTo(assignments);
        var _ = all.caughtUp();
        print(assignments, "explained, allowed", _ -> explained(decisions, holders, READ, true));
        print(assignments, "explained, denied", _ -> explained(decisions, holders, WRITE, false));
        print(assignments, "short, allowed", _ -> allowed(decisions, holders));
      }
    }
  }

  private static int explained(
      AccessDecisions decisions, Holders holders, RequestedAction action, boolean expected) {
    Explanation explanation =
        decisions.check(holders, action, WithViews.MACHINE, StateQueries.CURRENT, Instant.now());
    return rows(explanation.allowed() == expected, explanation.rowsVisited());
  }

  private static int allowed(AccessDecisions decisions, Holders holders) {
    Ruling ruling = decisions.allowed(holders, READ, WithViews.MACHINE, Instant.now());
    return rows(ruling.allowed(), ruling.rowsVisited());
  }

  private static int rows(boolean right, int rows) {
    if (!right) {
      throw new IllegalStateException("the check is wrong");
    }
    return rows;
  }

  private static void print(int assignments, String name, IntUnaryOperator check) {
    var _ = Samples.of(SAMPLES, check);
    Samples cost = Samples.of(SAMPLES, check);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %s | %,.0f | %.1f | %.1f |%n",
        assignments,
        name,
        cost.rows(),
        cost.perSecond(),
        cost.p50Nanos() / 1e3,
        cost.p99Nanos() / 1e3);
  }
}
