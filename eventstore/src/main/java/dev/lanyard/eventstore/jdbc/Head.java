package dev.lanyard.eventstore.jdbc;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last closed commit, as all readers see it, and the first position that is kept. */
final class Head {
  private static final Logger log = LoggerFactory.getLogger(Head.class);

  private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();
  private volatile long position;
  private volatile long first = 1;

  long position() {
    return position;
  }

  /** The first position whose event is kept; 1 where nothing was dropped. */
  long first() {
    return first;
  }

  /** What was before this position is no longer there. */
  void startsAt(long firstKept) {
    first = firstKept;
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
