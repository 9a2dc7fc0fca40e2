package dev.lanyard.eventstore.jdbc;

import dev.lanyard.domain.access.AccessEvent;
import dev.lanyard.domain.access.AccessEvent.CallersTurnedAway;
import dev.lanyard.domain.access.AccessEvent.RecordsRead;
import dev.lanyard.domain.access.AccessEvent.RequestRefused;
import dev.lanyard.domain.access.AccessEvent.StreamEnded;
import dev.lanyard.domain.access.AccessEvent.TokenIssued;
import dev.lanyard.domain.access.AccessEvent.TokenRefused;
import dev.lanyard.domain.access.AccessEvent.WorkloadTokenRefused;
import java.util.function.LongSupplier;

/**
 * The last fifth of the access log's budget: it takes only what is essential, so that refusals and
 * readings never end the issue of tokens (ADR 0008). What waits for the writer when the fifth is
 * reached is written still.
 */
final class AccessReserve {
  /** One part in so many of the budget. */
  private static final long PART = 5;

  private final LongSupplier bytesUsed;
  private volatile long sharedBytesMax;

  /**
   * Reserves a part of a budget.
   *
   * @param bytesUsed how much of it is in use
   * @param bytesMax the whole budget
   */
  AccessReserve(LongSupplier bytesUsed, long bytesMax) {
    this.bytesUsed = bytesUsed;
    this.sharedBytesMax = shared(bytesMax);
  }

  private static long shared(long bytesMax) {
    return bytesMax - bytesMax / PART;
  }

  /** Changes the budget. */
  void limit(long bytesMax) {
    sharedBytesMax = shared(bytesMax);
  }

  /** Whether all but the reserve is in use. */
  boolean isReached() {
    return bytesUsed.getAsLong() >= sharedBytesMax;
  }

  /**
   * Lets a fact in, unless what is left is not for it.
   *
   * @throws LedgerFull if so
   */
  void admit(AccessEvent event) {
    if (!isEssential(event) && isReached()) {
      throw new LedgerFull("the rest of the access log's budget is kept for the issue of tokens");
    }
  }

  /** Without tokens nobody works, nor mends what fills the log. */
  private static boolean isEssential(AccessEvent event) {
    return switch (event) {
      case TokenIssued _ -> true;
      case TokenRefused _, WorkloadTokenRefused _, RequestRefused _ -> false;
      case RecordsRead _, StreamEnded _, CallersTurnedAway _ -> false;
    };
  }
}
