package dev.lanyard.evidence;

import java.util.List;
import java.util.stream.Collectors;

/** A proof on its own as text: one hash a line, in Base64, as C2SP tlog-witness sends it. */
public final class HashLines {
  /** The most hashes that a consistency proof in a tree of at most 2^63 leaves has. */
  private static final int HASHES_MAX = 64;

  private HashLines() {}

  /** The text; empty for no hashes. */
  public static String write(List<Hash> hashes) {
    return hashes.stream().map(hash -> hash.base64() + '\n').collect(Collectors.joining());
  }

  /**
   * Reads a text.
   *
   * @throws MalformedEvidence if it is not such lines, or more of them than a proof has
   */
  public static List<Hash> parse(byte[] bytes) {
    String text = Utf8.decode("a proof", bytes);
    if (text.isEmpty()) {
      return List.of();
    }
    String[] lines = text.split("\n", HASHES_MAX + 2);
    if (lines.length > HASHES_MAX + 1 || !lines[lines.length - 1].isEmpty()) {
      throw new MalformedEvidence("a proof is not at most 64 lines");
    }
    return List.of(lines).subList(0, lines.length - 1).stream().map(Hash::ofBase64).toList();
  }
}
