package dev.lanyard.api.evidence;

import java.time.Duration;
import java.util.Optional;

/** The last signed head of a log, for whoever waits for one, and how far the log is ahead of it. */
final class SignedHeads {
  private Optional<SignedHead> last = Optional.empty();
  private volatile long behindSince;

  synchronized Optional<SignedHead> last() {
    return last;
  }

  /** For how long the log has had events that no signed head covers. */
  Duration lag() {
    long since = behindSince;
    return since == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - since);
  }

  /** Something was appended. */
  void appended() {
    if (behindSince == 0) {
      behindSince = System.nanoTime();
    }
  }

  /**
   * Makes a signed head known.
   *
   * @param lookedAt when the log was looked at for it, by {@link System#nanoTime}
   * @param end the last position that the log has now
   */
  synchronized void signed(SignedHead head, long lookedAt, long end) {
    last = Optional.of(head);
    behindSince = head.size() < end ? lookedAt : 0;
    notifyAll();
  }

  /** Shows more signatures of the last head; of an older one nothing changes. */
  synchronized void cosigned(SignedHead head) {
    last = last.map(known -> known.size() == head.size() ? head : known);
  }

  /**
   * Waits for a signed head that covers a position.
   *
   * @return empty if there is none in time
   */
  synchronized Optional<SignedHead> await(long position, Duration waitMax) {
    long until = System.nanoTime() + waitMax.toNanos();
    try {
      while (last.map(SignedHead::size).orElse(-1L) < position) {
        long millis = (until - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return Optional.empty();
        }
        wait(millis);
      }
      return last;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
