package dev.lanyard.evidence.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.lanyard.evidence.MalformedEvidence;
import java.util.Arrays;
import java.util.Base64;

/** One line of {@code envelopes.ndjson}: a leaf in Base64, and for people its position. */
final class EnvelopeLine {
  private static final String LEAF = ",\"leaf\":\"";

  private EnvelopeLine() {}

  /** The line of a leaf, without a newline. */
  static String write(long position, byte[] leaf) {
    return "{\"position\":" + position + LEAF + Base64.getEncoder().encodeToString(leaf) + "\"}";
  }

  /**
   * The leaf of a line.
   *
   * @param position the one that the line is to have
   * @throws MalformedEvidence if it has another, or is not in the form in which it is written
   */
  static byte[] read(byte[] line, long position) {
    String text = new String(line, US_ASCII);
    int begin = text.indexOf(LEAF) + LEAF.length();
    int end = text.length() - 2;
    if (begin < LEAF.length() || end < begin) {
      throw new MalformedEvidence("it is not the line of an envelope");
    }
    byte[] leaf;
    try {
      leaf = Base64.getDecoder().decode(text.substring(begin, end));
    } catch (IllegalArgumentException malformed) {
      throw new MalformedEvidence("its leaf is not in Base64");
    }
    if (!Arrays.equals(line, write(position, leaf).getBytes(US_ASCII))) {
      throw new MalformedEvidence("it is not the line of the envelope of this position");
    }
    return leaf;
  }
}
