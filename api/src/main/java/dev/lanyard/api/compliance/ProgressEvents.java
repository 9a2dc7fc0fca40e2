package dev.lanyard.api.compliance;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ServerSentEvents;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the progress of a replay as {@link ServerSentEvents}, on the thread of the request: few may
 * listen at once, each for a bounded time. Who is cut off asks again.
 */
final class ProgressEvents {
  /** How many may listen at once. */
  static final int LISTENERS_MAX = 8;

  private static final Logger LOG = LoggerFactory.getLogger(ProgressEvents.class);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration LISTENING_MAX = Duration.ofMinutes(10);

  private final JsonMapper json;
  private final Semaphore places = new Semaphore(LISTENERS_MAX);

  ProgressEvents(JsonMapper json) {
    this.json = json;
  }

  /**
   * Sends an event {@code progress} now and then, and {@code end} when the replay is over; the data
   * of each is its status. Ends where nobody listens any more.
   *
   * @throws dev.lanyard.api.http.ProblemException 503 if too many listen already
   */
  void send(Supplier<ReplayStatus> status, HttpServletResponse reply) {
    if (!places.tryAcquire()) {
      throw Problem.of(503, "TooManyListeners", "Too many listen to the progress of replays.")
          .retryAfter(Duration.ofSeconds(10))
          .exception();
    }
    try {
      ServerSentEvents.open(reply);
      tell(status, reply.getOutputStream());
    } catch (IOException gone) {
      LOG.debug("nobody listens to the progress of a replay any more", gone);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } finally {
      places.release();
    }
  }

  private void tell(Supplier<ReplayStatus> status, OutputStream out)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + LISTENING_MAX.toNanos();
    boolean running = true;
    while (running && System.nanoTime() < until) {
      ReplayStatus now = status.get();
      running = now.state().equals(ReplayStatus.RUNNING);
      out.write(ServerSentEvents.named(running ? "progress" : "end", json.writeValueAsBytes(now)));
      out.flush();
      if (running) {
        Thread.sleep(PAUSE);
      }
    }
  }
}
