package dev.lanyard.domain;

import java.util.UUID;

/**
 * The uid of one resource group, resource or user-assigned identity, chosen by the command that
 * creates it. A new thing at an old path has another uid and inherits nothing.
 *
 * @param value the 128-bit identifier, written as 36 lower-case characters
 */
public record ThingId(UUID value) {

  /**
   * Reads the canonical form of RFC 9562, section 4, in any case.
   *
   * @throws MalformedValue if the text is not 8-4-4-4-12 hexadecimal digits; names {@code field}
   */
  public static ThingId parse(String field, String text) {
    return new ThingId(Guids.parse(field, text));
  }

  /** The canonical text: 36 characters, lower case; also the value of its ledger tag. */
  @Override
  public String toString() {
    return value.toString();
  }
}
