package dev.lanyard.domain;

import java.util.Optional;

/**
 * A text about a person, or written by one: stored beside the fact, under a digest of its own, so
 * that it can be erased while the ledger's proofs stay valid (DESIGN, "Ledger engine"). No rule may
 * depend on it.
 *
 * @param text empty where nothing was given, or where it was erased
 */
public record Personal(Optional<String> text) {

  public static Personal of(String text) {
    return new Personal(Optional.of(text));
  }

  /** Nothing was given. */
  public static Personal none() {
    return new Personal(Optional.empty());
  }
}
