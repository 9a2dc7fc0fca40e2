package dev.lanyard.projections;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * How the rebuilding of one view stands.
 *
 * @param id of the operation
 * @param view {@code state}, {@code audit} or {@code access}
 * @param state where it is
 * @param position the last commit that the rebuilt view holds
 * @param target the ledger's head when the operation was last looked at
 * @param rowsCompared rows of the live and the rebuilt view that were held against each other
 * @param differences what differed, at most {@link #DIFFERENCES_MAX}; empty if nothing did
 * @param differencesFound how many differed in all
 * @param failure why it failed, for operators
 */
public record RebuildStatus(
    UUID id,
    String view,
    State state,
    long position,
    long target,
    long rowsCompared,
    List<Difference> differences,
    long differencesFound,
    Optional<String> failure) {
  /** Most differences that are told. */
  public static final int DIFFERENCES_MAX = 100;

  /** The way of a rebuilding, in order; {@code FAILED} may follow any but {@code DONE}. */
  public enum State {
    REPLAYING,
    COMPARING,
    DONE,
    FAILED
  }

  /**
   * A row that only one of the two views has.
   *
   * @param table of the view
   * @param side {@code live} or {@code rebuilt}: the one that has it
   * @param row its columns in words, at most 2,000 characters
   */
  public record Difference(String table, String side, String row) {}

  public RebuildStatus {
    differences = List.copyOf(differences);
  }
}
