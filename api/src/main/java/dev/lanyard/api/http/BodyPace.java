package dev.lanyard.api.http;

import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * How long the bodies of requests may take to arrive. Whoever waits for one holds a thread of the
 * container, and strangers may send bodies too: so a body must come at a pace, and only half of the
 * threads wait for bodies at once. What has arrived already is waited for by nobody.
 */
final class BodyPace {
  /** Half of {@code server.tomcat.threads.max}: the others answer what need not be waited for. */
  static final int WAITING_MAX = 100;

  /** Within this time anything may come, so that a lost packet or two is no matter. */
  static final Duration GRACE = Duration.ofSeconds(10);

  /**
   * Beyond it, each second takes so many bytes that have come: the largest form of a token request
   * gets 14 s in all, the largest ARM body four and a half minutes.
   */
  static final int BYTES_PER_SECOND_MIN = 16 * 1024;

  private final Semaphore waiting;
  private final LongSupplier nanos;

  BodyPace() {
    this(WAITING_MAX, System::nanoTime);
  }

  /**
   * Makes a pace.
   *
   * @param waitingMax how many may wait at once
   * @param nanos tells how time goes on, from an origin of its own
   */
  BodyPace(int waitingMax, LongSupplier nanos) {
    this.waiting = new Semaphore(waitingMax);
    this.nanos = nanos;
  }

  /** One body, of which nothing was read; its time begins now. */
  Body begin() {
    return new Body();
  }

  /** How far one body has come. For one thread at a time. */
  final class Body {
    private final long started = nanos.getAsLong();
    private long bytes;
    private boolean givenUp;

    private Body() {}

    /** Whether its reader was told that it came too slowly, or that too many are waited for. */
    boolean isGivenUp() {
      return givenUp;
    }

    /**
     * Reads on as {@link ServletInputStream#read(byte[], int, int)} does.
     *
     * @throws ProblemException 408 if it has come too slowly; 503 if too many are waited for
     * @throws IOException also if nothing came within the container's own time
     */
    int read(ServletInputStream in, byte[] into, int at, int length) throws IOException {
      requireInTime();
      if (in.available() > 0 || in.isFinished()) {
        return counted(in.read(into, at, length));
      }
      if (!waiting.tryAcquire()) {
        givenUp = true;
        throw Problem.of(503, "ServerBusy", "Too many requests are slow to send their bodies.")
            .retryAfter(Duration.ofSeconds(1))
            .exception();
      }
      try {
        return counted(in.read(into, at, length));
      } finally {
        waiting.release();
      }
    }

    private int counted(int read) {
      bytes += Math.max(read, 0);
      return read;
    }

    private void requireInTime() {
      long seconds = bytes / BYTES_PER_SECOND_MIN;
      if (nanos.getAsLong() - started > GRACE.plusSeconds(seconds).toNanos()) {
        givenUp = true;
        throw Problem.of(408, "RequestTimeout", "The body came too slowly.").exception();
      }
    }
  }
}
