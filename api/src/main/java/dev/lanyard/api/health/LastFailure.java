package dev.lanyard.api.health;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Remembers why the ledger last refused an append, until one succeeds. */
public final class LastFailure {
  private final AtomicReference<Optional<Failure>> last = new AtomicReference<>(Optional.empty());

  /**
   * A refusal.
   *
   * @param at when
   * @param cause what the ledger said, without payloads
   */
  public record Failure(Instant at, String cause) {}

  /** An append was refused, for no fault of the command's. */
  public void failed(Instant at, Throwable cause) {
    last.set(
        Optional.of(
            new Failure(at, cause.getMessage() + " (" + cause.getClass().getSimpleName() + ")")));
  }

  /** An append became durable. */
  public void succeeded() {
    if (last.get().isPresent()) {
      last.set(Optional.empty());
    }
  }

  /** What stands in the way; empty if the last append succeeded. */
  public Optional<Failure> current() {
    return last.get();
  }
}
