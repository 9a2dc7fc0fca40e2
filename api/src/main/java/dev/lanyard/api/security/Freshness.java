package dev.lanyard.api.security;

import dev.lanyard.api.http.Problem;
import dev.lanyard.api.http.ProblemException;
import dev.lanyard.eventstore.Ledger;
import dev.lanyard.projections.ViewStatus;
import dev.lanyard.projections.Views;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether the state view is recent enough to check rights by: not more than {@link #BEHIND_MAX}
 * behind the ledger, and not stopped before its end (DESIGN, "Read models").
 */
public final class Freshness {
  /** How old what the view does not show yet may be. */
  static final Duration BEHIND_MAX = Duration.ofSeconds(2);

  /** How long one look counts: under load the view always is a little behind. */
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  private static final String STATE = "state";

  private final Views views;
  private final Ledger<?> ledger;
  private final AtomicReference<Look> last = new AtomicReference<>(new Look(0, true, true));

  /** One look at the view's lag; {@code never} before the first. */
  private record Look(long nanos, boolean current, boolean never) {}

  /** Watches a node's state view. */
  public Freshness(Views views, Ledger<?> ledger) {
    this.views = views;
    this.ledger = ledger;
  }

  /**
   * Goes on if the view is recent enough.
   *
   * @throws ProblemException 503 with {@code Retry-After} if not
   */
  public void require() {
    if (!isCurrent()) {
      throw Problem.of(
              503, "ViewBehind", "Rights cannot be checked: the read model is behind the ledger.")
          .retryAfter(Duration.ofSeconds(1))
          .exception();
    }
  }

  /** Whether the view is recent enough now. */
  public boolean isCurrent() {
    if (views.state().position() >= ledger.head()) {
      return true;
    }
    long now = System.nanoTime();
    Look look = last.get();
    if (look.never() || now - look.nanos() > LOOK_NANOS) {
      look = new Look(now, look(), false);
      last.set(look);
    }
    return look.current();
  }

  private boolean look() {
    ViewStatus state =
        views.status().stream()
            .filter(status -> status.name().equals(STATE))
            .findFirst()
            .orElseThrow();
    return state.lagEvents() == 0
        || (state.stopped().isEmpty() && state.lag().compareTo(BEHIND_MAX) <= 0);
  }
}
