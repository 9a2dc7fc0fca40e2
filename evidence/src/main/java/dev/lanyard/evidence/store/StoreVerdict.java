package dev.lanyard.evidence.store;

import dev.lanyard.evidence.Checkpoint;
import dev.lanyard.evidence.bundle.Finding;
import dev.lanyard.evidence.bundle.Verdict.Trust;
import java.util.List;
import java.util.Optional;

/**
 * What the verification of a whole log found.
 *
 * @param wrong the first thing that is wrong; empty for a valid store
 * @param checkpoint what the store was verified against; empty where that was not readable
 * @param trust whose keys the signatures were verified by
 * @param firstPosition where the log begins: 1, but where old leaves were dropped
 * @param leaves how many leaves were found to hold
 * @param tiles how many tiles of hashes
 * @param remarks what else a reviewer should know: one line each
 */
public record StoreVerdict(
    Optional<Finding> wrong,
    Optional<Checkpoint> checkpoint,
    Trust trust,
    long firstPosition,
    long leaves,
    long tiles,
    List<String> remarks) {
  /** Copies the remarks. */
  public StoreVerdict {
    remarks = List.copyOf(remarks);
  }

  /** Whether nothing is wrong. */
  public boolean valid() {
    return wrong.isEmpty();
  }
}
