package dev.lanyard.domain;

import java.util.UUID;

/**
 * One replay of the ledger for review, chosen by whoever begins it.
 *
 * @param value the 128-bit identifier, written as 36 lower-case characters
 */
public record ReplayId(UUID value) {

  /**
   * Reads the canonical form of RFC 9562, section 4, in any case.
   *
   * @throws MalformedValue if the text is not 8-4-4-4-12 hexadecimal digits; names {@code field}
   */
  public static ReplayId parse(String field, String text) {
    return new ReplayId(Guids.parse(field, text));
  }

  /** The canonical text: 36 characters, lower case; also the value of its ledger tag. */
  @Override
  public String toString() {
    return value.toString();
  }
}
