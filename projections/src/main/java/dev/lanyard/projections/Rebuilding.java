package dev.lanyard.projections;

import dev.lanyard.eventstore.Ledger;
import dev.lanyard.eventstore.LedgerRecord;
import dev.lanyard.projections.RebuildStatus.State;
import dev.lanyard.projections.store.ViewFile;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rebuilds one view from the ledger beside the live one, compares the two at one commit, and puts
 * the rebuilt one in the live one's place. The rebuilt one is the truth: where the two differ, the
 * difference is told and the live file is kept for inspection.
 */
final class Rebuilding<R extends LedgerRecord> implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Rebuilding.class);

  /** Of the file that is being rebuilt; one that a crash left is deleted at the next start. */
  static final String SUFFIX = ".rebuilt.db";

  private static final int LOOK_MILLIS = 200;
  private static final Duration LIVE_WAIT_MAX = Duration.ofMinutes(1);

  private final UUID id;
  private final Ledger<R> ledger;
  private final ProjectionRunner<R> runner;
  private volatile RebuildStatus status;
  private volatile boolean cancelled;

  Rebuilding(UUID id, Ledger<R> ledger, ProjectionRunner<R> runner) {
    this.id = id;
    this.ledger = ledger;
    this.runner = runner;
    this.status =
        new RebuildStatus(
            id,
            runner.projection().name(),
            State.REPLAYING,
            0,
            ledger.head(),
            0,
            List.of(),
            0,
            Optional.empty());
  }

  RebuildStatus status() {
    return status;
  }

  boolean isOver() {
    return switch (status.state()) {
      case DONE, FAILED -> true;
      case REPLAYING, COMPARING -> false;
    };
  }

  /** Gives up at the next batch. */
  void cancel() {
    cancelled = true;
  }

  @Override
  public void run() {
    Path path = sibling(SUFFIX);
    try (ViewFile file = ViewFile.create(path, runner.projection().schema())) {
      Batches<R> batches = new Batches<>(ledger, runner.projection(), file);
      catchUp(batches, runner.status().position());
      batches.index();
      compare(batches, path);
      swap(batches, file);
      progress(State.DONE, batches.position());
    } catch (Throwable e) {
      LOG.error("rebuilding view {} failed", runner.projection().name(), e);
      fail(e);
    }
    ViewFile.delete(path);
  }

  private void catchUp(Batches<R> batches, long target) throws SQLException {
    while (batches.position() < target) {
      stopIfCancelled();
      if (!batches.next(Batches.EVENTS_MAX, target)) {
        throw new IllegalStateException("the ledger ends before the live view does");
      }
      progress(State.REPLAYING, batches.position());
    }
  }

  /**
   * Once more where a difference may be of texts that were erased behind the commit that the live
   * view was seen at: the ledger gives earlier events without them.
   */
  private void compare(Batches<R> batches, Path path) throws SQLException, InterruptedException {
    compareOnce(batches, path);
    long head = ledger.head();
    while (status.differencesFound() > 0
        && !ledger.erasedBetween(batches.position(), head).isEmpty()
        && runner.await(head, LIVE_WAIT_MAX)) {
      compareOnce(batches, path);
      head = ledger.head();
    }
  }

  private void compareOnce(Batches<R> batches, Path path) throws SQLException {
    try (Comparison comparison = new Comparison(runner.view().path(), path)) {
      catchUp(batches, comparison.position());
      for (Map.Entry<String, String> table : runner.projection().schema().meanings().entrySet()) {
        comparison.compare(table);
        status =
            new RebuildStatus(
                id,
                status.view(),
                State.COMPARING,
                batches.position(),
                ledger.head(),
                comparison.rowsCompared(),
                comparison.differences(),
                comparison.differencesFound(),
                Optional.empty());
      }
    }
  }

  private void swap(Batches<R> batches, ViewFile file) throws Exception {
    Path kept = sibling(".before-" + id + ".db");
    CompletableFuture<Void> swapped = new CompletableFuture<>();
    runner.submit(
        view -> {
          try {
            catchUp(batches, view.file().position());
            file.close();
            view.swap(file.path(), kept);
            swapped.complete(null);
          } catch (Throwable e) {
            swapped.completeExceptionally(e);
          }
        });
    awaitEnd(swapped);
    if (status.differencesFound() == 0) {
      ViewFile.delete(kept);
    }
  }

  private void awaitEnd(CompletableFuture<Void> swapped) throws Exception {
    while (!swapped.isDone()) {
      stopIfCancelled();
      try {
        swapped.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        LOG.debug("view {} has not come to its swap yet", status.view(), e);
      }
    }
    swapped.get();
  }

  private void stopIfCancelled() {
    if (cancelled) {
      throw new IllegalStateException("the server stops");
    }
  }

  private Path sibling(String suffix) {
    return runner.view().path().resolveSibling(status.view() + suffix);
  }

  private void progress(State state, long position) {
    status =
        new RebuildStatus(
            id,
            status.view(),
            state,
            position,
            ledger.head(),
            status.rowsCompared(),
            status.differences(),
            status.differencesFound(),
            Optional.empty());
  }

  private void fail(Throwable e) {
    status =
        new RebuildStatus(
            id,
            status.view(),
            State.FAILED,
            status.position(),
            status.target(),
            status.rowsCompared(),
            status.differences(),
            status.differencesFound(),
            Optional.of(e.toString()));
  }
}
