package dev.lanyard.projections.replay;

import dev.lanyard.eventstore.Commits;
import dev.lanyard.eventstore.Recorded;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The reading of one thread as the commits of another: whole, in order, each given once. What was
 * read and not yet taken is bounded, so that the slower one sets the speed.
 */
final class Feed implements Commits<Recorded> {
  private static final int CHUNKS_MAX = 4;
  private static final long LOOK_MILLIS = 100;

  private final BlockingQueue<List<Recorded>> chunks = new ArrayBlockingQueue<>(CHUNKS_MAX);
  private final Runnable breathe;
  private final BooleanSupplier cancelled;
  private volatile boolean closed;
  private boolean over;

  /**
   * @param breathe what whoever takes does before it takes more
   * @param cancelled whether both sides shall give up
   */
  Feed(Runnable breathe, BooleanSupplier cancelled) {
    this.breathe = breathe;
    this.cancelled = cancelled;
  }

  /** Gives on what was read; an empty list ends it. Nothing is kept once nobody takes it. */
  void offer(List<Recorded> commits) throws InterruptedException {
    while (!closed && !chunks.offer(commits, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
      requireGoingOn();
    }
  }

  /** Nobody takes any more. */
  void close() {
    closed = true;
    chunks.clear();
  }

  private void requireGoingOn() {
    if (cancelled.getAsBoolean()) {
      throw new ReplayCancelled();
    }
  }

  @Override
  public List<Recorded> read(long after, int eventsMax) {
    if (over) {
      return List.of();
    }
    breathe.run();
    List<Recorded> commits = take();
    over = commits.isEmpty();
    if (!over && commits.getFirst().position() != after + 1) {
      throw new IllegalStateException("events are taken in order, each once");
    }
    return commits;
  }

  private List<Recorded> take() {
    try {
      while (true) {
        requireGoingOn();
        List<Recorded> commits = chunks.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        if (commits != null) {
          return commits;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ReplayCancelled();
    }
  }

  @Override
  public long firstPosition() {
    return 1;
  }
}
