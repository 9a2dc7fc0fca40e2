package dev.lanyard.eventstore.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last closed commit, as all readers see it. */
final class Head {
  private static final Logger log = LoggerFactory.getLogger(Head.class);

  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private volatile long position;

  long position() {
    return position;
  }

  /** Moves on, and tells everyone, on the writer's thread. */
  void moveTo(long newHead) {
    position = newHead;
    for (LongConsumer listener : listeners) {
      try {
        listener.accept(newHead);
      } catch (RuntimeException e) {
        log.error("a listener failed at position {}: the append stands", newHead, e);
      }
    }
  }

  /** Calls back at each move, until the answer is run. */
  Runnable subscribe(LongConsumer listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
