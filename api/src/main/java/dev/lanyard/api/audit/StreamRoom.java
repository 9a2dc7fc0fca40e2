package dev.lanyard.api.audit;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.api.security.access.TurnedAway;
import dev.lanyard.domain.PrincipalId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** For how many streams there is room: of one principal, and in all. */
final class StreamRoom {
  private static final String TOO_MANY = "TooManyStreams";
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final int inAll;
  private final int ofOnePrincipal;
  private final TurnedAway turnedAway;
  private final Map<PrincipalId, Integer> taken = new HashMap<>();
  private int takenInAll;

  /**
   * Makes room.
   *
   * @param turnedAway counts those for whom there is none
   */
  StreamRoom(int inAll, int ofOnePrincipal, TurnedAway turnedAway) {
    this.inAll = inAll;
    this.ofOnePrincipal = ofOnePrincipal;
    this.turnedAway = turnedAway;
  }

  /** Room for one stream; closing it gives it back, once. */
  final class Place implements AutoCloseable {
    private final PrincipalId principal;
    private boolean closed;

    private Place(PrincipalId principal) {
      this.principal = principal;
    }

    @Override
    public void close() {
      synchronized (taken) {
        if (!closed) {
          closed = true;
          takenInAll--;
          taken.computeIfPresent(principal, (_, own) -> own == 1 ? null : own - 1);
        }
      }
    }
  }

  /**
   * Takes room for one more.
   *
   * @param address where the request came from
   * @throws ProblemException 429 if the principal has as many as one may have, 503 if there are as
   *     many in all as there may be
   */
  Place take(PrincipalId principal, String address) {
    synchronized (taken) {
      int own = taken.getOrDefault(principal, 0);
      if (own < ofOnePrincipal && takenInAll < inAll) {
        takenInAll++;
        taken.put(principal, own + 1);
        return new Place(principal);
      }
      turnedAway.count(address, TOO_MANY);
      throw refused(own >= ofOnePrincipal);
    }
  }

  private static ProblemException refused(boolean ofOne) {
    Problem problem =
        ofOne
            ? Problem.of(429, TOO_MANY, "This caller has as many streams open as one may have.")
            : Problem.of(503, TOO_MANY, "As many streams are open as there may be.");
    return problem.retryAfter(RETRY_AFTER).exception();
  }
}
