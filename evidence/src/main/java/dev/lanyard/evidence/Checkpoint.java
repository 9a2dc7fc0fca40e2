package dev.lanyard.evidence;

import java.util.List;

/**
 * What a log says of itself at one size (C2SP tlog-checkpoint): the text of a note.
 *
 * @param origin the name of the log; one line, not empty
 * @param size how many leaves its tree has, from 0
 * @param root the tree's root
 * @param extensions further lines, none of them empty; mostly none
 */
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
  private static final int LINES_MIN = 3;

  /**
   * Checks each line.
   *
   * @throws MalformedEvidence if one could not be read again
   */
  public Checkpoint {
    extensions = List.copyOf(extensions);
    requireLine("the origin of a checkpoint", origin);
    extensions.forEach(line -> requireLine("an extension line of a checkpoint", line));
    if (size < 0) {
      throw new MalformedEvidence("the size of a checkpoint is negative");
    }
  }

  /** One without extension lines. */
  public Checkpoint(String origin, long size, Hash root) {
    this(origin, size, root, List.of());
  }

  /**
   * Reads one.
   *
   * @param text the text of a note: lines, each with a newline at its end
   * @throws MalformedEvidence if it is not a checkpoint, or not in its one form
   */
  public static Checkpoint parse(String text) {
    List<String> lines = List.of(text.split("\n", -1));
    if (lines.size() <= LINES_MIN || !lines.getLast().isEmpty()) {
      throw new MalformedEvidence("a checkpoint does not have three lines or more");
    }
    return new Checkpoint(
        lines.get(0),
        Decimal.parse("the size of a checkpoint", lines.get(1)),
        Hash.ofBase64(lines.get(2)),
        lines.subList(LINES_MIN, lines.size() - 1));
  }

  /** The text of the note. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n').append(root.base64()).append('\n');
    extensions.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  private static void requireLine(String what, String line) {
    if (line.isEmpty() || line.chars().anyMatch(c -> c < ' ')) {
      throw new MalformedEvidence(what + " is not a line of text");
    }
  }
}
