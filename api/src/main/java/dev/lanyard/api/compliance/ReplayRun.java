package dev.lanyard.api.compliance;

import dev.lanyard.api.compliance.ReplayStatus.Progress;
import dev.lanyard.domain.ReplayOutcome;
import dev.lanyard.projections.replay.Replay;
import dev.lanyard.projections.replay.ReplayCancelled;
import dev.lanyard.projections.replay.ReplayOrder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The replay that is under way, on a thread of its own. */
final class ReplayRun {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);

  /** Makes replays. */
  @FunctionalInterface
  interface Maker {
    /**
     * A replay that has yet to be run.
     *
     * @param folder has room for what it throws away
     */
    Replay make(ReplayOrder order, ReplayFolder folder);
  }

  private final ReplayTicket ticket;
  private final Replay replay;
  private final String software;
  private final InstantSource clock;
  private final Consumer<ReplayReport> end;
  private final Thread thread;
  private volatile boolean cut;
  private volatile boolean over;

  /**
   * @param end keeps the report
   */
  ReplayRun(
      ReplayTicket ticket,
      Replay replay,
      String software,
      InstantSource clock,
      Consumer<ReplayReport> end) {
    this.ticket = ticket;
    this.replay = replay;
    this.software = software;
    this.clock = clock;
    this.end = end;
    this.thread = Thread.ofPlatform().daemon().name("replay").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  ReplayTicket ticket() {
    return ticket;
  }

  /** Whether its report is kept, or was given up. */
  boolean isOver() {
    return over;
  }

  ReplayStatus status() {
    return new ReplayStatus(
        ticket,
        ReplayStatus.RUNNING,
        Optional.of(Progress.of(replay.progress())),
        Optional.empty());
  }

  void cancel() {
    replay.cancel();
  }

  /** Stops it without a report, and waits for its threads. */
  void cutOff() {
    cut = true;
    replay.cancel();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    long began = System.nanoTime();
    try {
      ReplayReport report = replayed(began);
      if (!cut) {
        end.accept(report);
      }
    } catch (RuntimeException failure) {
      LOG.error("The report of replay {} cannot be kept", ticket.id(), failure);
    } finally {
      over = true;
    }
  }

  private ReplayReport replayed(long began) {
    try {
      return ReplayReport.of(ticket, replay.run(), software, clock.instant(), since(began));
    } catch (ReplayCancelled cancelled) {
      return unfinished(ReplayOutcome.CANCELLED, began, Optional.empty());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return unfinished(ReplayOutcome.CANCELLED, began, Optional.empty());
    } catch (RuntimeException failure) {
      LOG.error("Replay {} failed", ticket.id(), failure);
      return unfinished(ReplayOutcome.FAILED, began, Optional.of(failure.toString()));
    }
  }

  private ReplayReport unfinished(ReplayOutcome outcome, long began, Optional<String> failure) {
    return ReplayReport.unfinished(
        ticket, outcome, software, clock.instant(), Optional.of(since(began)), failure);
  }

  private static Duration since(long began) {
    return Duration.ofNanos(System.nanoTime() - began);
  }
}
