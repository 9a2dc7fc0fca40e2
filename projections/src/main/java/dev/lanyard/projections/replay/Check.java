package dev.lanyard.projections.replay;

import dev.lanyard.domain.MalformedValue;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a replay can check. */
public enum Check {
  /** That the rows are those which the ledger committed to. */
  TREE("tree"),
  /** That what must hold of the ledger does, at the end of each commit. */
  INVARIANTS("invariants"),
  /** That the read models are those which the ledger gives. */
  VIEWS("views");

  private final String text;

  Check(String text) {
    this.text = text;
  }

  /**
   * Reads the name of a check.
   *
   * @throws MalformedValue if there is none of this name; names {@code field}
   */
  public static Check parse(String field, String text) {
    for (Check check : values()) {
      if (check.text.equals(text)) {
        return check;
      }
    }
    throw new MalformedValue(
        field,
        "must be of: "
            + Arrays.stream(values()).map(Check::toString).collect(Collectors.joining(", ")));
  }

  /** Its name. */
  @Override
  public String toString() {
    return text;
  }
}
