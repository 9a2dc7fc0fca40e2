package dev.lanyard.projections.replay;

import dev.lanyard.eventstore.Recorded;
import dev.lanyard.eventstore.replay.RowReading;
import dev.lanyard.eventstore.replay.TreeHead;
import dev.lanyard.projections.ViewReplay.Compared;
import dev.lanyard.projections.Views;
import dev.lanyard.projections.replay.ReplayProgress.Phase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * One replay. The thread that runs it reads, hashes and checks; each view is folded, and then
 * compared, by a thread of its own. What it learns does not depend on how fast it goes.
 */
public final class Replay {
  private static final List<String> VIEWS = List.of("state", "audit");

  private final ReplayOrder order;
  private final Pace pace;
  private final Findings findings = new Findings();
  private final Rows rows;
  private final Checking checking;
  private final List<ReplayedView> views;
  private final Meter meter;
  private volatile boolean cancelled;

  /**
   * A replay that has yet to be run.
   *
   * @param reading the ledger, from the first row on
   * @param heads what else was committed to than the ledger's own head, such as checkpoints
   * @param live the views to compare with
   * @param folder an empty one, for what is thrown away
   */
  public Replay(
      ReplayOrder order,
      RowReading<Recorded> reading,
      List<TreeHead> heads,
      Views live,
      Path folder,
      Pace pace) {
    this.order = order;
    this.pace = pace;
    this.rows = new Rows(reading, heads, order.to(), findings);
    this.checking =
        new Checking(order.checks().contains(Check.INVARIANTS), order.scope(), findings);
    this.views =
        order.checks().contains(Check.VIEWS)
            ? VIEWS.stream()
                .map(
                    name ->
                        new ReplayedView(
                            name,
                            live,
                            folder,
                            order.to(),
                            findings,
                            this::breathe,
                            () -> cancelled))
                .toList()
            : List.of();
    this.meter = new Meter(rows, views, order.to());
  }

  /** How far it is; for any thread. */
  public ReplayProgress progress() {
    return meter.progress();
  }

  /** Gives up soon; for any thread. */
  public void cancel() {
    cancelled = true;
  }

  /**
   * Replays; to be called once.
   *
   * @throws ReplayCancelled if it was given up
   * @throws InterruptedException if the thread was interrupted
   * @throws RuntimeException if it cannot go on: the ledger or a view cannot be read, the folder
   *     cannot be written
   */
  public ReplayResult run() throws InterruptedException {
    List<FutureTask<Optional<Compared>>> tasks = views.stream().map(ReplayedView::start).toList();
    try {
      meter.enter(Phase.REPLAYING);
      read();
      if (order.checks().contains(Check.TREE)) {
        meter.enter(Phase.VERIFYING);
        rows.verify(this::breathe);
      }
      meter.enter(Phase.COMPARING);
      List<Compared> compared = new ArrayList<>();
      for (FutureTask<Optional<Compared>> task : tasks) {
        resultOf(task).ifPresent(compared::add);
      }
      return result(compared);
    } catch (Throwable failure) {
      cancelled = true;
      throw failure;
    } finally {
      for (FutureTask<Optional<Compared>> task : tasks) {
        await(task);
      }
      meter.enter(Phase.OVER);
    }
  }

  private void read() throws InterruptedException {
    for (List<Recorded> chunk = rows.next(); !chunk.isEmpty(); chunk = rows.next()) {
      checking.apply(chunk);
      for (ReplayedView view : views) {
        view.offer(chunk);
      }
      breathe();
    }
    for (ReplayedView view : views) {
      view.offer(List.of());
    }
  }

  private void breathe() {
    try {
      pace.breathe();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayCancelled();
    }
    if (cancelled) {
      throw new ReplayCancelled();
    }
  }

  private static Optional<Compared> resultOf(FutureTask<Optional<Compared>> task)
      throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw new IllegalStateException("a view cannot be replayed", failure.getCause());
    }
  }

  /** Its file is deleted before the replay is over. */
  private static void await(FutureTask<?> task) throws InterruptedException {
    try {
      task.get();
    } catch (ExecutionException told) {
      // Whoever waited for its result was told.
    }
  }

  private ReplayResult result(List<Compared> compared) {
    return new ReplayResult(
        rows.given(),
        checking.commits(),
        checking.first(),
        checking.last(),
        order.checks().contains(Check.TREE) ? Optional.of(rows.tree()) : Optional.empty(),
        checking.held(),
        compared,
        findings.kept(),
        findings.found());
  }
}
