package dev.lanyard.benchmarks.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * What one command costs as the ledger grows: rows visited, which must not change, and time, which
 * is a note. The 10th against the 10,000th attachment of one identity, then the same two commands
 * on a ledger of 1,000 and of 1,000,000 events.
 */
public final class CostOfACommand {
  private static final int SAMPLES = 200;

  private CostOfACommand() {}

  /**
   * Runs and prints a table.
   *
   * @param arguments the folder for the store
   */
  public static void main(String... arguments) throws Exception {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    System.out.println("| command | on | rows visited a command | p50 us | p99 us |");
    System.out.println("|---|---|---|---|---|");
    try (InProcess process = new InProcess(Files.createTempDirectory(folder, "cost"))) {
      attachments(process);
    }
    try (InProcess process = new InProcess(Files.createTempDirectory(folder, "cost"))) {
      Filling.upTo(process, 1_000, "small");
      commands(process, "1,000 events", "a");
      Filling.upTo(process, 1_000_000, "large");
      commands(process, "1,000,000 events", "b");
    }
  }

  private static void attachments(InProcess process) {
    process.createGroup("shared");
    process.createIdentity("shared", "shared");
    for (int m = 0; m < 10_100; m++) {
      process.createMachine("shared", "vm" + m).join();
    }
    attach(process, 0, 9);
    print("attach", "the 10th of one identity", sample(process, 1, i -> attachOne(process, 9)));
    attach(process, 10, 9_999);
    print("attach", "the 10,000th", sample(process, 1, i -> attachOne(process, 9_999)));
    print(
        "attach",
        "the 10,001st to 10,100th",
        sample(process, 100, i -> attachOne(process, 10_000 + i)));
  }

  private static void attach(InProcess process, int from, int to) {
    for (int m = from; m < to; m++) {
      attachOne(process, m);
    }
  }

  private static void attachOne(InProcess process, int machine) {
    process.attach("shared", "vm" + machine, "shared").join();
  }

  private static void commands(InProcess process, String size, String prefix) {
    String group = "probe" + prefix;
    process.createGroup(group);
    process.createIdentity(group, "shared");
    print(
        "create resource",
        size,
        sample(process, SAMPLES, i -> process.createMachine(group, "vm" + i).join()));
    print(
        "attach",
        size,
        sample(process, SAMPLES, i -> process.attach(group, "vm" + i, "shared").join()));
  }

  /** What a number of commands cost each: rows visited, and time. */
  private record Cost(long leastRows, long mostRows, long p50Nanos, long p99Nanos) {}

  /** Sends the command with a number. */
  @FunctionalInterface
  private interface Send {
    void number(int number);
  }

  private static Cost sample(InProcess process, int count, Send command) {
    long[] rows = new long[count];
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long visited = process.rowsVisited();
      long began = System.nanoTime();
      command.number(i);
      nanos[i] = System.nanoTime() - began;
      rows[i] = process.rowsVisited() - visited;
    }
    Arrays.sort(rows);
    Arrays.sort(nanos);
    return new Cost(rows[0], rows[count - 1], nanos[count / 2], nanos[(int) (count * 0.99)]);
  }

  private static void print(String command, String on, Cost cost) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %d | %d |%n",
        command,
        on,
        cost.leastRows == cost.mostRows
            ? Long.toString(cost.leastRows)
            : cost.leastRows + " to " + cost.mostRows,
        cost.p50Nanos / 1_000,
        cost.p99Nanos / 1_000);
  }
}
