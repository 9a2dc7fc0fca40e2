package dev.lanyard.api.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** The machine's clock, ahead by as much as it was told: it runs on, and is only moved forward. */
final class MovedClock implements InstantSource {
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead.get());
  }

  /** Moves it on. */
  void forward(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a commit's time never decreases");
    }
    ahead.updateAndGet(time::plus);
  }

  /** Moves it on to an instant that has not come yet. */
  void forwardTo(Instant instant) {
    forward(Duration.between(instant(), instant));
  }
}
