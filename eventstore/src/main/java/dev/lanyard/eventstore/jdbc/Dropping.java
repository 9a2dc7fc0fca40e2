package dev.lanyard.eventstore.jdbc;

import java.sql.SQLException;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops old segments on the writer's thread, one between two batches, so that appends never wait
 * for more than one of them.
 */
final class Dropping {
  private static final Logger log = LoggerFactory.getLogger(Dropping.class);

  private final AppendQueue queue;
  private final Answers answers;
  private final Head head;
  private final Queue<Request> asked = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private record Request(long olderThanMicros, long through, CompletableFuture<Long> done) {}

  Dropping(AppendQueue queue, Answers answers, Head head) {
    this.queue = queue;
    this.answers = answers;
    this.head = head;
  }

  /**
   * Asks for all whole segments to be dropped that are older.
   *
   * @param through the last position that may go
   * @return completes with the first position that is kept then, off the writer's thread; fails
   *     with {@link LedgerBusy} when the ledger closes before, and with {@link AppendFailed} where
   *     the store cannot be written: what was dropped until then stays dropped
   */
  CompletableFuture<Long> ask(long olderThanMicros, long through) {
    Request request = new Request(olderThanMicros, through, new CompletableFuture<>());
    asked.add(request);
    queue.nudge();
    if (closed && asked.remove(request)) {
      request.done().completeExceptionally(closing());
    }
    return request.done();
  }

  /** Drops one segment, if one is to be dropped; for the writer's thread. */
  void step(RecoveringStore store) {
    Request request = asked.peek();
    if (request == null) {
      return;
    }
    try {
      if (store.dropSegment(request.olderThanMicros(), request.through())) {
        head.startsAt(store.first());
        queue.nudge();
      } else {
        asked.remove(request);
        long first = store.first();
        answers.tell(() -> request.done().complete(first));
      }
    } catch (SQLException | RuntimeException failure) {
      log.warn("an old segment could not be dropped", failure);
      head.startsAt(store.first());
      asked.remove(request);
      answers.tell(
          () ->
              request
                  .done()
                  .completeExceptionally(
                      new AppendFailed("an old segment could not be dropped", failure)));
      queue.nudge();
    }
  }

  /** Fails what waits. */
  void close() {
    closed = true;
    for (Request request = asked.poll(); request != null; request = asked.poll()) {
      CompletableFuture<Long> done = request.done();
      answers.tell(() -> done.completeExceptionally(closing()));
    }
  }

  private static LedgerBusy closing() {
    return new LedgerBusy("the ledger is closing");
  }
}
