package dev.lanyard.api.audit;

import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.api.start.StreamSettings;
import dev.lanyard.domain.PrincipalId;
import dev.lanyard.projections.Views;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;

/**
 * All streams of events of this node: how many there may be, and what they share. They end before
 * the server stops to listen.
 */
public final class AuditStreams implements SmartLifecycle {
  /** Readings at a time, of all streams together: requests have all other readers of the view. */
  private static final int READERS = 2;

  /** Looks at rights at a time; they are answered from memory mostly. */
  private static final int LOOKERS = 2;

  private static final Duration STOP_MAX = Duration.ofSeconds(2);

  private final StreamSettings settings;
  private final StreamRoom room;
  private final Views views;
  private final ExecutorService readers = threads("audit-stream-read-", READERS);
  private final ExecutorService lookers = threads("audit-stream-look-", LOOKERS);
  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean running;

  /**
   * Makes room for streams of the audit trail.
   *
   * @param turnedAway counts those for whom there was none
   */
  public AuditStreams(StreamSettings settings, TurnedAway turnedAway, Views views) {
    this.settings = settings;
    this.room = new StreamRoom(settings.inAll(), settings.ofOnePrincipal(), turnedAway);
    this.views = views;
  }

  /** JDBC holds the carrier of a virtual thread: reading is done on platform threads (ADR 0004). */
  private static ExecutorService threads(String name, int count) {
    return Executors.newFixedThreadPool(
        count, Thread.ofPlatform().daemon().name(name, 0).factory());
  }

  /**
   * Room for one stream more, until it is closed.
   *
   * @param address where the request came from
   * @throws dev.lanyard.api.http.ProblemException 429 if the principal has as many as one may have,
   *     503 if there are as many in all as there may be; counted, not recorded
   */
  StreamRoom.Place take(PrincipalId principal, String address) {
    return room.take(principal, address);
  }

  /**
   * Lets a stream begin, on a thread of its own.
   *
   * @param place its room, which is given back at its end
   */
  void begin(EventStream stream, StreamRoom.Place place) {
    open.add(stream);
    Thread.ofVirtual()
        .name("audit-stream")
        .start(
            () -> {
              try {
                stream.run();
              } finally {
                open.remove(stream);
                place.close();
              }
            });
  }

  /** How many are open. */
  public int open() {
    return open.size();
  }

  /** Bytes that were read for all of them and not sent yet. */
  public long held() {
    return open.stream().mapToLong(EventStream::held).sum();
  }

  /** After how long a silence a stream shows that it is there. */
  Duration heartbeat() {
    return settings.heartbeat();
  }

  /** Reads for a stream, when it is its turn. */
  <T> T read(Callable<T> reading) throws InterruptedException {
    return on(readers, reading);
  }

  /** Looks at a reader's rights, beside all reading. */
  <T> T look(Callable<T> look) throws InterruptedException {
    return on(lookers, look);
  }

  private static <T> T on(ExecutorService threads, Callable<T> task) throws InterruptedException {
    try {
      return threads.submit(task).get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    }
  }

  /** Waits until the trail has passed a commit, the time is over, or the server stops. */
  void await(long position, Duration longest) throws InterruptedException {
    long until = System.nanoTime() + longest.toNanos();
    if (!views.awaitAudit(position, longest)) {
      // A view that has stopped does not wait.
      long left = until - System.nanoTime();
      var _ = left > 0 && stopping.await(left, TimeUnit.NANOSECONDS);
    }
  }

  boolean isStopping() {
    return stopping.getCount() == 0;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    stopping.countDown();
    try {
      long until = System.nanoTime() + STOP_MAX.toNanos();
      while (!open.isEmpty() && System.nanoTime() < until) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    readers.shutdown();
    lookers.shutdown();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return DEFAULT_PHASE;
  }
}
