package dev.lanyard.projections.replay;

import dev.lanyard.projections.replay.ReplayProgress.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tells how far a replay is: as far as the slowest of its threads. */
final class Meter {
  private final Rows rows;
  private final List<ReplayedView> views;
  private final long to;
  private volatile Phase phase = Phase.WAITING;
  private volatile long entered = System.nanoTime();

  Meter(Rows rows, List<ReplayedView> views, long to) {
    this.rows = rows;
    this.views = views;
    this.to = to;
  }

  /** Another phase begins. */
  void enter(Phase next) {
    entered = System.nanoTime();
    phase = next;
  }

  ReplayProgress progress() {
    Phase now = phase;
    long done =
        switch (now) {
          case WAITING -> 0;
          case REPLAYING -> folded();
          case VERIFYING -> rows.hashed();
          case COMPARING, OVER -> to;
        };
    long total = now == Phase.VERIFYING ? Math.max(rows.toHash(), done) : to;
    long millis = Math.max(1, Duration.ofNanos(System.nanoTime() - entered).toMillis());
    boolean counts = now == Phase.REPLAYING && millis >= 1_000;
    long perSecond = counts ? done * 1_000 / millis : 0;
    Optional<Duration> left =
        perSecond == 0
            ? Optional.empty()
            : Optional.of(Duration.ofSeconds((total - done) / perSecond));
    return new ReplayProgress(now, done, total, perSecond, left);
  }

  private long folded() {
    return views.stream()
        .filter(view -> !view.isFolded())
        .mapToLong(ReplayedView::position)
        .reduce(rows.given(), Math::min);
  }
}
