package dev.lanyard.projections.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the views store them: whole microseconds since 1970. */
public final class Micros {
  private Micros() {}

  /** The number of an instant; what is finer than a microsecond is cut off. */
  public static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The instant of a number. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
