package dev.lanyard.benchmarks.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Brings a ledger to a size: machines in groups of their own, each with attached identities. */
public final class Filling {
  private static final int CALLERS = 64;
  private static final int MACHINES_A_GROUP = 500;
  private static final int IDENTITIES = 4;

  private Filling() {}

  /**
   * Fills the ledger of a server that has ended, whose subscription is that of {@link Places}.
   *
   * @return the head that it has then
   */
  public static long leftBehind(Path data, long events) throws Exception {
    try (InProcess process = InProcess.left(data)) {
      upTo(process, events, "g");
      return process.ledger().head();
    }
  }

  /** Appends events until the ledger has at least this many; each command appends one. */
  static void upTo(InProcess process, long events, String prefix) throws Exception {
    fill(process, () -> process.ledger().head() < events, prefix);
  }

  /** Appends events for a while, as fast as it goes. */
  static void during(InProcess process, Duration time, String prefix) throws Exception {
    long until = System.nanoTime() + time.toNanos();
    fill(process, () -> System.nanoTime() < until, prefix);
  }

  private static void fill(InProcess process, BooleanSupplier goesOn, String prefix)
      throws Exception {
    AtomicLong groups = new AtomicLong();
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        running.add(
            CompletableFuture.runAsync(
                () -> {
                  while (goesOn.getAsBoolean()) {
                    group(process, goesOn, prefix + groups.incrementAndGet());
                  }
                },
                callers));
      }
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    }
  }

  private static void group(InProcess process, BooleanSupplier goesOn, String group) {
    process.createGroup(group);
    for (int u = 0; u < IDENTITIES; u++) {
      process.createIdentity(group, "id-" + u);
    }
    for (int m = 0; m < MACHINES_A_GROUP && goesOn.getAsBoolean(); m++) {
      process.createMachine(group, "vm" + m).join();
      for (int u = 0; u < IDENTITIES; u++) {
        process.attach(group, "vm" + m, "id-" + u).join();
      }
    }
  }
}
