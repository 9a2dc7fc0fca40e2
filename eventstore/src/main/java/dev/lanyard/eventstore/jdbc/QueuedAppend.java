package dev.lanyard.eventstore.jdbc;

import dev.lanyard.eventstore.Appended;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine.AppendTransaction;
import org.axonframework.eventsourcing.eventstore.GlobalIndexConsistencyMarker;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;

/** An append that Axon commits by queueing it, and that is done when it is durable. */
record QueuedAppend(PendingAppend append, AppendQueue queue)
    implements AppendTransaction<Appended> {

  @Override
  public CompletableFuture<Appended> commit(@Nullable ProcessingContext context) {
    try {
      queue.offer(append);
    } catch (LedgerRefusal refused) {
      return CompletableFuture.failedFuture(refused);
    }
    if (context == null) {
      return append.done();
    }
    return append
        .done()
        .thenApply(
            appended -> {
              context.putResource(Appended.KEY, appended);
              return appended;
            });
  }

  /** Axon also calls this when a later phase fails: what the writer has taken up stands. */
  @Override
  public void rollback(@Nullable ProcessingContext context) {
    queue.withdraw(append);
  }

  @Override
  public CompletableFuture<ConsistencyMarker> afterCommit(
      Appended appended, @Nullable ProcessingContext context) {
    return CompletableFuture.completedFuture(new GlobalIndexConsistencyMarker(appended.position()));
  }
}
