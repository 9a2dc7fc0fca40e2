package dev.lanyard.domain;

import java.util.UUID;

/**
 * One role assignment; its name in an ARM path is a GUID, unique in the tenant (CONTRACT 4.3, rule
 * D).
 *
 * @param value the 128-bit identifier, written as 36 lower-case characters
 */
public record AssignmentId(UUID value) {

  /**
   * Reads the canonical form of RFC 9562, section 4, in any case.
   *
   * @throws MalformedValue if the text is not 8-4-4-4-12 hexadecimal digits; names {@code field}
   */
  public static AssignmentId parse(String field, String text) {
    return new AssignmentId(Guids.parse(field, text));
  }

  /** The canonical text: 36 characters, lower case; also the value of its ledger tag. */
  @Override
  public String toString() {
    return value.toString();
  }
}
