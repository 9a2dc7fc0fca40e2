package dev.lanyard.api.evidence;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.domain.PrincipalId;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * How many exports are made at once: one of each principal, and a few in all, for each reads the
 * log as fast as it can and would hold commands up. One that is taken away too slowly ends, so that
 * no reader keeps its place.
 */
final class ExportPlaces {
  /** Most exports at once. */
  static final int IN_ALL_MAX = 2;

  /** Longest time of one; 5,000,000 events, the most that one has, at 3,000 a second take less. */
  static final Duration TIME_MAX = Duration.ofMinutes(30);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Set<PrincipalId> taken = new HashSet<>();
  private final LongSupplier nanos;

  ExportPlaces() {
    this(System::nanoTime);
  }

  /**
   * Makes places.
   *
   * @param nanos tells how time goes on, from an origin of its own
   */
  ExportPlaces(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Takes a place.
   *
   * @throws ProblemException 429 if the principal has one, 503 if all are taken
   */
  Place take(PrincipalId principal) {
    synchronized (taken) {
      if (taken.contains(principal)) {
        throw Problem.of(429, "ExportsBusy", "This caller has an export under way.")
            .retryAfter(RETRY_AFTER)
            .exception();
      }
      if (taken.size() >= IN_ALL_MAX) {
        throw Problem.of(
                503, "ExportsBusy", "At most %d exports are made at once.".formatted(IN_ALL_MAX))
            .retryAfter(RETRY_AFTER)
            .exception();
      }
      taken.add(principal);
    }
    return new Place(principal);
  }

  /** One export's; closing gives it back. */
  final class Place implements AutoCloseable {
    private final PrincipalId principal;
    private final long started = nanos.getAsLong();

    private Place(PrincipalId principal) {
      this.principal = principal;
    }

    /**
     * What the export is written to.
     *
     * @return takes nothing more, by an {@link IOException}, after {@link #TIME_MAX}
     */
    OutputStream within(OutputStream out) {
      return new FilterOutputStream(out) {
        @Override
        public void write(int one) throws IOException {
          requireTime();
          out.write(one);
        }

        @Override
        public void write(byte[] bytes, int at, int length) throws IOException {
          requireTime();
          out.write(bytes, at, length);
        }
      };
    }

    private void requireTime() throws IOException {
      if (nanos.getAsLong() - started > TIME_MAX.toNanos()) {
        throw new IOException("an export was not taken away within " + TIME_MAX);
      }
    }

    @Override
    public void close() {
      synchronized (taken) {
        taken.remove(principal);
      }
    }
  }
}
