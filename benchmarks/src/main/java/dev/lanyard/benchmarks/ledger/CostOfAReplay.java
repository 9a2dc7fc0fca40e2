package dev.lanyard.benchmarks.ledger;

import dev.lanyard.api.compliance.ReplayMaker;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.replay.Check;
import dev.lanyard.projections.replay.DutyCycle;
import dev.lanyard.projections.replay.Pace;
import dev.lanyard.projections.replay.Replay;
import dev.lanyard.projections.replay.ReplayCancelled;
import dev.lanyard.projections.replay.ReplayOrder;
import dev.lanyard.projections.replay.ReplayResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How fast a ledger is replayed with all checks, with each check alone, and up to half of it; and
 * what commands lose while a replay goes on beside them.
 */
public final class CostOfAReplay {
  private static final int EVENTS = 1_000_000;
  private static final int COMMAND_ROUNDS = 3;
  private static final Duration COMMANDS = Duration.ofSeconds(20);

  private CostOfAReplay() {}

  /**
   * Runs and prints tables.
   *
   * @param arguments the folder for the store, or that of a ledger that is to be filled up; then,
   *     where fewer are wanted, the number of events
   */
  public static void main(String... arguments) throws Exception {
    int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EVENTS;
    try (WithViews all = new WithViews(Path.of(arguments[0]))) {
      InProcess process = all.process();
      Views views = all.views();
      Filling.upTo(process, events, "g");
      long head = all.caughtUp();
      System.out.println("| events | checks | seconds | events/s | rows compared |");
      System.out.println("|---|---|---|---|---|");
      Path scratch = all.scratch();
      measure(process, views, scratch, head, EnumSet.allOf(Check.class));
      for (Check check : Check.values()) {
        measure(process, views, scratch, head, EnumSet.of(check));
      }
      measure(process, views, scratch, half(process, head), EnumSet.allOf(Check.class));
      besideCommands(process, views, scratch);
    }
  }

  private static long half(InProcess process, long head) {
    return process.ledger().at(head / 2).orElseThrow().commit();
  }

  private static void measure(
      InProcess process, Views views, Path scratch, long to, Set<Check> checks) throws Exception {
    long began = System.nanoTime();
    ReplayResult result = replay(process, views, scratch, to, checks, Pace.FULL).run();
    double seconds = (System.nanoTime() - began) / 1e9;
    if (!result.isClean()) {
      throw new IllegalStateException("the replay found: " + result.findings().getFirst());
    }
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %.1f | %,.0f | %,d |%n",
        result.events(),
        checks.size() == 1 ? checks.iterator().next() : "all",
        seconds,
        result.events() / seconds,
        result.views().stream().mapToLong(view -> view.rows()).sum());
  }

  private static Replay replay(
      InProcess process, Views views, Path scratch, long to, Set<Check> checks, Pace pace) {
    return new Replay(
        new ReplayOrder(to, Optional.empty(), checks),
        process.rows(),
        List.of(),
        views,
        scratch,
        pace);
  }

  private static void besideCommands(InProcess process, Views views, Path scratch)
      throws Exception {
    System.out.println("| round | commands/s alone | beside a replay | kept |");
    System.out.println("|---|---|---|---|");
    for (int round = 1; round <= COMMAND_ROUNDS; round++) {
      double alone = commands(process, "alone" + round);
      Pace pace = new DutyCycle(process.ledger()::head, process::queueDepth, ReplayMaker.SHARE);
      Replay replay =
          replay(
              process, views, scratch, process.ledger().head(), EnumSet.allOf(Check.class), pace);
      AtomicBoolean over = new AtomicBoolean();
      CompletableFuture<Void> running = CompletableFuture.runAsync(() -> run(replay, over));
      double beside = commands(process, "beside" + round);
      boolean whole = !over.get();
      replay.cancel();
      running.join();
      System.out.printf(
          Locale.ROOT,
          "| %d | %,.0f | %,.0f | %.0f %%%s |%n",
          round,
          alone,
          beside,
          100 * beside / alone,
          whole ? "" : " (the replay ended first)");
    }
  }

  private static void run(Replay replay, AtomicBoolean over) {
    try {
      replay.run();
    } catch (ReplayCancelled cancelled) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    over.set(true);
  }

  private static double commands(InProcess process, String prefix) throws Exception {
    long began = System.nanoTime();
    long before = process.ledger().head();
    Filling.during(process, COMMANDS, prefix);
    return (process.ledger().head() - before) / ((System.nanoTime() - began) / 1e9);
  }
}
